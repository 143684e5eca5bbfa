-- What a record was made of where it came from a sheet of lines or an import: fed again, it is known.
-- It is unique in its table; most records are typed and have none.

ALTER TABLE visit ADD COLUMN source_key TEXT;
ALTER TABLE referral ADD COLUMN source_key TEXT;
ALTER TABLE contact ADD COLUMN source_key TEXT;
ALTER TABLE work ADD COLUMN source_key TEXT;
CREATE UNIQUE INDEX visit_source ON visit (source_key) WHERE source_key IS NOT NULL;
CREATE UNIQUE INDEX referral_source ON referral (source_key) WHERE source_key IS NOT NULL;
CREATE UNIQUE INDEX contact_source ON contact (source_key) WHERE source_key IS NOT NULL;
CREATE UNIQUE INDEX work_source ON work (source_key) WHERE source_key IS NOT NULL;
