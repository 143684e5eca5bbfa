-- Several workers of one record. A worker's posts, each with its days and its share. Offers with a name of their own.
-- What the triggers cannot see (rows of tables that are new here) is journalled as they would have done it; large
-- tables are read and written row by row, none is gathered first.

-- What was fixed in the program about single words, or was not said at all, the words of the lists carry themselves.
CREATE TEMP TABLE carried (id, name, value);
INSERT INTO carried VALUES
  ('channel:hausbesuch', 'home', '1'), ('outcome:nicht-erschienen', 'no_show', '1'),
  ('service:bewerbung', 'topic', 'arbeit.bewerbung'), ('partner_origin:bestehend', 'existing', '1'),
  ('target_group:langzeitarbeitslos', 'sets', 'labour:arbeitslos-lang'),
  ('target_group:arbeitslos', 'sets', 'labour:arbeitslos-kurz'),
  ('target_group:arbeitslos', 'follows', 'labour:arbeitslos-lang'),
  ('target_group:alleinerziehend', 'sets', 'household:alleinerziehend'),
  ('target_group:familie-kinder', 'follows', 'household:paar-kinder,household:alleinerziehend'),
  ('target_group:jugend', 'from', '14'), ('target_group:jugend', 'to', '26'), ('target_group:senior', 'from', '65'),
  ('target_group:migration', 'sets', 'migration:mit-migration'), ('target_group:eu-zugewandert', 'sets', 'origin:eu'),
  ('target_group:wohnungsnot', 'follows',
    'housing:bei-anderen,housing:notunterkunft,housing:ohne-wohnung,housing:bedroht');
-- Behind '' || it is a text again: the triggers take what a JSON function returned for JSON.
UPDATE word SET attributes = '' || json_patch(
  (SELECT json_group_object(c.name, c.value) FROM carried c WHERE c.id = word.id), attributes)
WHERE EXISTS (SELECT 1 FROM carried c WHERE c.id = word.id AND word.attributes ->> c.name IS NULL);
DROP TABLE temp.carried;

-- What was told of a client first holds from the beginning, unless a day was told with it.
UPDATE client_fact SET since = '1900-01-01'
WHERE rank = (SELECT min(f.rank) FROM client_fact f
    WHERE f.client = client_fact.client AND f.attribute = client_fact.attribute)
  AND EXISTS (SELECT 1 FROM client k JOIN change c ON c.row = k.id || '/' || client_fact.rank AND c.tbl = 'client_fact'
    AND c.act = 'i' JOIN op o ON o.n = c.op
    WHERE k.n = client_fact.client AND ' ' || o.options || ' ' NOT LIKE '% since %');

CREATE TABLE post (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  worker INTEGER NOT NULL REFERENCES worker (n),
  funding INTEGER NOT NULL REFERENCES funding (n),
  share INTEGER CHECK (share BETWEEN 0 AND 1000),
  starts_on TEXT,
  ends_on TEXT,
  note TEXT,
  CHECK (starts_on <= ends_on)
) STRICT;
CREATE INDEX post_worker ON post (worker);
CREATE TABLE offer (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  channel INTEGER NOT NULL REFERENCES word (n),
  district INTEGER REFERENCES district (n),
  site INTEGER REFERENCES site (n),
  minutes INTEGER CHECK (minutes > 0),
  starts_on TEXT,
  ends_on TEXT,
  note TEXT
) STRICT;
CREATE TABLE visit_worker (
  visit INTEGER NOT NULL REFERENCES visit (n),
  rank INTEGER NOT NULL,
  worker INTEGER NOT NULL REFERENCES worker (n),
  PRIMARY KEY (visit, rank),
  UNIQUE (worker, visit)
) STRICT, WITHOUT ROWID;
CREATE TABLE contact_worker (
  contact INTEGER NOT NULL REFERENCES contact (n),
  rank INTEGER NOT NULL,
  worker INTEGER NOT NULL REFERENCES worker (n),
  PRIMARY KEY (contact, rank),
  UNIQUE (worker, contact)
) STRICT, WITHOUT ROWID;
CREATE TABLE work_worker (
  work INTEGER NOT NULL REFERENCES work (n),
  rank INTEGER NOT NULL,
  worker INTEGER NOT NULL REFERENCES worker (n),
  PRIMARY KEY (work, rank),
  UNIQUE (worker, work)
) STRICT, WITHOUT ROWID;

-- The post that a worker had is one without an end on either side. Its id: the letter p, a digit, nine of base 32.
WITH RECURSIVE place (k) AS (VALUES (0) UNION ALL SELECT k + 1 FROM place WHERE k < 9)
INSERT INTO post (id, worker, funding)
SELECT 'p' || (
    SELECT group_concat(substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + (random() & iif(p.k = 0, 7, 31)), 1), '')
    FROM place p WHERE w.n = w.n
  ), w.n, w.funding
FROM worker w WHERE w.funding IS NOT NULL ORDER BY w.n;
INSERT INTO visit_worker SELECT n, 1, worker FROM visit WHERE worker IS NOT NULL ORDER BY n;
INSERT INTO contact_worker SELECT n, 1, worker FROM contact WHERE worker IS NOT NULL ORDER BY n;
INSERT INTO work_worker SELECT n, 1, worker FROM work WHERE worker IS NOT NULL ORDER BY n;
UPDATE worker SET funding = NULL WHERE funding IS NOT NULL;

CREATE TEMP TABLE begun AS SELECT n AS op, 0 AS k FROM op WHERE seal IS NULL;
CREATE TEMP TABLE side AS SELECT 0 AS new UNION ALL SELECT 1;
UPDATE temp.begun SET k = ifnull((SELECT max(c.k) FROM change c WHERE c.op = begun.op), 0);
INSERT INTO change (op, k, tbl, row, act, after, after_salt)
SELECT b.op, b.k + p.n, 'post', p.id, 'i', json_object(
    'id', p.id, 'worker', w.id, 'funding', f.id, 'share', NULL, 'starts_on', NULL, 'ends_on', NULL, 'note', NULL
  ), randomblob(16)
FROM temp.begun b CROSS JOIN post p CROSS JOIN worker w ON w.n = p.worker CROSS JOIN funding f ON f.n = p.funding;
UPDATE temp.begun SET k = ifnull((SELECT max(c.k) FROM change c WHERE c.op = begun.op), 0);
INSERT INTO change (op, k, tbl, row, act, before, before_salt, after, after_salt)
SELECT b.op, b.k + 2 * v.n + s.new, iif(s.new, 'visit_worker', 'visit'), iif(s.new, v.id || '/1', v.id),
  iif(s.new, 'i', 'u'), iif(s.new, NULL, json_object('worker', w.id)), iif(s.new, NULL, randomblob(16)),
  iif(s.new, json_object('visit', v.id, 'rank', 1, 'worker', w.id), json_object('worker', NULL)), randomblob(16)
FROM temp.begun b CROSS JOIN visit v CROSS JOIN worker w ON w.n = v.worker CROSS JOIN temp.side s;
UPDATE temp.begun SET k = ifnull((SELECT max(c.k) FROM change c WHERE c.op = begun.op), 0);
INSERT INTO change (op, k, tbl, row, act, before, before_salt, after, after_salt)
SELECT b.op, b.k + 2 * v.n + s.new, iif(s.new, 'contact_worker', 'contact'), iif(s.new, v.id || '/1', v.id),
  iif(s.new, 'i', 'u'), iif(s.new, NULL, json_object('worker', w.id)), iif(s.new, NULL, randomblob(16)),
  iif(s.new, json_object('contact', v.id, 'rank', 1, 'worker', w.id), json_object('worker', NULL)), randomblob(16)
FROM temp.begun b CROSS JOIN contact v CROSS JOIN worker w ON w.n = v.worker CROSS JOIN temp.side s;
UPDATE temp.begun SET k = ifnull((SELECT max(c.k) FROM change c WHERE c.op = begun.op), 0);
INSERT INTO change (op, k, tbl, row, act, before, before_salt, after, after_salt)
SELECT b.op, b.k + 2 * v.n + s.new, iif(s.new, 'work_worker', 'work'), iif(s.new, v.id || '/1', v.id),
  iif(s.new, 'i', 'u'), iif(s.new, NULL, json_object('worker', w.id)), iif(s.new, NULL, randomblob(16)),
  iif(s.new, json_object('work', v.id, 'rank', 1, 'worker', w.id), json_object('worker', NULL)), randomblob(16)
FROM temp.begun b CROSS JOIN work v CROSS JOIN worker w ON w.n = v.worker CROSS JOIN temp.side s;
INSERT OR IGNORE INTO change_ref (tbl, row, op)
SELECT 'worker', w.id, b.op FROM temp.begun b CROSS JOIN worker w
WHERE w.n IN (SELECT worker FROM post UNION SELECT worker FROM visit_worker UNION SELECT worker FROM contact_worker
  UNION SELECT worker FROM work_worker)
UNION ALL
SELECT 'funding', f.id, b.op FROM temp.begun b CROSS JOIN funding f WHERE f.n IN (SELECT funding FROM post);
DROP TABLE temp.begun;
DROP TABLE temp.side;

-- No column can go that a trigger names; all triggers are written anew behind this script.
DROP TRIGGER IF EXISTS visit_insert;
DROP TRIGGER IF EXISTS visit_update;
DROP TRIGGER IF EXISTS visit_delete;
DROP TRIGGER IF EXISTS contact_insert;
DROP TRIGGER IF EXISTS contact_update;
DROP TRIGGER IF EXISTS contact_delete;
DROP TRIGGER IF EXISTS work_insert;
DROP TRIGGER IF EXISTS work_update;
DROP TRIGGER IF EXISTS work_delete;
DROP TRIGGER IF EXISTS worker_insert;
DROP TRIGGER IF EXISTS worker_update;
DROP TRIGGER IF EXISTS worker_delete;
ALTER TABLE visit DROP COLUMN worker;
ALTER TABLE contact DROP COLUMN worker;
ALTER TABLE work DROP COLUMN worker;
ALTER TABLE worker DROP COLUMN funding;
ALTER TABLE visit ADD COLUMN offer INTEGER REFERENCES offer (n);
ALTER TABLE visit ADD COLUMN newcomers INTEGER CHECK (newcomers > 0);
