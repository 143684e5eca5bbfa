-- id: funding-by
-- severity: error
-- de: {noun} am {day}: „{code}“ sagt nicht, wie die Förderung bestimmt wurde.
-- en: {noun} on {day}: “{code}” does not say how the funding was decided.
-- mend: naht {noun} edit {row} --funding …
SELECT e.id AS row, e.noun, e.day, e.funding_by AS code FROM entry e
WHERE e.funding_by NOT IN ('given', 'worker', 'site', 'district', 'only', 'none')
ORDER BY e.day, e.id
