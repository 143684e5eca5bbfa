-- id: no-minutes
-- severity: hint
-- full: yes
-- de: Kontakte ohne Minuten im Jahr {row}: {n} von {total} ({share} %).
-- en: Visits without minutes in {row}: {n} of {total} ({share}%).
-- mend: naht visit list {row} --fields id,day,channel,minutes
-- Only where somebody was met: who did not come took no minutes.
SELECT row, n, total, printf('%d,%d', share / 10, share % 10) AS share_de,
  printf('%d.%d', share / 10, share % 10) AS share_en
FROM (
  SELECT substr(v.day, 1, 4) AS row, sum(v.minutes IS NULL) AS n, count(*) AS total,
    sum(v.minutes IS NULL) * 1000 / count(*) AS share
  FROM visit v WHERE v.outcome IN (SELECT word FROM word_attribute WHERE list = 'outcome' AND name = 'met')
  GROUP BY 1 HAVING sum(v.minutes IS NULL) > 0
)
ORDER BY row
