-- id: funding-share
-- severity: hint
-- full: yes
-- de: Förderung bestimmt durch „{code}“: {n} von {total} Einträgen ({share} %).
-- en: Funding decided by “{code}”: {n} of {total} records ({share}%).
-- mend: naht visit list --last 200 --fields id,day,district,funding,funding_by
SELECT funding_by AS row, funding_by AS code, n, total,
  printf('%d,%d', share / 10, share % 10) AS share_de, printf('%d.%d', share / 10, share % 10) AS share_en
FROM (
  SELECT funding_by, count(*) AS n, sum(count(*)) OVER () AS total, count(*) * 1000 / sum(count(*)) OVER () AS share
  FROM entry GROUP BY funding_by
)
ORDER BY n DESC, row
