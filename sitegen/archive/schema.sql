-- The archive: what each document yielded (memo), the articles filed from it (rows that pages are queries over),
-- and what the last build published. Rowid tables with a UNIQUE key; texts are NFC; dates are EDTF or ISO days.

CREATE TABLE IF NOT EXISTS facts (          -- the content that the site was made from, whether it is private: one row a key
    key   TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
);

-- ---------------------------------------------------------------- per document: stat first, hash where the stat moved

CREATE TABLE IF NOT EXISTS documents (
    id       INTEGER PRIMARY KEY,
    path     TEXT NOT NULL UNIQUE,
    stat     TEXT NOT NULL,                 -- size, mtime and ctime in nanoseconds, of the document and its sidecar
    key      TEXT NOT NULL,                 -- digest of bytes, sidecar, path and the code that reads
    problems BLOB NOT NULL
);

CREATE TABLE IF NOT EXISTS readings (       -- one row an occurrence of an article in a document
    id        INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    article   TEXT NOT NULL,                -- the occurrence's own id, before copies are merged
    sketch    BLOB NOT NULL,
    signature BLOB NOT NULL,
    digest    TEXT NOT NULL,                -- of the record
    card      BLOB NOT NULL,                -- store.Card: the record without its text
    record    BLOB NOT NULL                 -- model.Reading without sketch and signature
);
CREATE INDEX IF NOT EXISTS readings_document ON readings(document);

-- ---------------------------------------------------------------- articles, each once

CREATE TABLE IF NOT EXISTS articles (
    id       TEXT NOT NULL UNIQUE,
    key      TEXT NOT NULL,                 -- digest of everything that the row was made from
    title    TEXT NOT NULL,
    edtf     TEXT,
    day      TEXT,
    basis    TEXT NOT NULL,
    evidence TEXT NOT NULL,                 -- JSON list
    source   TEXT,
    agency   TEXT,
    digest   TEXT,                          -- JSON list: outlet, title, date of the report that it digests
    language TEXT NOT NULL,
    words    INTEGER NOT NULL,
    copies   INTEGER NOT NULL,
    story    TEXT NOT NULL,
    period   TEXT NOT NULL,
    record   BLOB NOT NULL                  -- model.Filed
);
CREATE INDEX IF NOT EXISTS articles_day ON articles(day);
CREATE INDEX IF NOT EXISTS articles_story ON articles(story);
CREATE INDEX IF NOT EXISTS articles_source ON articles(source, day);
CREATE INDEX IF NOT EXISTS articles_period ON articles(period);

CREATE TABLE IF NOT EXISTS aliases (        -- ids of other copies: they resolve everywhere
    alias   TEXT NOT NULL,                  -- where two articles claim one, the first id in order answers
    article TEXT NOT NULL,
    UNIQUE (alias, article)
);
CREATE INDEX IF NOT EXISTS aliases_article ON aliases(article);

CREATE TABLE IF NOT EXISTS mentions (
    entity  TEXT NOT NULL,
    article TEXT NOT NULL,
    count   INTEGER NOT NULL,
    UNIQUE (entity, article)
);
CREATE INDEX IF NOT EXISTS mentions_article ON mentions(article);

CREATE TABLE IF NOT EXISTS filings (        -- which articles belong to which topic
    topic   TEXT NOT NULL,
    article TEXT NOT NULL,
    score   REAL NOT NULL,
    UNIQUE (topic, article)
);
CREATE INDEX IF NOT EXISTS filings_article ON filings(article);

CREATE TABLE IF NOT EXISTS events (
    article  TEXT NOT NULL,
    sentence TEXT NOT NULL,
    number   INTEGER NOT NULL,              -- the sentence's place in the article, from 1
    edtf     TEXT NOT NULL,
    earliest TEXT NOT NULL,
    page     TEXT,                          -- smallest of day, month, year that holds the whole date
    status   TEXT NOT NULL,
    text     TEXT NOT NULL,
    words    TEXT NOT NULL,                 -- the words that give the date
    told     TEXT NOT NULL,                 -- article#sentence of the first telling of the same, in the story
    UNIQUE (article, sentence)
);
CREATE INDEX IF NOT EXISTS events_page ON events(page);

CREATE TABLE IF NOT EXISTS event_entities ( -- entities named in an event's sentence
    entity   TEXT NOT NULL,
    article  TEXT NOT NULL,
    sentence TEXT NOT NULL,
    UNIQUE (entity, article, sentence)
);
CREATE INDEX IF NOT EXISTS event_entities_article ON event_entities(article);

CREATE TABLE IF NOT EXISTS tombstones (     -- withdrawn: the hash part of the id and the day of the ruling, nothing else
    id  TEXT NOT NULL UNIQUE,
    day TEXT NOT NULL
);

-- ---------------------------------------------------------------- what the last build published

CREATE TABLE IF NOT EXISTS files (
    path   TEXT NOT NULL UNIQUE,
    view   TEXT NOT NULL,                   -- digest of the view and the templates that it was rendered from
    digest TEXT NOT NULL,                   -- SHA-256 of the bytes
    size   INTEGER NOT NULL,
    mtime  INTEGER NOT NULL                 -- nanoseconds
);
