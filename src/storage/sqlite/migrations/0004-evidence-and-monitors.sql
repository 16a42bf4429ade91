-- What votes teach about sources, and what the monitors saw.
--
-- Votes are found in the order in which they were recorded. This is the one thing here that a vote pays for: its entry goes to the end of its tenant's entries, the same page for all votes of a
-- commit. Ratings and votes that do not count have none.
CREATE INDEX votes_in_order ON votes (tenant_id, recorded_at) WHERE counted = 1 AND left_candidate IS NOT NULL;

-- From when on a tenant's votes can be in the log of votes: those before the first question of which it is known what it was asked about cannot, and need not be looked at.
CREATE TABLE vote_logs (
  tenant_id TEXT NOT NULL PRIMARY KEY,
  begins_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a question was asked about. Asked again with a larger probability of being asked at all, it has another row: a vote counts by what was known when it was recorded.
CREATE TABLE asked_questions (
  question_key INTEGER NOT NULL REFERENCES questions,
  inclusion_probability REAL NOT NULL CHECK (inclusion_probability > 0 AND inclusion_probability <= 1),
  asked_at INTEGER NOT NULL,
  collection_slug TEXT NOT NULL,
  scenario_slug TEXT NOT NULL,
  PRIMARY KEY (question_key, inclusion_probability)
) STRICT, WITHOUT ROWID;

CREATE TABLE opinions (
  question_key INTEGER NOT NULL REFERENCES questions,
  source_id TEXT NOT NULL,
  source_revision TEXT NOT NULL,
  source_kind TEXT NOT NULL CHECK (source_kind IN ('reward_model', 'judge', 'learned', 'rubric')),
  raw_a REAL NOT NULL,
  raw_b REAL NOT NULL,
  said_at INTEGER NOT NULL,
  PRIMARY KEY (question_key, source_id, source_revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshots (
  tenant_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('calibrations', 'learned')),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  digest TEXT NOT NULL,
  learned_up_to_at INTEGER NOT NULL,
  learned_up_to_vote TEXT NOT NULL,
  vote_count INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  is_withdrawn INTEGER NOT NULL CHECK (is_withdrawn IN (0, 1)),
  metrics TEXT NOT NULL,
  -- Last, and long: what is listed without it does not read it.
  payload BLOB NOT NULL,
  UNIQUE (tenant_id, kind, revision)
) STRICT;

-- By hour first: hours are read and forgotten in that order.
CREATE TABLE monitor_hours (
  hour_at INTEGER NOT NULL,
  tenant_id TEXT NOT NULL,
  collection_slug TEXT NOT NULL,
  scenario_slug TEXT NOT NULL,
  source_id TEXT NOT NULL,
  tally TEXT NOT NULL,
  PRIMARY KEY (hour_at, tenant_id, collection_slug, scenario_slug, source_id)
) STRICT, WITHOUT ROWID;
