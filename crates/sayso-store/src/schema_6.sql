-- Version 6: what two texts have in common fills its table from the end, and all that changed between them is one record.
-- Sorted by pairs, rows of a thousand bytes left half of every page empty.
DROP TABLE drifts;
DROP TABLE overlaps;
CREATE TABLE overlaps (
    key INTEGER PRIMARY KEY,
    a INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
    b INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
    relation TEXT NOT NULL,
    share_a REAL NOT NULL,
    share_b REAL NOT NULL,
    direction TEXT NOT NULL,
    record BLOB NOT NULL,
    -- How many things changed from one text to the other, and an array of them, compressed like the record; empty for none.
    changes INTEGER NOT NULL,
    drifts BLOB NOT NULL,
    UNIQUE (a, b)
) STRICT;
CREATE INDEX overlaps_by_b ON overlaps(b);
CREATE INDEX overlaps_changed ON overlaps(a, b) WHERE changes > 0;
