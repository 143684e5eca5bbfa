-- id: sundays
-- severity: hint
-- de: An einem Sonntag, {row}: {n} × {noun}.
-- en: On a Sunday, {row}: {n} × {noun}.
-- mend: naht {noun} list {row}
SELECT day AS row, noun, count(*) AS n FROM entry WHERE strftime('%w', day) = '0' GROUP BY day, noun ORDER BY day, noun
