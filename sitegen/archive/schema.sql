-- The archive: what each document yielded (memo), the articles filed from it (rows that pages are queries over),
-- and what the last build published. Rowid tables with a UNIQUE key; texts are NFC; dates are EDTF or ISO days.

CREATE TABLE IF NOT EXISTS facts (          -- the content that articles were filed from, whether they are private: a row a key
    key   TEXT NOT NULL UNIQUE,
    value BLOB NOT NULL
);

-- ---------------------------------------------------------------- per document: stat first, hash where the stat moved

CREATE TABLE IF NOT EXISTS documents (
    id       INTEGER PRIMARY KEY,
    path     TEXT NOT NULL UNIQUE,
    stat     TEXT NOT NULL,                 -- size, mtime and ctime in nanoseconds, of the document and its sidecar
    key      TEXT NOT NULL,                 -- digest of bytes, sidecar, path and the code that reads
    withheld INTEGER NOT NULL,              -- 1: a withdrawn article stood in it; read again if that is taken back
    problems BLOB                           -- none where nothing is wrong with it
);
CREATE INDEX IF NOT EXISTS documents_problems ON documents(path) WHERE problems IS NOT NULL;

CREATE TABLE IF NOT EXISTS readings (       -- one row an occurrence of an article in a document
    id        INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    article   TEXT NOT NULL,                -- the occurrence's own id, before copies are merged
    sketch    BLOB NOT NULL,
    signature BLOB NOT NULL,
    digest    TEXT NOT NULL,                -- of the record
    card      BLOB NOT NULL,                -- store.Card: the record without its text
    record    BLOB NOT NULL,                -- model.Reading without sketch and signature, and without its doubt
    doubt     BLOB                          -- model.Doubt of the cut before it; none where nothing speaks against it
);
CREATE INDEX IF NOT EXISTS readings_document ON readings(document);
CREATE INDEX IF NOT EXISTS readings_doubt ON readings(document) WHERE doubt IS NOT NULL;

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
    part     TEXT NOT NULL,                 -- first two hex digits of the id's hash: by it long periods are cut
    dates    TEXT NOT NULL,                 -- pages of the dates in its text, a blank before and after each
    rights   TEXT NOT NULL,
    said     TEXT NOT NULL,                 -- digest of what the article says: a new theme or neighbour changes nothing of it
    record   BLOB NOT NULL                  -- model.Filed
);
CREATE INDEX IF NOT EXISTS articles_day ON articles(day, edtf);
CREATE INDEX IF NOT EXISTS articles_story ON articles(story, copies);
CREATE INDEX IF NOT EXISTS articles_source ON articles(source, day, id);
CREATE INDEX IF NOT EXISTS articles_period ON articles(period, part);
CREATE INDEX IF NOT EXISTS articles_edtf ON articles(edtf);
CREATE INDEX IF NOT EXISTS articles_dates ON articles(dates, id);
CREATE INDEX IF NOT EXISTS articles_linked ON articles(id) WHERE rights = 'link';  -- filed without a row a mention

CREATE TABLE IF NOT EXISTS aliases (        -- ids of other copies: they resolve everywhere
    alias   TEXT NOT NULL,                  -- where two articles claim one, the first id in order answers
    article TEXT NOT NULL,
    UNIQUE (alias, article)
);
CREATE INDEX IF NOT EXISTS aliases_article ON aliases(article);

CREATE TABLE IF NOT EXISTS vocabularies (   -- the words of title and text, by which an edit of names or rules finds articles
    article TEXT NOT NULL UNIQUE,
    words   BLOB NOT NULL                   -- reading.words.vocabulary
);

-- Lists of articles carry the day by which they are sorted, `~` where there is none: it comes last.

CREATE TABLE IF NOT EXISTS mentions (
    entity  TEXT NOT NULL,
    day     TEXT NOT NULL,
    article TEXT NOT NULL,
    count   INTEGER NOT NULL,
    edtf    TEXT,
    PRIMARY KEY (entity, day, article)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mentions_article ON mentions(article);

CREATE TABLE IF NOT EXISTS filings (        -- which articles belong to which topic
    topic   TEXT NOT NULL,
    day     TEXT NOT NULL,
    article TEXT NOT NULL,
    score   REAL NOT NULL,
    edtf    TEXT,
    origin  TEXT NOT NULL,                  -- what dependent articles share
    PRIMARY KEY (topic, day, article)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS filings_article ON filings(article);

CREATE TABLE IF NOT EXISTS events (
    article  TEXT NOT NULL,
    sentence TEXT NOT NULL,
    number   INTEGER NOT NULL,              -- the sentence's place in the article, from 1
    edtf     TEXT NOT NULL,
    earliest TEXT NOT NULL,
    latest   TEXT,                          -- last possible day, none where the end is open
    page     TEXT,                          -- smallest of day, month, year that holds the whole date
    status   TEXT NOT NULL,
    text     TEXT NOT NULL,
    words    TEXT NOT NULL,                 -- the words that give the date
    told     TEXT NOT NULL,                 -- article#sentence of the first telling of the same, in the story
    UNIQUE (article, sentence)
);
CREATE INDEX IF NOT EXISTS events_page ON events(page, earliest);
CREATE INDEX IF NOT EXISTS events_planned ON events(latest) WHERE status = 'planned';

CREATE TABLE IF NOT EXISTS timelines (      -- events of a topic (`topics/ID`), and of an entity that their sentence names
    list     TEXT NOT NULL,
    earliest TEXT NOT NULL,
    article  TEXT NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (list, earliest, article, sentence)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS timelines_article ON timelines(article);

CREATE TABLE IF NOT EXISTS statements (     -- what an entity says by name in a sentence that may be shown
    entity   TEXT NOT NULL,
    day      TEXT NOT NULL,
    article  TEXT NOT NULL,
    number   INTEGER NOT NULL,              -- the sentence's place in the article, from 1
    place    INTEGER NOT NULL,              -- of the verb in the article's text
    sentence TEXT NOT NULL,
    name     TEXT NOT NULL,                 -- the words that name the speaker
    verb     TEXT NOT NULL,
    words    TEXT NOT NULL,                 -- what was said
    hearer   TEXT NOT NULL,                 -- to whom, as the sentence names them
    edtf     TEXT,                          -- when it was said, where the sentence tells
    text     TEXT NOT NULL,
    PRIMARY KEY (entity, day, article, number, place)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS statements_article ON statements(article);

CREATE TABLE IF NOT EXISTS figures (        -- of a topic's articles: which value of which subject a sentence gives
    topic     TEXT NOT NULL,
    subject   TEXT NOT NULL,                -- one thing, deed, place, time; empty: can be compared with none
    day       TEXT NOT NULL,
    article   TEXT NOT NULL,
    number    INTEGER NOT NULL,             -- the sentence's place in the article, from 1
    place     INTEGER NOT NULL,             -- of the figure in the article's text
    sentence  TEXT NOT NULL,
    value     TEXT NOT NULL,
    high      TEXT NOT NULL,
    unit      TEXT NOT NULL,
    qualifier TEXT NOT NULL,
    giver     TEXT NOT NULL,                -- an entity, empty where none is known
    words     TEXT NOT NULL,                -- the figure as it stands there, its thing in brackets where that stands elsewhere
    text      TEXT NOT NULL,
    PRIMARY KEY (topic, subject, day, article, number, place)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS figures_article ON figures(article);

CREATE TABLE IF NOT EXISTS tombstones (     -- withdrawn: the hash part of the id and the day of the ruling, nothing else
    id  TEXT NOT NULL UNIQUE,
    day TEXT NOT NULL
);

-- ---------------------------------------------------------------- counts that pages show, kept up with every change

CREATE TABLE IF NOT EXISTS counts (
    kind  TEXT NOT NULL,                    -- entity: articles that name it; mentions: how often; together: two entities;
    one   TEXT NOT NULL,                    -- topic: a topic's articles that name an entity; outlet: a topic's of a source
    other TEXT NOT NULL,                    -- figure: a topic's articles that give a value of a subject;
                                            -- unread: a topic's in a language of which no sentence is read
    n     INTEGER NOT NULL,
    PRIMARY KEY (kind, one, other)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS dates (          -- what stands on the page of a day, month or year
    page      TEXT NOT NULL UNIQUE,
    happened  INTEGER NOT NULL,
    planned   INTEGER NOT NULL,
    published INTEGER NOT NULL,
    possible  INTEGER NOT NULL
);

-- ---------------------------------------------------------------- what the last build published

CREATE TABLE IF NOT EXISTS files (
    path     TEXT NOT NULL UNIQUE,
    kind     TEXT NOT NULL,                 -- kind and key of what it was made from, a row of site/pages.py
    key      TEXT NOT NULL,
    view     TEXT NOT NULL,                 -- digest of the view and the templates that it was rendered from
    digest   TEXT NOT NULL,                 -- SHA-256 of the bytes
    size     INTEGER NOT NULL,
    mtime    INTEGER NOT NULL,              -- nanoseconds
    sitemap  TEXT NOT NULL,                 -- the part of the sitemap that lists it, empty where none does
    url      TEXT NOT NULL,
    modified TEXT,
    what     TEXT NOT NULL,                 -- of open data: what a row is, and how many there are
    rows     INTEGER NOT NULL,
    later    INTEGER NOT NULL               -- 1: no page needs it any more; the next build deletes it
);
CREATE INDEX IF NOT EXISTS files_key ON files(kind, key);
CREATE INDEX IF NOT EXISTS files_sitemap ON files(sitemap, modified) WHERE sitemap != '';
CREATE INDEX IF NOT EXISTS files_data ON files(what) WHERE what != '';
CREATE INDEX IF NOT EXISTS files_size ON files(size);
CREATE INDEX IF NOT EXISTS files_later ON files(later) WHERE later = 1;

CREATE TABLE IF NOT EXISTS pieces (         -- of the search index: what stands there, and an entry for each of its pages
    name    TEXT NOT NULL UNIQUE,
    shard   BLOB NOT NULL,
    entries BLOB NOT NULL
);

CREATE TABLE IF NOT EXISTS folders (        -- how full each folder of the site is
    path  TEXT PRIMARY KEY,
    files INTEGER NOT NULL,
    bytes INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS folders_files ON folders(files);
