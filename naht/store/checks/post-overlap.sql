-- id: post-overlap
-- severity: error
-- de: {worker} hat zur selben Zeit zwei Stellen auf {funding}: {row} und {other}.
-- en: {worker} has two posts on {funding} at a time: {row} and {other}.
-- mend: naht post edit {row} --to …
SELECT a.id AS row, w.id AS worker, f.name AS funding, b.id AS other
FROM post a JOIN post b ON b.worker = a.worker AND b.funding = a.funding AND b.n <> a.n
JOIN worker w ON w.n = a.worker JOIN funding f ON f.n = a.funding
WHERE (ifnull(a.starts_on, ''), a.n) < (ifnull(b.starts_on, ''), b.n)
  AND ifnull(a.starts_on, '') <= ifnull(b.ends_on, '9999') AND ifnull(b.starts_on, '') <= ifnull(a.ends_on, '9999')
ORDER BY w.id, a.starts_on, a.id
