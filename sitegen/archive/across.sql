-- What is decided across articles, kept so that an update decides anew only what it touches. Items are numbered by the
-- first 8 bytes of the SHA-256 of their ids (as signed integers), never by row: these tables depend on the readings and
-- rulings alone, not on the order in which they came.

CREATE INDEX IF NOT EXISTS readings_article ON readings(article);

CREATE TABLE IF NOT EXISTS postings (       -- inverted indexes, cut by the high bits of their keys
    kind TEXT NOT NULL,                     -- prints: fingerprint -> own ids of readings; terms: term -> articles
    part INTEGER NOT NULL,
    rows BLOB NOT NULL,                     -- postings.ROW, sorted
    UNIQUE (kind, part)
);
