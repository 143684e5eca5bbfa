-- id: funding-district
-- severity: error
-- de: {noun} am {day}: {funding} gilt nicht für {district}.
-- en: {noun} on {day}: {funding} does not cover {district}.
-- mend: naht {noun} edit {row} --funding …
SELECT e.id AS row, e.noun, e.day, f.name AS funding, d.name AS district
FROM entry e CROSS JOIN funding f ON f.n = e.funding CROSS JOIN district d ON d.n = e.district
WHERE (e.funding, e.district) NOT IN (SELECT funding, district FROM covers)
ORDER BY e.day, e.id
