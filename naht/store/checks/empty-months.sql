-- id: empty-months
-- severity: hint
-- de: Im Monat {row} ist gar nichts aufgenommen, davor und danach aber schon.
-- en: Nothing at all is recorded in the month {row}, though before and after it is.
-- mend: naht visit add {row}-… …
SELECT month AS row FROM (
  WITH RECURSIVE months (month) AS (
    SELECT substr(min(day), 1, 7) FROM entry WHERE date(day, '+0 days') = day
    UNION ALL
    SELECT strftime('%Y-%m', month || '-01', '+1 month') FROM months
    WHERE month < (SELECT substr(max(day), 1, 7) FROM entry WHERE date(day, '+0 days') = day)
    LIMIT 2400
  )
  SELECT month FROM months
)
WHERE month IS NOT NULL AND month NOT IN (SELECT substr(day, 1, 7) FROM entry) ORDER BY month
