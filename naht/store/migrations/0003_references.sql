-- Whatever points is a foreign key: a setting that names a record, the place where somebody is today, a dated value.
-- What names nothing any more goes. The change of each row is journalled as its trigger would have done it.
-- change_ref holds, for each row, the ops that have an image that refers to it.

CREATE TEMP TABLE moved (tbl, row, act, before, after);

CREATE TEMP TABLE old_setting AS
SELECT s.key, s.value, w.n AS word, f.n AS funding, d.n AS district, k.n AS worker,
  CASE s.key WHEN 'channel' THEN 'word' WHEN 'own_funding' THEN 'funding' WHEN 'citywide' THEN 'district'
    WHEN 'worker' THEN 'worker' END AS link,
  coalesce(w.id, f.id, d.id, k.id) AS target,
  CASE WHEN s.key IN ('channel', 'own_funding', 'citywide', 'worker') THEN coalesce(w.id, f.id, d.id, k.id) IS NOT NULL
    ELSE s.value <> '' AND s.key NOT LIKE 'here:%' END AS stays
FROM setting s
LEFT JOIN word w ON s.key = 'channel' AND w.id = 'channel:' || s.value
LEFT JOIN funding f ON s.key = 'own_funding' AND f.id = s.value
LEFT JOIN district d ON s.key = 'citywide' AND d.id = s.value
LEFT JOIN worker k ON s.key = 'worker' AND k.id = s.value;
DROP TABLE setting;
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT,
  word INTEGER REFERENCES word (n),
  funding INTEGER REFERENCES funding (n),
  district INTEGER REFERENCES district (n),
  worker INTEGER REFERENCES worker (n),
  CHECK ((value IS NOT NULL) + (word IS NOT NULL) + (funding IS NOT NULL) + (district IS NOT NULL)
    + (worker IS NOT NULL) = 1)
) STRICT, WITHOUT ROWID;
INSERT INTO setting
SELECT key, iif(link IS NULL, value, NULL), word, funding, district, worker FROM old_setting WHERE stays;
INSERT INTO moved
SELECT 'setting', key, 'u', json_object('value', value, link, NULL), json_object('value', NULL, link, target)
FROM old_setting WHERE stays AND link IS NOT NULL
UNION ALL
SELECT 'setting', key, 'd', json_object('key', key, 'value', value), NULL FROM old_setting WHERE NOT stays;

-- The id is "here:" and the worker's code; nothing behind it where the office names no workers.
CREATE TABLE here (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  worker INTEGER REFERENCES worker (n),
  day TEXT NOT NULL,
  site INTEGER REFERENCES site (n),
  district INTEGER REFERENCES district (n),
  CHECK ((worker IS NULL) = (id = 'here:')),
  CHECK ((site IS NULL) <> (district IS NULL))
) STRICT;
CREATE TEMP TABLE old_here AS
SELECT o.key AS id, k.n AS worker, k.id AS code, substr(o.value, 1, 10) AS day, s.n AS site, s.id AS site_id,
  d.n AS district, d.id AS district_id
FROM old_setting o
LEFT JOIN worker k ON o.key = 'here:' || k.id
LEFT JOIN site s ON substr(o.value, 11) = ' site ' || s.id
LEFT JOIN district d ON substr(o.value, 11) = ' district ' || d.id
WHERE o.key LIKE 'here:%' AND (k.n IS NOT NULL OR o.key = 'here:') AND coalesce(s.n, d.n) IS NOT NULL;
INSERT INTO here (id, worker, day, site, district) SELECT id, worker, day, site, district FROM old_here;
INSERT INTO moved
SELECT 'here', id, 'i', NULL,
  json_object('id', id, 'worker', code, 'day', day, 'site', site_id, 'district', district_id) FROM old_here;

CREATE TEMP TABLE old_fact AS
SELECT 'client_fact' AS tbl, o.id, f.client AS owner, f.rank, f.attribute, f.since, f.value, w.n AS word, d.n AS district,
  coalesce(w.id, d.id) AS target
FROM client_fact f JOIN client o ON o.n = f.client
LEFT JOIN word w ON f.attribute <> 'residence' AND w.id = f.attribute || ':' || f.value
LEFT JOIN district d ON f.attribute = 'residence' AND d.id = f.value
UNION ALL
SELECT 'district_fact', o.id, f.district, f.rank, f.attribute, f.since, f.value, w.n, NULL, w.id
FROM district_fact f JOIN district o ON o.n = f.district
LEFT JOIN word w ON w.id = 'district_' || f.attribute || ':' || f.value
UNION ALL
SELECT 'referral_fact', o.id, f.referral, f.rank, f.attribute, f.since, f.value, w.n, NULL, w.id
FROM referral_fact f JOIN referral o ON o.n = f.referral
LEFT JOIN word w ON w.id = 'referral_' || f.attribute || ':' || f.value;
DROP TABLE client_fact;
CREATE TABLE client_fact (
  client INTEGER NOT NULL REFERENCES client (n),
  rank INTEGER NOT NULL,
  attribute TEXT NOT NULL,
  since TEXT NOT NULL,
  value TEXT,
  word INTEGER REFERENCES word (n),
  district INTEGER REFERENCES district (n),
  PRIMARY KEY (client, rank),
  CHECK ((value IS NOT NULL) + (word IS NOT NULL) + (district IS NOT NULL) = 1)
) STRICT, WITHOUT ROWID;
DROP TABLE district_fact;
CREATE TABLE district_fact (
  district INTEGER NOT NULL REFERENCES district (n),
  rank INTEGER NOT NULL,
  attribute TEXT NOT NULL,
  since TEXT NOT NULL,
  value TEXT,
  word INTEGER REFERENCES word (n),
  PRIMARY KEY (district, rank),
  CHECK ((value IS NULL) <> (word IS NULL))
) STRICT, WITHOUT ROWID;
DROP TABLE referral_fact;
CREATE TABLE referral_fact (
  referral INTEGER NOT NULL REFERENCES referral (n),
  rank INTEGER NOT NULL,
  attribute TEXT NOT NULL,
  since TEXT NOT NULL,
  value TEXT,
  word INTEGER REFERENCES word (n),
  PRIMARY KEY (referral, rank),
  CHECK ((value IS NULL) <> (word IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO client_fact (client, rank, attribute, since, word, district)
SELECT owner, rank, attribute, since, word, district FROM old_fact
WHERE tbl = 'client_fact' AND target IS NOT NULL ORDER BY owner, rank;
INSERT INTO district_fact (district, rank, attribute, since, word)
SELECT owner, rank, attribute, since, word FROM old_fact WHERE tbl = 'district_fact' AND target IS NOT NULL;
INSERT INTO referral_fact (referral, rank, attribute, since, word)
SELECT owner, rank, attribute, since, word FROM old_fact WHERE tbl = 'referral_fact' AND target IS NOT NULL;
INSERT INTO moved
SELECT tbl, id || '/' || rank, 'u', json_object('value', value, iif(district IS NULL, 'word', 'district'), NULL),
  json_object('value', NULL, iif(district IS NULL, 'word', 'district'), target)
FROM old_fact WHERE target IS NOT NULL
UNION ALL
SELECT tbl, id || '/' || rank, 'd', json_object(substr(tbl, 1, instr(tbl, '_') - 1), id, 'rank', rank,
  'attribute', attribute, 'since', since, 'value', value), NULL
FROM old_fact WHERE target IS NULL;

INSERT INTO change (op, k, tbl, row, act, before, before_salt, after, after_salt)
SELECT o.n, ifnull((SELECT max(k) FROM change WHERE op = o.n), 0) + row_number() OVER (ORDER BY m.rowid), m.tbl, m.row,
  m.act, m.before, iif(m.before IS NULL, NULL, randomblob(16)), m.after, iif(m.after IS NULL, NULL, randomblob(16))
FROM temp.moved m, (SELECT ifnull((SELECT n FROM op WHERE seal IS NULL), 0) AS n) o;

-- The owner of a part stands in the part's own name (v7q.../2) and is found by that.
CREATE TABLE change_ref (
  tbl TEXT NOT NULL,
  row TEXT NOT NULL,
  op INTEGER NOT NULL,
  PRIMARY KEY (tbl, row, op)
) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE link AS
SELECT t.name AS tbl, k."from" AS name, k."table" AS target
FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) k JOIN pragma_table_info(t.name) c ON c.name = k."from"
WHERE t.type = 'table' AND NOT c.pk;
WITH image (op, tbl, image) AS (
  SELECT op, tbl, before FROM change WHERE before IS NOT NULL
  UNION ALL
  SELECT op, tbl, after FROM change WHERE after IS NOT NULL
),
ref (tbl, row, op) AS (
  SELECT l.target, i.image ->> l.name, i.op FROM image i JOIN temp.link l ON l.tbl = i.tbl
  UNION
  SELECT iif(i.image ->> 'attribute' = 'residence', 'district', 'word'),
    CASE i.image ->> 'attribute' WHEN 'residence' THEN '' WHEN 'status' THEN 'district_status:'
      WHEN 'state' THEN 'referral_state:' ELSE (i.image ->> 'attribute') || ':' END || (i.image ->> 'value'),
    i.op
  FROM image i WHERE i.tbl IN ('client_fact', 'district_fact', 'referral_fact')
)
INSERT INTO change_ref SELECT tbl, row, op FROM ref WHERE row IS NOT NULL ORDER BY 1, 2, 3;

DROP TABLE temp.moved;
DROP TABLE temp.old_setting;
DROP TABLE temp.old_here;
DROP TABLE temp.old_fact;
DROP TABLE temp.link;
