-- id: two-fundings
-- severity: hint
-- de: Dieselbe Person am {day} auf mehreren Förderungen: {fundings}.
-- en: The same person on {day} on several fundings: {fundings}.
-- mend: naht visit list {day} --client {row}
SELECT k.id AS row, found.day, group_concat(found.id, ', ') AS fundings
FROM (
  SELECT DISTINCT c.client, v.day, f.id
  FROM visit v JOIN visit_client c ON c.visit = v.n JOIN funding f ON f.n = v.funding ORDER BY f.id
) found
JOIN client k ON k.n = found.client
GROUP BY found.client, found.day HAVING count(*) > 1
ORDER BY found.day, k.id
