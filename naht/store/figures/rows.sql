-- What the figures are counted from: each row of a noun once, with what a figure asks of it. The cube (cube.py) reads
-- one filter's rows through these statements; the file itself knows nothing of figures. What stands in braces is a
-- condition on v that store/reading/visits.py says. Inner numbers stay inside: nobody is shown a row.

-- figure: visit
SELECT
  v.n, v.day, v.setting, {was_met} AS met, {is_visit} AS is_visit, v.outcome, v.channel, v.district, v.site,
  v.funding, v.worker, v.minutes, v.headcount, v.co_advised, v.gender, v.age_group, v.residence,
  (SELECT topic FROM main.visit_topic c WHERE c.visit = v.n ORDER BY rank LIMIT 1) AS topic,
  (SELECT count(*) FROM main.visit_client c WHERE c.visit = v.n) AS clients
FROM main.visit v

-- figure: referral
SELECT
  r.n, r.day, r.kind, r.partner, r.topic, r.district, r.site, r.funding, r.worker,
  (SELECT slug FROM main.word WHERE n = (
    SELECT word FROM main.referral_fact f WHERE f.referral = r.n AND f.attribute = 'state'
    ORDER BY f.since DESC, f.rank DESC LIMIT 1)) AS state
FROM main.referral r

-- figure: contact
SELECT n, day, kind, district, site, funding, worker, minutes, headcount FROM main.contact

-- figure: work
SELECT n, day, kind, district, site, funding, worker, minutes, count AS pieces FROM main.work
