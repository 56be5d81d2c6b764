-- The ledger's tables; docs/reference/ledger.md explains them, docs/decisions/0004 says why.
--
-- Each record's row holds the machine's record as JSON (`json`), which only a machine replaces, and
-- columns for queries, which show the record with people's corrections laid over it.
-- Days are ISO dates; `end_day` is the first day after. Span offsets are code points of `text`.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- `json` leaves the text out: it is stored once. `page` and `sha256` name the source whose reading
-- this is; `digest` covers the whole document with all its machine records.
CREATE TABLE document (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    page TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    digest TEXT NOT NULL,
    verdict TEXT,
    url TEXT,
    path TEXT,
    title TEXT,
    publisher TEXT,
    publisher_words TEXT NOT NULL,
    agency TEXT,
    language TEXT,
    published TEXT,
    first_day TEXT,
    end_day TEXT,
    json TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX document_day ON document (first_day);

CREATE VIRTUAL TABLE document_words USING fts5 (
    title, text, content = 'document', content_rowid = 'n', tokenize = 'unicode61'
);
CREATE TRIGGER document_added AFTER INSERT ON document BEGIN
    INSERT INTO document_words (rowid, title, text) VALUES (new.n, new.title, new.text);
END;
CREATE TRIGGER document_removed AFTER DELETE ON document BEGIN
    INSERT INTO document_words (document_words, rowid, title, text)
    VALUES ('delete', old.n, old.title, old.text);
END;
CREATE TRIGGER document_changed AFTER UPDATE OF title, text ON document BEGIN
    INSERT INTO document_words (document_words, rowid, title, text)
    VALUES ('delete', old.n, old.title, old.text);
    INSERT INTO document_words (rowid, title, text) VALUES (new.n, new.title, new.text);
END;

-- What each document says of an entity, each saying stored once; `entity` merges them.
CREATE TABLE saying (
    n INTEGER PRIMARY KEY,
    entity TEXT NOT NULL,
    json TEXT NOT NULL,
    UNIQUE (entity, json)
);
CREATE TABLE document_saying (
    doc TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    saying INTEGER NOT NULL REFERENCES saying (n),
    PRIMARY KEY (doc, seq)
) WITHOUT ROWID;
CREATE INDEX document_saying_saying ON document_saying (saying);
CREATE TABLE entity (
    id TEXT PRIMARY KEY,
    verdict TEXT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    country TEXT,
    sector TEXT,
    wikidata TEXT,
    json TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE block (
    doc TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    verdict TEXT,
    json TEXT NOT NULL,
    role TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    parent TEXT,
    PRIMARY KEY (id, doc)
);
CREATE INDEX block_doc ON block (doc, seq);

CREATE TABLE mention (
    doc TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    verdict TEXT,
    json TEXT NOT NULL,
    kind TEXT NOT NULL,
    how TEXT NOT NULL,
    entity TEXT,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    PRIMARY KEY (id, doc)
);
CREATE INDEX mention_doc ON mention (doc, seq);

CREATE TABLE timex (
    doc TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    verdict TEXT,
    json TEXT NOT NULL,
    class TEXT NOT NULL,
    value TEXT,
    first_day TEXT,
    end_day TEXT,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    PRIMARY KEY (id, doc)
);
CREATE INDEX timex_doc ON timex (doc, seq);

-- `words` are the words of the source spans, folded; so too in the tables below.
CREATE TABLE attribution (
    doc TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    verdict TEXT,
    json TEXT NOT NULL,
    form TEXT NOT NULL,
    speaker TEXT,
    words TEXT NOT NULL,
    parent TEXT,
    PRIMARY KEY (id, doc)
);
CREATE INDEX attribution_doc ON attribution (doc, seq);

CREATE TABLE hop (
    doc TEXT NOT NULL,
    attribution TEXT NOT NULL,
    seq INTEGER NOT NULL,
    who TEXT NOT NULL,
    words TEXT NOT NULL,
    entity TEXT,
    basis TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    PRIMARY KEY (attribution, doc, seq),
    FOREIGN KEY (attribution, doc) REFERENCES attribution (id, doc) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE event (
    doc TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    verdict TEXT,
    json TEXT NOT NULL,
    code TEXT NOT NULL,
    mode TEXT,
    factuality TEXT NOT NULL,
    quad INTEGER,
    scale REAL,
    attribution TEXT,
    first_day TEXT,
    end_day TEXT,
    place TEXT,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    PRIMARY KEY (id, doc)
);
CREATE INDEX event_doc ON event (doc, seq);
CREATE INDEX event_code ON event (code);

CREATE TABLE participant (
    doc TEXT NOT NULL,
    event TEXT NOT NULL,
    role TEXT NOT NULL,
    seq INTEGER NOT NULL,
    entity TEXT,
    text TEXT NOT NULL,
    words TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    PRIMARY KEY (event, doc, role, seq),
    FOREIGN KEY (event, doc) REFERENCES event (id, doc) ON DELETE CASCADE
) WITHOUT ROWID;

-- Between documents: made by passes over the ledger.
CREATE TABLE link (
    id TEXT PRIMARY KEY,
    verdict TEXT,
    json TEXT NOT NULL,
    rel TEXT NOT NULL,
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    score REAL
) WITHOUT ROWID;
CREATE INDEX link_a ON link (a);
CREATE INDEX link_b ON link (b);
CREATE TABLE story (
    id TEXT PRIMARY KEY,
    verdict TEXT,
    json TEXT NOT NULL,
    title TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE story_member (
    member TEXT NOT NULL,
    story TEXT NOT NULL REFERENCES story (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    PRIMARY KEY (member, story, seq)
) WITHOUT ROWID;
CREATE INDEX story_member_story ON story_member (story);

-- What people say: only ever added, and outliving what it is about.
CREATE TABLE judgement (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    about TEXT NOT NULL,
    verdict TEXT NOT NULL,
    field TEXT,
    value TEXT,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    json TEXT NOT NULL
);
CREATE INDEX judgement_about ON judgement (about);
CREATE TRIGGER judgement_stays BEFORE DELETE ON judgement BEGIN
    SELECT RAISE(ABORT, 'judgements are only ever added');
END;
CREATE TRIGGER judgement_unchanged BEFORE UPDATE ON judgement BEGIN
    SELECT RAISE(ABORT, 'judgements are only ever added');
END;
CREATE TRIGGER judgement_once BEFORE INSERT ON judgement
WHEN EXISTS (SELECT 1 FROM judgement WHERE id = new.id OR n = new.n) BEGIN
    SELECT RAISE(ABORT, 'judgements are only ever added');
END;

-- Which pages were read by which pipeline, and what came of them; '' where the other came.
CREATE TABLE failure (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    stage TEXT NOT NULL,
    error TEXT NOT NULL,
    json TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX failure_path ON failure (path);
CREATE TABLE source (
    page TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    document TEXT NOT NULL,
    failure TEXT NOT NULL,
    PRIMARY KEY (page, sha256, fingerprint, document, failure)
) WITHOUT ROWID;
CREATE INDEX source_document ON source (document);
CREATE INDEX source_failure ON source (failure);
