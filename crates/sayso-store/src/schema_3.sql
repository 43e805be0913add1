-- Version 3: what reviewers decide about records, and what a queue for them is asked by.

ALTER TABLE labels ADD COLUMN start INTEGER NOT NULL DEFAULT 0;
ALTER TABLE labels ADD COLUMN confidence REAL NOT NULL DEFAULT 0;
ALTER TABLE labels ADD COLUMN rule TEXT NOT NULL DEFAULT '';
ALTER TABLE ties ADD COLUMN start INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ties ADD COLUMN confidence REAL NOT NULL DEFAULT 0;
ALTER TABLE ties ADD COLUMN rule TEXT NOT NULL DEFAULT '';
CREATE INDEX events_by_rule ON events(rule, confidence);
CREATE INDEX events_by_confidence ON events(confidence);
CREATE INDEX documents_by_date ON documents(published DESC, id);

-- Judgements of records. They name documents and records by id, not by key: they stay when a document is read again, and
-- when it is taken out they wait for it.
CREATE TABLE judgements (
    key INTEGER PRIMARY KEY,
    reviewer TEXT NOT NULL,
    doc TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    verdict TEXT NOT NULL,
    -- JSON: the record as the program gave it, the record as it should be, names of the actors that they refer to.
    given TEXT,
    corrected TEXT,
    actors TEXT NOT NULL,
    note TEXT NOT NULL,
    settles INTEGER NOT NULL,
    at TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0,
    -- Of the given record, for the queue.
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    event TEXT NOT NULL,
    start INTEGER NOT NULL
) STRICT;
CREATE INDEX judgements_by_doc ON judgements(doc);
CREATE INDEX judgements_by_record ON judgements(record);

-- Documents that a reviewer has read through to the end.
CREATE TABLE finished (
    reviewer TEXT NOT NULL,
    doc TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (reviewer, doc)
) STRICT, WITHOUT ROWID;

CREATE VIEW sql_judgements AS
    SELECT key AS number, reviewer, doc AS document, kind, record, verdict, note, settles, at, rule, confidence, event,
           given, corrected FROM judgements WHERE undone = 0;
