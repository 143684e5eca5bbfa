-- id: visit-setting
-- severity: error
-- de: Kontakt am {day}: {channel} gibt es nur als {allowed}, nicht als {setting}.
-- en: Visit on {day}: {channel} exists only as {allowed}, not as {setting}.
-- mend: naht visit edit {row} --setting {own}
SELECT row, day, channel, allowed, setting, own FROM (
  SELECT v.id AS row, v.day, w.slug AS channel, v.setting, ifnull(w.attributes ->> 'setting', 'E') AS own,
    coalesce(w.attributes ->> 'option_settings', w.attributes ->> 'setting', 'E') AS allowed
  FROM visit v JOIN word w ON w.n = v.channel
)
WHERE instr(',' || allowed || ',', ',' || setting || ',') = 0
ORDER BY day, row
