-- id: referral-steps
-- severity: error
-- de: Verweis vom {day}: „{state}“ am {since} folgt nicht auf „{before}“.
-- en: Referral of {day}: “{state}” on {since} does not follow “{before}”.
-- mend: naht log {row}; naht referral step {row} …
SELECT r.id AS row, r.day, s.since, s.state, s.before FROM (
  SELECT referral, since, rank, value AS state, lag(value) OVER (PARTITION BY referral ORDER BY since, rank) AS before
  FROM referral_fact WHERE attribute = 'state'
) s
JOIN referral r ON r.n = s.referral JOIN word w ON w.id = 'referral_state:' || s.before
LEFT JOIN word_attribute a ON a.word = w.n AND a.name = 'next'
WHERE instr(',' || ifnull(a.value, '') || ',', ',' || s.state || ',') = 0
ORDER BY r.day, r.id, s.since, s.rank
