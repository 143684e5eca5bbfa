-- id: visit-headcount
-- severity: error
-- de: Kontakt am {day}: {headcount} Personen passen nicht zu {channel}, das ist keine Gruppe.
-- en: Visit on {day}: a head count of {headcount} does not fit {channel}, which is no group.
-- mend: naht visit edit {row} --unset headcount
SELECT v.id AS row, v.day, v.headcount, w.slug AS channel
FROM visit v JOIN word w ON w.n = v.channel
WHERE v.headcount IS NOT NULL AND v.setting <> 'G'
ORDER BY v.day, v.id
