-- What is decided across articles, kept so that an update decides anew only what it touches. Texts and cases are
-- numbered by the first 8 bytes of the SHA-256 of their ids (as signed integers), never by row: but for the rows of
-- readings in ``cases``, these tables depend on readings and rulings alone, not on the order in which they came.
-- Pairs have no rowid: their rows are narrow, and are written by the ten thousand.

CREATE INDEX IF NOT EXISTS readings_article ON readings(article);

CREATE TABLE IF NOT EXISTS postings (       -- inverted indexes, cut by the high bits of their keys
    kind TEXT NOT NULL,                     -- prints: fingerprint -> texts; terms: heavy term -> cases
    part INTEGER NOT NULL,
    rows BLOB NOT NULL,                     -- sitegen.postings.ROW, sorted
    UNIQUE (kind, part)
);

CREATE TABLE IF NOT EXISTS texts (          -- one row an own id of readings, withdrawn ones left out
    number   INTEGER PRIMARY KEY,
    id       TEXT NOT NULL,
    sketch   BLOB NOT NULL,                 -- of the fullest reading
    article  INTEGER NOT NULL,              -- the case that it is a copy of
    likeness REAL NOT NULL                  -- share of its runs of words that stand in the longest copy
);
CREATE INDEX IF NOT EXISTS texts_article ON texts(article);
CREATE INDEX IF NOT EXISTS texts_hash ON texts(substr(id, -8));

CREATE TABLE IF NOT EXISTS candidates (     -- pairs of texts that are worth comparing, one < other
    one    INTEGER NOT NULL,
    other  INTEGER NOT NULL,
    shared INTEGER NOT NULL,                -- fingerprints
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS candidates_other ON candidates(other);

CREATE TABLE IF NOT EXISTS cases (          -- one row an article, all its copies merged
    number    INTEGER PRIMARY KEY,          -- of the canonical copy's id
    id        TEXT NOT NULL,
    signature BLOB NOT NULL,                -- of the canonical copy, by which it is compared
    edtf      TEXT,                         -- its copies' dating, before rulings and stories
    story     INTEGER NOT NULL,             -- number of the first id of its story
    merged    BLOB NOT NULL,                -- across.Merged
    dating    BLOB NOT NULL,                -- model.Dating, ruled and narrowed by its story
    told      TEXT NOT NULL,                -- id of the story: its earliest article
    rows      BLOB NOT NULL                 -- rows of its copies' readings, in their order
);
CREATE INDEX IF NOT EXISTS cases_story ON cases(story);

CREATE TABLE IF NOT EXISTS links (          -- pairs of cases within the window that are as alike as a story's, one < other
    one     INTEGER NOT NULL,
    other   INTEGER NOT NULL,
    product INTEGER NOT NULL,               -- of their signatures
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS links_other ON links(other);

CREATE TABLE IF NOT EXISTS related (        -- the most alike cases of other stories
    article INTEGER NOT NULL,
    other   INTEGER NOT NULL,
    product INTEGER NOT NULL,
    PRIMARY KEY (article, other)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS related_other ON related(other);
