-- id: long-days
-- severity: hint
-- de: {row} am {day}: {minutes} Minuten in {n} Einträgen, das sind mehr als zehn Stunden.
-- en: {row} on {day}: {minutes} minutes in {n} records, that is more than ten hours.
-- mend: naht visit list {day} --worker {row}
SELECT w.id AS row, e.day, sum(e.minutes) AS minutes, count(*) AS n
FROM entry e CROSS JOIN worker w ON w.n = e.worker
WHERE e.minutes IS NOT NULL
GROUP BY e.worker, e.day HAVING sum(e.minutes) > 600
ORDER BY e.day, w.id
