-- What an episode began with, so that it can be read under an engine that would begin it otherwise. NULL: it was begun before this was kept.
ALTER TABLE episodes ADD COLUMN opening_line TEXT;
ALTER TABLE episodes ADD COLUMN opening_state_hash TEXT;
