-- id: visit-newcomers
-- severity: error
-- de: Kontakt am {day}: {newcomers} waren zum ersten Mal da, gezählt sind aber {heads}.
-- en: Visit on {day}: {newcomers} were there for the first time, but {heads} are counted.
-- mend: naht visit edit {row} --unset newcomers
SELECT id AS row, day, newcomers, heads FROM (
  SELECT v.id, v.day, v.newcomers, iif(v.setting = 'G', ifnull(v.headcount, (
    SELECT count(*) FROM visit_client c WHERE c.visit = v.n)), 0) AS heads
  FROM visit v WHERE v.newcomers IS NOT NULL
)
WHERE newcomers > heads ORDER BY day, id
