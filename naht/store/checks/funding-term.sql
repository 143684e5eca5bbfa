-- id: funding-term
-- severity: error
-- de: {noun} am {day}: {funding} hat an diesem Tag keine Bewilligung. Gültig: {valid}.
-- en: {noun} on {day}: {funding} has no grant on that day. Valid: {valid}.
-- mend: naht {noun} edit {row} --funding …
SELECT e.id AS row, e.noun, e.day, f.name AS funding, (
  SELECT group_concat(v.id, ', ') FROM covers c JOIN funding v ON v.n = c.funding
  WHERE c.district = e.district AND EXISTS (
    SELECT 1 FROM term t
    WHERE t.funding = v.n AND ifnull(t.starts_on, e.day) <= e.day AND e.day <= ifnull(t.ends_on, e.day)
  )
) AS valid
FROM entry e CROSS JOIN funding f ON f.n = e.funding
WHERE NOT EXISTS (
  SELECT 1 FROM term t
  WHERE t.funding = e.funding AND ifnull(t.starts_on, e.day) <= e.day AND e.day <= ifnull(t.ends_on, e.day)
)
ORDER BY e.day, e.id
