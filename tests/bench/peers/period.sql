-- The figures of naht's overview (data/reports/overview.toml) over a period, as DuckDB likes them best: the period's
-- rows once, then every breakdown of a kind of record in one pass.

CREATE OR REPLACE TEMP TABLE met AS SELECT n FROM word WHERE list = 'outcome' AND (attributes ->> 'met') = '1';
CREATE OR REPLACE TEMP TABLE incoming AS
SELECT n FROM word WHERE list = 'referral_kind' AND (attributes ->> 'incoming') = '1';
CREATE OR REPLACE TEMP TABLE ends AS
SELECT slug, attributes ->> 'result' AS result FROM word WHERE list = 'referral_state' AND (attributes ->> 'end') = '1';

CREATE OR REPLACE TEMP TABLE t AS
WITH v AS (SELECT * FROM visit WHERE day BETWEEN '$start' AND '$end')
SELECT v.n, v.day, v.setting, v.outcome, v.channel, v.district, v.funding, v.minutes, v.headcount, c.topic,
       v.outcome IN (FROM met) AS met, ifnull(m.clients, 0) AS clients
FROM v
LEFT JOIN (SELECT x.visit, arg_min(x.topic, x.rank) AS topic FROM visit_topic x JOIN v ON v.n = x.visit GROUP BY 1) c
  ON c.visit = v.n
LEFT JOIN (SELECT x.visit, count(*) AS clients FROM visit_client x JOIN v ON v.n = x.visit GROUP BY 1) m
  ON m.visit = v.n;
CREATE OR REPLACE TEMP TABLE r AS
SELECT r.*, r.kind IN (FROM incoming) AS incoming, f.state, e.result
FROM referral r
LEFT JOIN (SELECT referral, arg_max(w.slug, (since, rank)) AS state FROM referral_fact x JOIN word w ON w.n = x.word
           WHERE attribute = 'state' GROUP BY 1) f ON f.referral = r.n
LEFT JOIN ends e ON e.slug = f.state
WHERE r.day BETWEEN '$start' AND '$end';
CREATE OR REPLACE TEMP TABLE c AS SELECT * FROM contact WHERE day BETWEEN '$start' AND '$end';

SELECT $visit_keys,
       count(*) FILTER (setting = 'E' AND met) AS visits,
       count(*) FILTER (setting = 'E' AND met AND clients = 0) AS anonymous_visits,
       count(*) FILTER (setting = 'E' AND met AND channel IN (SELECT n FROM word WHERE id = 'channel:hausbesuch')) AS home_visits,
       count(*) FILTER (setting = 'E' AND NOT met) AS attempts,
       count(*) FILTER (setting = 'E' AND outcome IN (SELECT n FROM word WHERE id = 'outcome:nicht-erschienen')) AS no_shows,
       sum(minutes) FILTER (setting = 'E' AND met) AS minutes,
       count(minutes) FILTER (setting = 'E' AND met) AS minutes_known,
       count(*) FILTER (setting = 'G' AND met) AS events,
       sum(ifnull(headcount, clients)) FILTER (setting = 'G' AND met) AS attendances,
       count(*) FILTER (setting = 'O') AS casework,
       sum(minutes) FILTER (setting = 'O') AS casework_minutes,
       count(minutes) FILTER (setting = 'O') AS casework_known
FROM t GROUP BY GROUPING SETS ($visits);

SELECT $visit_keys, count(DISTINCT m.client) AS persons
FROM t JOIN visit_client m ON m.visit = t.n WHERE t.setting = 'E' AND t.met GROUP BY GROUPING SETS ($visits);

WITH mine AS (
  SELECT m.client, min(t.day) AS day FROM t JOIN visit_client m ON m.visit = t.n
  WHERE t.setting = 'E' AND t.met GROUP BY 1
), fresh AS (
  SELECT mine.client, mine.day FROM mine JOIN client k ON k.n = mine.client
  WHERE ifnull(k.known_since >= year(mine.day), true) AND NOT EXISTS (
    SELECT 1 FROM visit_client o JOIN visit e ON e.n = o.visit
    WHERE o.client = mine.client AND e.day < '$start' AND e.setting = 'E' AND e.outcome IN (FROM met))
)
SELECT $place_keys, count(DISTINCT m.client) AS first_persons
FROM fresh f JOIN visit_client m ON m.client = f.client JOIN t ON t.n = m.visit AND t.day = f.day
WHERE t.setting = 'E' AND t.met GROUP BY GROUPING SETS ($places);

SELECT $referral_keys, count(*) AS referrals,
       count(*) FILTER (incoming) AS incoming_referrals,
       count(*) FILTER (NOT incoming AND result IS NOT NULL AND result <> 'unknown') AS ended_referrals,
       count(*) FILTER (NOT incoming AND result IN ('yes', 'partly')) AS arrivals
FROM r GROUP BY GROUPING SETS ($referrals);

SELECT $kind_keys, count(*) AS network_contacts, sum(headcount) AS participants, sum(minutes) AS contact_minutes,
       count(minutes) AS contact_known
FROM c GROUP BY GROUPING SETS ($kinds);

SELECT $contact_keys, count(DISTINCT m.contact) AS network_contacts, count(DISTINCT m.partner) AS active_partners
FROM c JOIN contact_partner m ON m.contact = c.n GROUP BY GROUPING SETS ($contacts);

WITH mine AS (
  SELECT m.partner AS who, min(c.day) AS day FROM c JOIN contact_partner m ON m.contact = c.n GROUP BY 1
), fresh AS (
  SELECT mine.who, mine.day FROM mine JOIN partner k ON k.n = mine.who
  WHERE ifnull(k.partner_since >= year(mine.day), true) AND NOT EXISTS (
    SELECT 1 FROM contact_partner o JOIN contact e ON e.n = o.contact
    WHERE o.partner = mine.who AND e.day < '$start')
)
SELECT $partner_keys, count(DISTINCT m.partner) AS new_partners
FROM fresh f JOIN contact_partner m ON m.partner = f.who JOIN c ON c.n = m.contact AND c.day = f.day
GROUP BY GROUPING SETS ($partners);

SELECT $kind_keys, count(*) AS work, sum(minutes) AS work_minutes, count(minutes) AS work_known, sum("count") AS pieces
FROM work WHERE day BETWEEN '$start' AND '$end' GROUP BY GROUPING SETS ($kinds);
