-- What the figures are counted from. A view gives each row of its noun once, with what a figure asks of it; the cube
-- (store/cube.py) reads one filter's rows through it. Inner numbers stay inside: no view is shown to anybody.

DROP VIEW IF EXISTS figure_work;
DROP VIEW IF EXISTS figure_contact;
DROP VIEW IF EXISTS figure_referral;
DROP VIEW IF EXISTS figure_visit;
DROP VIEW IF EXISTS word_root;
DROP VIEW IF EXISTS word_of_age;
DROP VIEW IF EXISTS met_outcome;

-- The outcomes that mean: somebody was met.
CREATE VIEW met_outcome AS
SELECT n FROM word WHERE list = 'outcome' AND attributes ->> 'met' = '1';

-- The age group of every age from 0 to 130.
CREATE VIEW word_of_age AS
WITH RECURSIVE years (age) AS (VALUES (0) UNION ALL SELECT age + 1 FROM years WHERE age < 130)
SELECT age, (
  SELECT n FROM word
  WHERE list = 'age_group' AND age >= CAST(attributes ->> 'from' AS INTEGER)
    AND age <= CAST(ifnull(attributes ->> 'to', 999) AS INTEGER)
  ORDER BY sort, n LIMIT 1
) AS word
FROM years;

-- The topmost word above each word: a topic's group. A word that stands alone is its own root.
CREATE VIEW word_root AS
WITH RECURSIVE up (word, root) AS (
  SELECT n, n FROM word
  UNION
  SELECT up.word, w.parent FROM up JOIN word w ON w.n = up.root WHERE w.parent IS NOT NULL
)
SELECT up.word, up.root FROM up JOIN word w ON w.n = up.root WHERE w.parent IS NULL;

CREATE VIEW figure_visit AS
SELECT
  v.n, v.day, v.setting, v.outcome IN met_outcome AS met, v.outcome, v.channel, v.district, v.site, v.funding,
  v.worker, v.minutes, v.headcount, v.co_advised, v.gender, v.age_group, v.residence,
  (SELECT topic FROM visit_topic c WHERE c.visit = v.n ORDER BY rank LIMIT 1) AS topic,
  (SELECT count(*) FROM visit_client c WHERE c.visit = v.n) AS clients
FROM visit v;

CREATE VIEW figure_referral AS
SELECT
  r.n, r.day, r.kind, r.partner, r.topic, r.district, r.site, r.funding, r.worker,
  (SELECT value FROM referral_fact f WHERE f.referral = r.n AND f.attribute = 'state'
   ORDER BY f.since DESC, f.rank DESC LIMIT 1) AS state
FROM referral r;

CREATE VIEW figure_contact AS
SELECT n, day, kind, district, site, funding, worker, minutes, headcount FROM contact;

CREATE VIEW figure_work AS
SELECT n, day, kind, district, site, funding, worker, minutes, count AS pieces FROM work;
