-- id: two-fundings
-- severity: hint
-- de: Dieselbe Person am {day} auf mehreren Förderungen: {fundings}.
-- en: The same person on {day} on several fundings: {fundings}.
-- mend: naht visit list {day} --client {row}
SELECT k.id AS row, v.day, group_concat(DISTINCT f.id) AS fundings
FROM visit v JOIN visit_client c ON c.visit = v.n JOIN client k ON k.n = c.client JOIN funding f ON f.n = v.funding
GROUP BY c.client, v.day HAVING count(DISTINCT v.funding) > 1
ORDER BY v.day, k.id
