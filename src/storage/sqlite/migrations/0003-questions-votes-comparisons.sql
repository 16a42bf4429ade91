-- What is put to people, and what came of it.
--
-- A vote must be cheap: its price is the pages that it makes the log carry, and those are the pages of indexes over random ids. So leases and votes name their question
-- by its row number (the open questions are the latest ones, and their entries lie together), and there is no index that another table makes unnecessary.

CREATE TABLE questions (
  question_key INTEGER PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  question_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- The only thing that ever changes; before the content, so that a change leaves long content where it is.
  expires_at INTEGER NOT NULL,
  audience TEXT NOT NULL,
  content TEXT NOT NULL,
  UNIQUE (tenant_id, question_id)
) STRICT;

CREATE INDEX questions_by_end ON questions (expires_at);

CREATE TABLE leases (
  lease_key INTEGER PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  lease_id TEXT NOT NULL,
  question_key INTEGER NOT NULL REFERENCES questions,
  annotator_id TEXT NOT NULL,
  fence INTEGER NOT NULL CHECK (fence >= 1),
  left_candidate TEXT CHECK (left_candidate IN ('a', 'b')),
  leased_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_as TEXT CHECK (ended_as IN ('voted', 'expired', 'released')),
  ended_at INTEGER,
  release_reason TEXT,
  release_message TEXT,
  UNIQUE (tenant_id, lease_id),
  CHECK ((ended_as IS NULL) = (ended_at IS NULL))
) STRICT;

-- Nobody holds a question twice. Small: it has only what is held now.
CREATE UNIQUE INDEX leases_held ON leases (question_key, annotator_id) WHERE ended_as IS NULL;

-- Who had a question and gave no vote. Those who gave one are found by their votes, so that a vote costs nothing here.
CREATE INDEX leases_unanswered ON leases (question_key) WHERE ended_as IN ('expired', 'released');

CREATE TABLE votes (
  -- Counts up: the order in which votes were kept.
  vote_key INTEGER PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  vote_id TEXT NOT NULL,
  question_key INTEGER NOT NULL REFERENCES questions,
  annotator_id TEXT NOT NULL,
  -- Copied from the lease by the statement that keeps the vote. No foreign key: that one has no index on this side to be checked by.
  lease_key INTEGER NOT NULL,
  -- The annotator's vote before this one on the same day.
  previous_vote_key INTEGER,
  left_candidate TEXT CHECK (left_candidate IN ('a', 'b')),
  visible_ms INTEGER,
  late INTEGER NOT NULL CHECK (late IN (0, 1)),
  counted INTEGER NOT NULL CHECK (counted IN (0, 1)),
  recorded_at INTEGER NOT NULL,
  revised_at INTEGER,
  answer TEXT NOT NULL,
  justification TEXT,
  UNIQUE (tenant_id, vote_id),
  UNIQUE (question_key, annotator_id)
) STRICT;

-- How many votes an annotator gave on a day, and the last of them: from it, back from vote to vote, come all. A few pages, where an index over the votes would cost each of
-- them another one.
CREATE TABLE vote_counts (
  tenant_id TEXT NOT NULL,
  annotator_id TEXT NOT NULL,
  -- Days of UTC since 1970-01-01.
  day INTEGER NOT NULL,
  vote_count INTEGER NOT NULL,
  last_vote_key INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, annotator_id, day)
) STRICT, WITHOUT ROWID;

-- What revised votes said before. Rows are only ever added.
CREATE TABLE replaced_answers (
  vote_key INTEGER NOT NULL REFERENCES votes,
  -- 1 for a vote's first answer.
  position INTEGER NOT NULL CHECK (position >= 1),
  answer TEXT NOT NULL,
  answered_at INTEGER NOT NULL,
  replaced_at INTEGER NOT NULL,
  PRIMARY KEY (vote_key, position)
) STRICT;

CREATE TABLE annotators (
  tenant_id TEXT NOT NULL,
  annotator_id TEXT NOT NULL,
  audience TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('invite', 'prolific', 'mturk', 'guest', 'api')),
  external_id TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, annotator_id)
) STRICT;

CREATE UNIQUE INDEX annotators_from_elsewhere ON annotators (tenant_id, source, external_id) WHERE external_id IS NOT NULL;

-- Found by the token's digest alone, as sessions are: who comes is known only afterwards.
CREATE TABLE invites (
  token_digest TEXT NOT NULL PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  audience TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  -- When and by whom it was used up.
  used_at INTEGER,
  annotator_id TEXT,
  CHECK ((used_at IS NULL) = (annotator_id IS NULL))
) STRICT;

CREATE INDEX invites_by_end ON invites (expires_at);

CREATE TABLE sessions (
  token_digest TEXT NOT NULL PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  annotator_id TEXT NOT NULL,
  visit TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  FOREIGN KEY (tenant_id, annotator_id) REFERENCES annotators (tenant_id, annotator_id)
) STRICT;

CREATE INDEX sessions_by_end ON sessions (expires_at);
CREATE INDEX sessions_by_visit ON sessions (tenant_id, annotator_id, visit) WHERE visit IS NOT NULL;

-- The question need not be kept: a comparison is settled in time even where its question could not be written.
CREATE TABLE comparisons (
  tenant_id TEXT NOT NULL,
  comparison_id TEXT NOT NULL,
  question_id TEXT NOT NULL,
  is_swapped INTEGER NOT NULL CHECK (is_swapped IN (0, 1)),
  created_at INTEGER NOT NULL,
  -- The last revision's number: decides who writes the next one.
  revision_count INTEGER NOT NULL CHECK (revision_count >= 1),
  is_final INTEGER NOT NULL CHECK (is_final IN (0, 1)),
  basis TEXT NOT NULL,
  PRIMARY KEY (tenant_id, comparison_id)
) STRICT;

CREATE INDEX comparisons_by_age ON comparisons (created_at);
CREATE INDEX comparisons_unfinished ON comparisons (created_at) WHERE is_final = 0;

CREATE TABLE revisions (
  tenant_id TEXT NOT NULL,
  comparison_id TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  is_final INTEGER NOT NULL CHECK (is_final IN (0, 1)),
  revised_at INTEGER NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (tenant_id, comparison_id, revision),
  FOREIGN KEY (tenant_id, comparison_id) REFERENCES comparisons (tenant_id, comparison_id) ON DELETE CASCADE
) STRICT;

CREATE TABLE deliveries (
  delivery_id TEXT NOT NULL PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  payload TEXT NOT NULL
) STRICT;

CREATE INDEX deliveries_by_turn ON deliveries (due_at);
