-- The frame, the people, the activity, the partners, the journal. Inside: n INTEGER PRIMARY KEY; outside: id.
-- Children hang on (owner, rank); facts are values kept with the day since when they hold.

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE word (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id = list || ':' || slug),
  list TEXT NOT NULL,
  slug TEXT NOT NULL,
  short TEXT,
  label_de TEXT NOT NULL,
  label_en TEXT NOT NULL,
  parent INTEGER REFERENCES word (n),
  attributes TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(attributes)),
  sort INTEGER NOT NULL DEFAULT 0,
  starts_on TEXT,
  ends_on TEXT,
  replaced_by INTEGER REFERENCES word (n)
) STRICT;
CREATE INDEX word_list ON word (list, sort);

CREATE TABLE funding (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  esf INTEGER NOT NULL DEFAULT 0 CHECK (esf IN (0, 1)),
  person_mode INTEGER REFERENCES word (n),
  predecessor INTEGER REFERENCES funding (n),
  note TEXT
) STRICT;

CREATE TABLE district (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  funding INTEGER REFERENCES funding (n),
  everywhere INTEGER NOT NULL DEFAULT 0 CHECK (everywhere IN (0, 1)),
  starts_on TEXT,
  ends_on TEXT,
  note TEXT
) STRICT;
CREATE TABLE district_fact (
  district INTEGER NOT NULL REFERENCES district (n),
  rank INTEGER NOT NULL,
  attribute TEXT NOT NULL,
  since TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (district, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE site (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  district INTEGER NOT NULL REFERENCES district (n),
  funding INTEGER REFERENCES funding (n),
  planned_on TEXT,
  opened_on TEXT,
  closed_on TEXT,
  hours TEXT,
  note TEXT
) STRICT;

CREATE TABLE partner (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind INTEGER NOT NULL REFERENCES word (n),
  parent INTEGER REFERENCES partner (n),
  origin INTEGER REFERENCES word (n),
  partner_since INTEGER,
  district INTEGER REFERENCES district (n),
  checked_on TEXT,
  ended_on TEXT,
  note TEXT
) STRICT;
CREATE TABLE partner_role (
  partner INTEGER NOT NULL REFERENCES partner (n),
  rank INTEGER NOT NULL,
  role INTEGER NOT NULL REFERENCES word (n),
  PRIMARY KEY (partner, rank),
  UNIQUE (partner, role)
) STRICT, WITHOUT ROWID;
CREATE TABLE partner_alias (
  partner INTEGER NOT NULL REFERENCES partner (n),
  rank INTEGER NOT NULL,
  alias TEXT NOT NULL,
  PRIMARY KEY (partner, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE funding_district (
  funding INTEGER NOT NULL REFERENCES funding (n),
  rank INTEGER NOT NULL,
  district INTEGER NOT NULL REFERENCES district (n),
  PRIMARY KEY (funding, rank),
  UNIQUE (funding, district)
) STRICT, WITHOUT ROWID;
CREATE TABLE funding_payer (
  funding INTEGER NOT NULL REFERENCES funding (n),
  rank INTEGER NOT NULL,
  payer INTEGER NOT NULL REFERENCES partner (n),
  PRIMARY KEY (funding, rank),
  UNIQUE (funding, payer)
) STRICT, WITHOUT ROWID;
CREATE TABLE term (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  funding INTEGER NOT NULL REFERENCES funding (n),
  starts_on TEXT,
  ends_on TEXT,
  reference TEXT,
  notice TEXT,
  keep_until TEXT,
  assumed TEXT,
  note TEXT,
  CHECK (starts_on <= ends_on)
) STRICT;

CREATE TABLE worker (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  district INTEGER REFERENCES district (n),
  site INTEGER REFERENCES site (n),
  channel INTEGER REFERENCES word (n),
  funding INTEGER REFERENCES funding (n),
  left_on TEXT,
  note TEXT
) STRICT;

CREATE TABLE client (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  gender INTEGER REFERENCES word (n),
  birth_year INTEGER,
  access INTEGER REFERENCES word (n),
  known_since INTEGER,
  informed_on TEXT,
  paper_ref TEXT,
  entered_at TEXT NOT NULL
) STRICT;
CREATE TABLE client_fact (
  client INTEGER NOT NULL REFERENCES client (n),
  rank INTEGER NOT NULL,
  attribute TEXT NOT NULL,
  since TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (client, rank)
) STRICT, WITHOUT ROWID;
CREATE TABLE client_target_group (
  client INTEGER NOT NULL REFERENCES client (n),
  rank INTEGER NOT NULL,
  target_group INTEGER NOT NULL REFERENCES word (n),
  PRIMARY KEY (client, rank),
  UNIQUE (client, target_group)
) STRICT, WITHOUT ROWID;

CREATE TABLE visit (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  day TEXT NOT NULL,
  time TEXT,
  minutes INTEGER CHECK (minutes > 0),
  district INTEGER NOT NULL REFERENCES district (n),
  site INTEGER REFERENCES site (n),
  channel INTEGER NOT NULL REFERENCES word (n),
  setting TEXT NOT NULL CHECK (setting IN ('E', 'G', 'O')),
  outcome INTEGER NOT NULL REFERENCES word (n),
  headcount INTEGER CHECK (headcount > 0),
  co_advised INTEGER CHECK (co_advised > 0),
  gender INTEGER REFERENCES word (n),
  age_group INTEGER REFERENCES word (n),
  residence INTEGER REFERENCES district (n),
  funding INTEGER NOT NULL REFERENCES funding (n),
  funding_by TEXT NOT NULL,
  worker INTEGER REFERENCES worker (n),
  note TEXT,
  entered_at TEXT NOT NULL
) STRICT;
CREATE INDEX visit_day ON visit (day);
CREATE TABLE visit_client (
  visit INTEGER NOT NULL REFERENCES visit (n),
  rank INTEGER NOT NULL,
  client INTEGER NOT NULL REFERENCES client (n),
  PRIMARY KEY (visit, rank),
  UNIQUE (client, visit)
) STRICT, WITHOUT ROWID;
CREATE TABLE visit_topic (
  visit INTEGER NOT NULL REFERENCES visit (n),
  rank INTEGER NOT NULL,
  topic INTEGER NOT NULL REFERENCES word (n),
  PRIMARY KEY (visit, rank)
) STRICT, WITHOUT ROWID;
CREATE TABLE visit_service (
  visit INTEGER NOT NULL REFERENCES visit (n),
  rank INTEGER NOT NULL,
  service INTEGER NOT NULL REFERENCES word (n),
  PRIMARY KEY (visit, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE referral (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  day TEXT NOT NULL,
  kind INTEGER NOT NULL REFERENCES word (n),
  partner INTEGER NOT NULL REFERENCES partner (n),
  client INTEGER REFERENCES client (n),
  visit INTEGER REFERENCES visit (n),
  topic INTEGER REFERENCES word (n),
  district INTEGER NOT NULL REFERENCES district (n),
  site INTEGER REFERENCES site (n),
  funding INTEGER NOT NULL REFERENCES funding (n),
  funding_by TEXT NOT NULL,
  worker INTEGER REFERENCES worker (n),
  note TEXT,
  entered_at TEXT NOT NULL
) STRICT;
CREATE INDEX referral_day ON referral (day);
CREATE INDEX referral_client ON referral (client) WHERE client IS NOT NULL;
CREATE INDEX referral_visit ON referral (visit) WHERE visit IS NOT NULL;
CREATE TABLE referral_fact (
  referral INTEGER NOT NULL REFERENCES referral (n),
  rank INTEGER NOT NULL,
  attribute TEXT NOT NULL,
  since TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (referral, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  day TEXT NOT NULL,
  time TEXT,
  minutes INTEGER CHECK (minutes > 0),
  kind INTEGER NOT NULL REFERENCES word (n),
  headcount INTEGER CHECK (headcount > 0),
  district INTEGER NOT NULL REFERENCES district (n),
  site INTEGER REFERENCES site (n),
  funding INTEGER NOT NULL REFERENCES funding (n),
  funding_by TEXT NOT NULL,
  worker INTEGER REFERENCES worker (n),
  note TEXT,
  entered_at TEXT NOT NULL
) STRICT;
CREATE INDEX contact_day ON contact (day);
CREATE TABLE contact_partner (
  contact INTEGER NOT NULL REFERENCES contact (n),
  rank INTEGER NOT NULL,
  partner INTEGER NOT NULL REFERENCES partner (n),
  PRIMARY KEY (contact, rank),
  UNIQUE (partner, contact)
) STRICT, WITHOUT ROWID;

CREATE TABLE work (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  day TEXT NOT NULL,
  kind INTEGER NOT NULL REFERENCES word (n),
  minutes INTEGER CHECK (minutes > 0),
  count INTEGER CHECK (count > 0),
  district INTEGER NOT NULL REFERENCES district (n),
  site INTEGER REFERENCES site (n),
  funding INTEGER NOT NULL REFERENCES funding (n),
  funding_by TEXT NOT NULL,
  worker INTEGER REFERENCES worker (n),
  note TEXT,
  entered_at TEXT NOT NULL
) STRICT;
CREATE INDEX work_day ON work (day);

-- One op is one command. While it runs its seal is NULL; the triggers write under it.
CREATE TABLE op (
  n INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  worker TEXT NOT NULL,
  command TEXT NOT NULL,
  options TEXT NOT NULL,
  version TEXT NOT NULL,
  undoes INTEGER REFERENCES op (n),
  seal BLOB
) STRICT;
CREATE UNIQUE INDEX op_open ON op (seal IS NULL) WHERE seal IS NULL;
CREATE INDEX op_undoes ON op (undoes) WHERE undoes IS NOT NULL;

-- op 0: written by another program. An image is a JSON object with a salt of its own; erased, it leaves its digest.
CREATE TABLE change (
  op INTEGER NOT NULL,
  k INTEGER NOT NULL,
  tbl TEXT NOT NULL,
  row TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('i', 'u', 'd')),
  before TEXT,
  before_salt BLOB,
  before_digest BLOB,
  after TEXT,
  after_salt BLOB,
  after_digest BLOB,
  PRIMARY KEY (op, k)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_row ON change (row, op);
