-- What judges have spent of their budgets, so that a restart does not give them new ones.
CREATE TABLE spent_days (
  judge_id TEXT NOT NULL,
  day INTEGER NOT NULL,
  tokens REAL NOT NULL CHECK (tokens >= 0),
  cost REAL NOT NULL CHECK (cost >= 0),
  PRIMARY KEY (judge_id, day)
) STRICT, WITHOUT ROWID;
