-- The workspace, version 2. What may be asked by SQL is in the views at the end (docs/workspace.md).

CREATE TABLE versions (
    key INTEGER PRIMARY KEY,
    versions TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE documents (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    byline TEXT,
    publisher TEXT,
    url TEXT,
    published TEXT,
    language TEXT,
    text_sha256 TEXT NOT NULL,
    versions INTEGER NOT NULL REFERENCES versions(key),
    -- Keys for finding reprints, 8 bytes each.
    fingerprint BLOB NOT NULL,
    -- The rest of the reading: JSON, compressed (zstd, with a dictionary of its own).
    reading BLOB NOT NULL,
    -- The smallest key among the documents that are reprints of one another.
    reprint INTEGER NOT NULL
) STRICT;
CREATE INDEX documents_by_reprint ON documents(reprint);
CREATE INDEX documents_by_publisher ON documents(publisher);

CREATE VIRTUAL TABLE texts USING fts5(
    title, text, content = 'documents', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);

-- Documents that have not been joined with the others yet.
CREATE TABLE pending (doc INTEGER PRIMARY KEY REFERENCES documents(key) ON DELETE CASCADE) STRICT;

-- Blocks of names in which something changed since actors were last grouped.
CREATE TABLE pending_blocks (block TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
-- Components of events in which something changed since incidents were last made.
CREATE TABLE pending_components (component INTEGER PRIMARY KEY) STRICT;

-- Names as documents use them, and the actor of the workspace that each belongs to.
CREATE TABLE actor_forms (
    key INTEGER PRIMARY KEY,
    class INTEGER NOT NULL,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    -- Null for words that name nobody ("protesters"): they are no actor of the workspace.
    block TEXT,
    -- Further spellings, one a line.
    spellings TEXT,
    actor INTEGER,
    UNIQUE (name, class, country)
) STRICT;
CREATE INDEX actor_forms_by_block ON actor_forms(block) WHERE block IS NOT NULL;
CREATE INDEX actor_forms_by_actor ON actor_forms(actor) WHERE actor IS NOT NULL;

CREATE TABLE actors (
    -- The id without its letter: a hash of the first of its names.
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    sector TEXT NOT NULL,
    documents INTEGER NOT NULL,
    mentions INTEGER NOT NULL
) STRICT;
CREATE INDEX actors_by_documents ON actors(documents DESC, mentions DESC);

CREATE TABLE document_actors (
    form INTEGER NOT NULL REFERENCES actor_forms(key),
    doc INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
    local TEXT NOT NULL,
    kind TEXT NOT NULL,
    sector TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    -- The name, and below it the spellings: count, tab, spelling (empty: the name itself).
    spellings TEXT NOT NULL,
    PRIMARY KEY (form, doc, local)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_actors_by_doc ON document_actors(doc);

-- Names, spellings and country by the key of the form.
CREATE VIRTUAL TABLE name_search USING fts5(
    name, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE events (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    doc INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
    event TEXT NOT NULL,
    mode TEXT,
    cameo TEXT,
    date_from TEXT,
    date_to TEXT,
    date_precision TEXT,
    place TEXT,
    admin1 TEXT,
    country TEXT,
    lat REAL,
    lon REAL,
    place_precision TEXT,
    geonameid INTEGER,
    polarity TEXT NOT NULL,
    certainty TEXT NOT NULL,
    realis TEXT NOT NULL,
    standing TEXT NOT NULL,
    side TEXT,
    links INTEGER NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL,
    -- Events that may belong to one incident share their component.
    component INTEGER NOT NULL,
    incident INTEGER
) STRICT;
CREATE INDEX events_by_doc ON events(doc, trigger_start);
CREATE INDEX events_by_type ON events(event, date_from);
CREATE INDEX events_by_date ON events(date_from);
CREATE INDEX events_by_country ON events(country);
CREATE INDEX events_by_component ON events(component);
CREATE INDEX events_by_incident ON events(incident);

CREATE TABLE event_parties (
    event INTEGER NOT NULL REFERENCES events(key) ON DELETE CASCADE,
    role INTEGER NOT NULL,
    position INTEGER NOT NULL,
    form INTEGER NOT NULL REFERENCES actor_forms(key),
    PRIMARY KEY (event, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_parties_by_form ON event_parties(form);

-- The links of a chain behind the publisher, from the outside in.
CREATE TABLE event_holders (
    event INTEGER NOT NULL REFERENCES events(key) ON DELETE CASCADE,
    depth INTEGER NOT NULL,
    form INTEGER NOT NULL REFERENCES actor_forms(key),
    act TEXT,
    unnamed INTEGER NOT NULL,
    PRIMARY KEY (event, depth)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_holders_by_form ON event_holders(form);

CREATE TABLE labels (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    doc INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
    target INTEGER NOT NULL REFERENCES actor_forms(key),
    text TEXT NOT NULL,
    holder INTEGER REFERENCES actor_forms(key)
) STRICT;
CREATE INDEX labels_by_doc ON labels(doc);
CREATE INDEX labels_by_target ON labels(target);
CREATE INDEX labels_by_holder ON labels(holder);

CREATE TABLE ties (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    doc INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
    from_form INTEGER NOT NULL REFERENCES actor_forms(key),
    to_form INTEGER NOT NULL REFERENCES actor_forms(key),
    kind TEXT NOT NULL,
    change TEXT NOT NULL
) STRICT;
CREATE INDEX ties_by_doc ON ties(doc);
CREATE INDEX ties_by_from ON ties(from_form);
CREATE INDEX ties_by_to ON ties(to_form);

-- Keys by which documents and events find those that may tell of the same. The last two bits of a document's key say
-- of what: 0 the text as a whole, 1 a passage, 2 what it is about.
CREATE TABLE document_keys (
    name INTEGER NOT NULL,
    doc INTEGER NOT NULL,
    PRIMARY KEY (name, doc)
) STRICT, WITHOUT ROWID;
CREATE TABLE event_keys (
    name INTEGER NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (name, event)
) STRICT, WITHOUT ROWID;

-- What two documents have in common. The record is compressed JSON, as in findings.
CREATE TABLE overlaps (
    a INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
    b INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
    relation TEXT NOT NULL,
    share_a REAL NOT NULL,
    share_b REAL NOT NULL,
    direction TEXT NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX overlaps_by_b ON overlaps(b);

-- What changed from one text to another.
CREATE TABLE drifts (
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (a, b, position),
    FOREIGN KEY (a, b) REFERENCES overlaps(a, b) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Acts of which there is more than one account, or a number (then the record may be empty: it is made when it is asked
-- for). Others are the events without an incident.
CREATE TABLE incidents (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    component INTEGER NOT NULL,
    event TEXT NOT NULL,
    mode TEXT,
    date_from TEXT,
    date_to TEXT,
    place TEXT,
    country TEXT,
    mentions INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    publishers INTEGER NOT NULL,
    -- Independent origins; null where it can't be told.
    origins INTEGER,
    denied INTEGER NOT NULL,
    record BLOB NOT NULL
) STRICT;
CREATE INDEX incidents_by_component ON incidents(component);
CREATE INDEX incidents_by_documents ON incidents(documents DESC, mentions DESC, id);
CREATE INDEX incidents_by_type ON incidents(event, documents DESC);

-- Claims, contradictions, ledgers of numbers and silence of an incident, ready to show.
CREATE TABLE findings (
    key INTEGER PRIMARY KEY,
    incident INTEGER NOT NULL REFERENCES incidents(key) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    -- Documents of the incident: the most widely told first.
    weight INTEGER NOT NULL,
    record BLOB NOT NULL
) STRICT;
CREATE INDEX findings_by_incident ON findings(incident, kind);
CREATE INDEX findings_by_kind ON findings(kind, weight DESC, key);

-- Where events count in the table of dyads by month. Empty: no report says.
CREATE TABLE dyad_events (
    month TEXT NOT NULL,
    actor TEXT NOT NULL,
    recipient TEXT NOT NULL,
    event INTEGER NOT NULL REFERENCES events(key) ON DELETE CASCADE,
    stance TEXT NOT NULL,
    by_publication INTEGER NOT NULL,
    PRIMARY KEY (event, actor, recipient)
) STRICT, WITHOUT ROWID;
CREATE INDEX dyad_events_by_month ON dyad_events(month);
CREATE TABLE pending_months (month TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE dyads (
    month TEXT NOT NULL,
    actor TEXT NOT NULL,
    recipient TEXT NOT NULL,
    event TEXT NOT NULL,
    incidents INTEGER NOT NULL,
    reported INTEGER NOT NULL,
    denied INTEGER NOT NULL,
    dated_by_publication INTEGER NOT NULL,
    origins_at_least INTEGER NOT NULL,
    origins_at_most INTEGER NOT NULL,
    PRIMARY KEY (month, actor, recipient, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX dyads_by_reported ON dyads(reported DESC);

-- What people decided; nothing here comes from a text, and nothing of it is lost when texts are read again.
CREATE TABLE decisions (
    key INTEGER PRIMARY KEY,
    what TEXT NOT NULL,
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;

-- For asking by SQL (docs/workspace.md). Nothing else here is promised to stay.
CREATE VIEW sql_documents AS
    SELECT d.id, nullif(d.title, '') AS title, d.text, d.publisher, d.url, d.published, d.language, d.text_sha256,
           v.versions, (SELECT o.id FROM documents o WHERE o.reprint = d.reprint ORDER BY o.id LIMIT 1) AS reprints
    FROM documents d JOIN versions v ON v.key = d.versions;
CREATE VIEW sql_actors AS
    SELECT printf('a%012x', key) AS id, name, kind, country, sector, documents, mentions FROM actors;
CREATE VIEW sql_events AS
    SELECT e.id, d.id AS document, d.publisher, d.published, e.event, e.mode, e.cameo, e.date_from, e.date_to,
           e.date_precision, e.place, e.admin1, e.country AS place_country, e.lat, e.lon, e.place_precision, e.geonameid,
           e.polarity, e.certainty, e.realis, e.standing, e.side, e.trigger_start, e.trigger_end, e.confidence, e.rule,
           (SELECT group_concat(name, '; ') FROM (
                SELECT coalesce(a.name, f.name) AS name FROM event_parties p JOIN actor_forms f ON f.key = p.form
                LEFT JOIN actors a ON a.key = f.actor WHERE p.event = e.key AND p.role = 0 ORDER BY p.position)) AS actor,
           (SELECT group_concat(name, '; ') FROM (
                SELECT coalesce(a.name, f.name) AS name FROM event_parties p JOIN actor_forms f ON f.key = p.form
                LEFT JOIN actors a ON a.key = f.actor WHERE p.event = e.key AND p.role = 1 ORDER BY p.position)) AS recipient,
           (SELECT coalesce(a.name, f.name) FROM event_holders h JOIN actor_forms f ON f.key = h.form
                LEFT JOIN actors a ON a.key = f.actor WHERE h.event = e.key ORDER BY h.depth DESC LIMIT 1) AS holder,
           (SELECT i.id FROM incidents i WHERE i.key = e.incident) AS incident
    FROM events e JOIN documents d ON d.key = e.doc;
CREATE VIEW sql_parties AS
    SELECT e.id AS event, CASE p.role WHEN 0 THEN 'actor' ELSE 'recipient' END AS role, p.position,
           coalesce(a.name, f.name) AS name, CASE WHEN f.actor IS NOT NULL THEN printf('a%012x', f.actor) END AS actor,
           nullif(f.country, '') AS country
    FROM event_parties p JOIN events e ON e.key = p.event JOIN actor_forms f ON f.key = p.form
    LEFT JOIN actors a ON a.key = f.actor;
CREATE VIEW sql_holders AS
    SELECT e.id AS event, h.depth, coalesce(a.name, f.name) AS name,
           CASE WHEN f.actor IS NOT NULL THEN printf('a%012x', f.actor) END AS actor, h.act, h.unnamed
    FROM event_holders h JOIN events e ON e.key = h.event JOIN actor_forms f ON f.key = h.form
    LEFT JOIN actors a ON a.key = f.actor;
CREATE VIEW sql_incidents AS
    SELECT id, event, mode, date_from, date_to, place, country, mentions, documents, publishers,
           origins AS independent_origins, denied FROM incidents;
CREATE VIEW sql_dyads AS
    SELECT nullif(month, '') AS month, nullif(actor, '') AS actor, nullif(recipient, '') AS recipient, event, incidents,
           reported, denied, CASE WHEN origins_at_least = origins_at_most THEN origins_at_most END AS independent_origins,
           origins_at_least, origins_at_most, dated_by_publication FROM dyads;
