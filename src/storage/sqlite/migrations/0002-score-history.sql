-- What evaluations under a normalization key were rewarded with. Of a key only the latest are kept.
CREATE TABLE score_history (
  tenant_id TEXT NOT NULL,
  history_key TEXT NOT NULL,
  -- Counts up within the key: the order in which the rewards came, whatever the clock did.
  position INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  reward REAL NOT NULL,
  PRIMARY KEY (tenant_id, history_key, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX score_history_by_age ON score_history (recorded_at);
