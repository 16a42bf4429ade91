-- Instants are integer milliseconds since the Unix epoch. JSON is text.

CREATE TABLE episodes (
  tenant_id TEXT NOT NULL,
  episode_id TEXT NOT NULL,
  collection_slug TEXT NOT NULL,
  scenario_slug TEXT NOT NULL,
  scenario_digest TEXT NOT NULL,
  engine_version TEXT NOT NULL,
  seed INTEGER NOT NULL,
  group_id TEXT,
  settings TEXT NOT NULL,
  parent_episode_id TEXT,
  created_at INTEGER NOT NULL,
  last_activity_at INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'complete', 'expired')),
  terminal_reason TEXT,
  outcome TEXT,
  -- The last turn's number: decides who appends the next one.
  turn_count INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, episode_id)
) STRICT;

CREATE INDEX episodes_by_idleness ON episodes (status, last_activity_at);

CREATE TABLE turns (
  tenant_id TEXT NOT NULL,
  episode_id TEXT NOT NULL,
  turn INTEGER NOT NULL CHECK (turn >= 1),
  message TEXT NOT NULL,
  tool_calls TEXT NOT NULL,
  observation TEXT NOT NULL,
  state_hash TEXT NOT NULL,
  answer TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (tenant_id, episode_id, turn),
  FOREIGN KEY (tenant_id, episode_id) REFERENCES episodes (tenant_id, episode_id) ON DELETE CASCADE
) STRICT;

-- Found by their id alone: who asks is known only afterwards.
CREATE TABLE api_keys (
  key_id TEXT NOT NULL PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  secret_digest TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER
) STRICT;

CREATE TABLE replies (
  tenant_id TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  request_digest TEXT NOT NULL,
  status INTEGER NOT NULL,
  content_type TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, idempotency_key)
) STRICT;

CREATE INDEX replies_by_age ON replies (created_at);

-- Named by their content, so the same for every tenant.
CREATE TABLE scenario_versions (
  digest TEXT NOT NULL PRIMARY KEY,
  definition TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- Empty but for the moment in which a probe proves that the database can be written.
CREATE TABLE probes (
  probe INTEGER NOT NULL PRIMARY KEY
) STRICT;
