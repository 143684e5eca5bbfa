-- id: holidays
-- severity: hint
-- de: An einem Feiertag, {row} ({name}): {n} × {noun}.
-- en: On a public holiday, {row} ({name}): {n} × {noun}.
-- mend: naht {noun} list {row}
SELECT found.day AS row, found.noun, found.n, h.value ->> 1 AS name_de, h.value ->> 2 AS name_en
FROM (
  SELECT day, noun, count(*) AS n FROM entry
  WHERE day IN (SELECT value ->> 0 FROM json_each(:holidays)) GROUP BY day, noun
) found
JOIN json_each(:holidays) h ON h.value ->> 0 = found.day
ORDER BY found.day, found.noun
