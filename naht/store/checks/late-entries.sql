-- id: late-entries
-- severity: hint
-- de: Später als 14 Tage nachgetragen im Monat {row}: {n} von {total}; am spätesten nach {most} Tagen.
-- en: Entered more than 14 days late in month {row}: {n} of {total}; the latest after {most} days.
-- mend: naht visit list {row} --fields id,day,entered_at
SELECT month AS row, sum(late > 14) AS n, count(*) AS total, max(late) AS most FROM (
  SELECT substr(day, 1, 7) AS month,
    CAST(julianday(substr(entered_at, 1, 10)) - julianday(day) AS INTEGER) AS late
  FROM entry
)
GROUP BY month HAVING max(late) > 14 ORDER BY month
