-- Version 8: readings and what is told of many reports are packed by dictionaries of their own (older ones stay as they are until a
-- document is read again), and what questions without a filter need is kept instead of counted each time.

-- Sizes of rows are only needed to sort what is found, and names are not sorted by how well they fit. What is taken out is given
-- with its words. The program fills it.
DROP TABLE name_search;
CREATE VIRTUAL TABLE name_search USING fts5(
    name, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
);

-- No question asks by days so: those of acts are compared with the end of a stretch too.
DROP INDEX events_by_date;
DROP INDEX events_by_type;
CREATE INDEX events_by_type ON events(event);
DROP INDEX incidents_by_type;

-- Days of publication by document: rows of documents are long.
CREATE INDEX documents_dated ON documents(key, published);

ALTER TABLE labels ADD COLUMN kind TEXT NOT NULL DEFAULT '';

-- How many records say the same of the same, and the smallest id among them.
CREATE TABLE label_groups (
    target INTEGER NOT NULL REFERENCES actor_forms(key),
    -- In small letters.
    text TEXT NOT NULL,
    records INTEGER NOT NULL,
    first TEXT NOT NULL,
    PRIMARY KEY (target, text)
) STRICT, WITHOUT ROWID;
CREATE INDEX label_groups_by_records ON label_groups(records DESC, first);
DROP INDEX labels_by_target;
CREATE INDEX labels_by_target ON labels(target, lower(text));
CREATE TABLE tie_groups (
    from_form INTEGER NOT NULL REFERENCES actor_forms(key),
    to_form INTEGER NOT NULL REFERENCES actor_forms(key),
    kind TEXT NOT NULL,
    records INTEGER NOT NULL,
    first TEXT NOT NULL,
    PRIMARY KEY (from_form, to_form, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX tie_groups_by_records ON tie_groups(records DESC, first);
DROP INDEX ties_by_from;
CREATE INDEX ties_by_from ON ties(from_form, to_form);

-- The documents that each is compared with: those that share most keys with it. Documents that share none have no row.
CREATE TABLE neighbours (
    doc INTEGER PRIMARY KEY REFERENCES documents(key) ON DELETE CASCADE,
    -- Whether as many different texts as are compared are in it: only what shares as much as the last gets in.
    is_full INTEGER NOT NULL,
    -- [[document, shared keys], …], the nearest first where there were more than are compared.
    list TEXT NOT NULL
) STRICT;
