-- id: long-days
-- severity: hint
-- de: {row} am {day}: {minutes} Minuten in {n} Einträgen, das sind mehr als zehn Stunden.
-- en: {row} on {day}: {minutes} minutes in {n} records, that is more than ten hours.
-- mend: naht visit list {day} --worker {row}
SELECT w.id AS row, found.day, found.minutes, found.n
FROM (
  SELECT worker, day, sum(minutes) AS minutes, count(*) AS n FROM (
    SELECT c.worker, v.day, v.minutes FROM visit v CROSS JOIN visit_worker c ON c.visit = v.n
    UNION ALL
    SELECT c.worker, v.day, v.minutes FROM contact v CROSS JOIN contact_worker c ON c.contact = v.n
    UNION ALL
    SELECT c.worker, v.day, v.minutes FROM work v CROSS JOIN work_worker c ON c.work = v.n
  )
  WHERE minutes IS NOT NULL
  GROUP BY worker, day HAVING sum(minutes) > 600
) found
JOIN worker w ON w.n = found.worker
ORDER BY found.day, w.id
