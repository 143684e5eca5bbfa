-- id: long-days
-- severity: hint
-- de: {row} am {day}: {minutes} Minuten in {n} Einträgen, das sind mehr als zehn Stunden.
-- en: {row} on {day}: {minutes} minutes in {n} records, that is more than ten hours.
-- mend: naht visit list {day} --worker {row}
SELECT w.id AS row, found.day, found.minutes, found.n
FROM (
  SELECT worker, day, sum(minutes) AS minutes, count(*) AS n FROM entry
  WHERE minutes IS NOT NULL
  GROUP BY worker, day HAVING sum(minutes) > 600
) found
JOIN worker w ON w.n = found.worker
ORDER BY found.day, w.id
