-- The workspace, version 1.
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    title TEXT,
    publisher TEXT,
    url TEXT,
    published TEXT,
    language TEXT,
    text_sha256 TEXT NOT NULL,
    produced_by TEXT NOT NULL,
    reading TEXT NOT NULL
) STRICT;
CREATE TABLE events (
    id TEXT PRIMARY KEY,
    doc TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    event TEXT NOT NULL,
    mode TEXT,
    date_from TEXT,
    date_to TEXT,
    country TEXT,
    place TEXT,
    trigger_start INTEGER NOT NULL,
    confidence REAL NOT NULL,
    parties TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_doc ON events(doc, trigger_start);
CREATE INDEX events_by_type ON events(event);
CREATE INDEX events_by_date ON events(date_from);
CREATE TABLE labels (
    id TEXT PRIMARY KEY,
    doc TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX labels_by_doc ON labels(doc);
CREATE TABLE ties (
    id TEXT PRIMARY KEY,
    doc TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX ties_by_doc ON ties(doc);
CREATE TABLE actors (
    doc TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    record TEXT NOT NULL,
    PRIMARY KEY (doc, id)
) STRICT;
CREATE INDEX actors_by_key ON actors(key);
CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2');
