-- id: term-overlap
-- severity: error
-- de: {funding}: Die Bewilligungen {row} ({starts} – {ends}) und {other} ({other_starts} – {other_ends}) überschneiden sich.
-- en: {funding}: the grants {row} ({starts} – {ends}) and {other} ({other_starts} – {other_ends}) overlap.
-- mend: naht term edit {row} --ends-on …
SELECT a.id AS row, f.name AS funding, a.starts_on AS starts, a.ends_on AS ends,
  b.id AS other, b.starts_on AS other_starts, b.ends_on AS other_ends
FROM term a JOIN term b ON b.funding = a.funding AND b.n <> a.n JOIN funding f ON f.n = a.funding
WHERE (ifnull(a.starts_on, ''), a.n) < (ifnull(b.starts_on, ''), b.n)
  AND ifnull(a.starts_on, '') <= ifnull(b.ends_on, '9999') AND ifnull(b.starts_on, '') <= ifnull(a.ends_on, '9999')
ORDER BY f.n, a.starts_on, a.id
