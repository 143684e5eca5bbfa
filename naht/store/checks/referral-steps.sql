-- id: referral-steps
-- severity: error
-- de: Verweis vom {day}: „{state}“ am {since} folgt nicht auf „{before}“.
-- en: Referral of {day}: “{state}” on {since} does not follow “{before}”.
-- mend: naht log {row}; naht referral step {row} …
SELECT r.id AS row, r.day, s.since, s.state, s.before FROM (
  SELECT f.referral, f.since, f.rank, x.slug AS state,
    lag(x.slug) OVER (PARTITION BY f.referral ORDER BY f.since, f.rank) AS before
  FROM referral_fact f JOIN word x ON x.n = f.word WHERE f.attribute = 'state'
) s
JOIN referral r ON r.n = s.referral JOIN word w ON w.id = 'referral_state:' || s.before
LEFT JOIN word_attribute a ON a.word = w.n AND a.name = 'next'
WHERE instr(',' || ifnull(a.value, '') || ',', ',' || s.state || ',') = 0
ORDER BY r.day, r.id, s.since, s.rank
