-- id: clock
-- severity: hint
-- de: Die Uhr ging bei Schritt {row} rückwärts: {at}, der Schritt davor war {before} (UTC).
-- en: The clock went back at step {row}: {at}, the step before was {before} (UTC).
-- mend: naht log --last 200
-- Half an hour is let pass: who writes a long note begins before others and ends after them.
SELECT n AS row, at, before
FROM (SELECT n, at, lag(at) OVER (ORDER BY n) AS before FROM op)
WHERE julianday(at) < julianday(before) - 0.5 / 24
ORDER BY n
