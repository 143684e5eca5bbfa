-- What the figures are counted from: each row of a noun once, with what a figure asks of it. The cube (cube.py) reads
-- one filter's rows through these statements; the file itself knows nothing of figures. What stands in braces is a
-- condition on v that store/reading/visits.py says. Inner numbers stay inside: nobody is shown a row.

-- figure: visit
SELECT
  v.n, v.day, v.setting, {was_met} AS met, {is_visit} AS is_visit, v.outcome, v.channel, v.district, v.site,
  v.funding, v.offer, v.minutes, v.headcount, v.newcomers, v.co_advised, v.gender, v.age_group, v.residence,
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
SELECT n, day, kind, district, site, funding, minutes, headcount FROM main.contact

-- figure: work
SELECT n, day, kind, district, site, funding, minutes, count AS pieces FROM main.work

-- figure: time
-- A record of {table} for each of its workers, once where it has none. It belongs to the funding of the one post that
-- the worker has on that day; without a post, and with two of them, to the record's own.
SELECT
  v.n, v.day, v.minutes, v.district, v.site, {activity} AS activity, w.worker,
  ifnull((
    SELECT iif(count(*) = 1, max(p.funding), NULL) FROM main.post p
    WHERE p.worker = w.worker AND ifnull(p.starts_on <= v.day, 1) AND ifnull(p.ends_on >= v.day, 1)
  ), v.funding) AS funding
FROM main.{table} v LEFT JOIN main.{table}_worker w ON w.{table} = v.n
