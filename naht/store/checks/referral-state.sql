-- id: referral-state
-- severity: error
-- de: Verweis vom {day}: Es ist kein Stand festgehalten.
-- en: Referral of {day}: no state is recorded.
-- mend: naht backup verify; naht restore …
SELECT r.id AS row, r.day FROM referral r
WHERE NOT EXISTS (SELECT 1 FROM referral_fact f WHERE f.referral = r.n AND f.attribute = 'state')
ORDER BY r.day, r.id
