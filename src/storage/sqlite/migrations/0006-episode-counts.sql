-- How many episodes there are of each status: every look at the metrics asks for it, and counting a million of them holds up all writes meanwhile.
CREATE TABLE episode_counts (
  status TEXT NOT NULL PRIMARY KEY,
  episode_count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO episode_counts (status, episode_count) VALUES ('open', 0), ('complete', 0), ('expired', 0);
UPDATE episode_counts SET episode_count = (SELECT count(*) FROM episodes AS e WHERE e.status = episode_counts.status);

CREATE TRIGGER episode_inserted AFTER INSERT ON episodes BEGIN
  UPDATE episode_counts SET episode_count = episode_count + 1 WHERE status = new.status;
END;

CREATE TRIGGER episode_status_changed AFTER UPDATE OF status ON episodes WHEN old.status <> new.status BEGIN
  UPDATE episode_counts SET episode_count = episode_count - 1 WHERE status = old.status;
  UPDATE episode_counts SET episode_count = episode_count + 1 WHERE status = new.status;
END;

CREATE TRIGGER episode_deleted AFTER DELETE ON episodes BEGIN
  UPDATE episode_counts SET episode_count = episode_count - 1 WHERE status = old.status;
END;
