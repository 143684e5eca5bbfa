-- id: visit-anonymous
-- severity: error
-- de: Kontakt am {day}: Geschlecht, Alter oder Wohnort stehen am Kontakt, obwohl die Person bekannt ist ({client}).
-- en: Visit on {day}: gender, age or residence stand at the visit although the person is known ({client}).
-- mend: naht visit edit {row} --unset gender --unset age_group --unset residence
SELECT v.id AS row, v.day, min(k.id) AS client
FROM visit v JOIN visit_client c ON c.visit = v.n JOIN client k ON k.n = c.client
WHERE coalesce(v.gender, v.age_group, v.residence) IS NOT NULL
GROUP BY v.n ORDER BY v.day, v.id
