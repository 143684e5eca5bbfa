-- id: late-entries
-- severity: hint
-- de: Später als 14 Tage nachgetragen im Monat {row}: {n} von {total}; am spätesten nach {most} Tagen.
-- en: Entered more than 14 days late in month {row}: {n} of {total}; the latest after {most} days.
-- mend: naht visit list {row} --fields id,day,entered_at
-- The records of a month are counted by the index of days.
SELECT month AS row, n, (
  (SELECT count(*) FROM visit WHERE day > month AND day < month || '-99')
  + (SELECT count(*) FROM referral WHERE day > month AND day < month || '-99')
  + (SELECT count(*) FROM contact WHERE day > month AND day < month || '-99')
  + (SELECT count(*) FROM work WHERE day > month AND day < month || '-99')
) AS total, most
FROM (
  SELECT month, count(*) AS n, max(late) AS most FROM (
    SELECT substr(day, 1, 7) AS month,
      CAST(julianday(substr(entered_at, 1, 10)) - julianday(day) AS INTEGER) AS late
    FROM entry
  )
  WHERE late > 14 GROUP BY month
)
ORDER BY month
