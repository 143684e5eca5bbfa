-- id: holidays
-- severity: hint
-- de: An einem Feiertag, {row} ({name}): {n} × {noun}.
-- en: On a public holiday, {row} ({name}): {n} × {noun}.
-- mend: naht {noun} list {row}
SELECT e.day AS row, e.noun, count(*) AS n, h.value ->> 1 AS name_de, h.value ->> 2 AS name_en
FROM json_each(:holidays) h CROSS JOIN entry e ON e.day = h.value ->> 0
GROUP BY e.day, e.noun ORDER BY e.day, e.noun
