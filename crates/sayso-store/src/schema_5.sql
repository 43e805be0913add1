-- Version 5: archives that are being read, so that a run which was interrupted goes on where it stopped.

CREATE TABLE inputs (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    -- Hash of the file's first bytes: another file of that name is read from its start.
    beginning TEXT NOT NULL,
    -- The versions that read it: others read it from its start.
    versions TEXT NOT NULL,
    -- All documents before this byte of the file are stored.
    place INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
