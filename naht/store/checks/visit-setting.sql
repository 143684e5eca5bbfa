-- id: visit-setting
-- severity: error
-- de: Kontakt am {day}: {channel} gibt es nur als {allowed}, nicht als {setting}.
-- en: Visit on {day}: {channel} exists only as {allowed}, not as {setting}.
-- mend: naht visit edit {row} --setting {own}
SELECT v.id AS row, v.day, c.channel, c.allowed, v.setting, c.own
FROM visit v JOIN (
  SELECT n, channel, own, coalesce(more, own) AS allowed FROM (
    SELECT w.n, w.slug AS channel, ifnull(max(iif(a.name = 'setting', a.value, NULL)), 'E') AS own,
      max(iif(a.name = 'option_settings', a.value, NULL)) AS more
    FROM word w LEFT JOIN word_attribute a ON a.word = w.n WHERE w.list = 'channel' GROUP BY w.n
  )
) c ON c.n = v.channel
WHERE instr(',' || c.allowed || ',', ',' || v.setting || ',') = 0
ORDER BY v.day, v.id
