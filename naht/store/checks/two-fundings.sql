-- id: two-fundings
-- severity: hint
-- de: Dieselbe Person am {day} auf mehreren Förderungen: {fundings}.
-- en: The same person on {day} on several fundings: {fundings}.
-- mend: naht visit list {day} --client {row}
SELECT k.id AS row, found.day, (
  SELECT group_concat(id, ', ') FROM (
    SELECT DISTINCT f.id
    FROM visit_client c JOIN visit v ON v.n = c.visit JOIN funding f ON f.n = v.funding
    WHERE c.client = found.client AND v.day = found.day ORDER BY f.id
  )
) AS fundings
FROM (
  SELECT c.client, v.day FROM visit_client c CROSS JOIN visit v ON v.n = c.visit
  GROUP BY c.client, v.day HAVING min(v.funding) < max(v.funding)
) found
JOIN client k ON k.n = found.client
ORDER BY found.day, k.id
