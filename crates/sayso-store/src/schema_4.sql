-- Version 4: what people annotate without seeing what the program read, in the form in which they type it.

-- Documents drawn for a study of reliability, in the order in which they were drawn.
CREATE TABLE sampled (
    doc TEXT PRIMARY KEY,
    place INTEGER NOT NULL,
    stratum TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE annotations (
    annotator TEXT NOT NULL,
    doc TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    form TEXT NOT NULL,
    -- Whether the form could be read without a mistake when it was kept.
    sound INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (annotator, doc)
) STRICT, WITHOUT ROWID;
