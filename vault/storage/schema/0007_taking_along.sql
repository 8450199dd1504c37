-- A letter to a shop about a right: to one the vault knows, or to one that was typed in. facts is what was put in, so
-- that the same letter can be made again; facts.keys names the preferences it is about.
CREATE TABLE letter (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('access', 'rectification', 'erasure', 'restriction', 'portability',
        'objection', 'human_decision', 'withdrawal', 'complaint')),
    host TEXT REFERENCES shop (host),
    recipient TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('en', 'nl')),
    facts TEXT NOT NULL,
    made_at TEXT NOT NULL,
    sent_at TEXT,
    sent_how TEXT CHECK (sent_how IN ('mail', 'post', 'form')),
    CHECK ((sent_at IS NULL) = (sent_how IS NULL))
) STRICT;
CREATE INDEX letter_host ON letter (host);

-- What came of a letter, in the order in which the customer said so.
CREATE TABLE letter_event (
    letter TEXT NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('received', 'extended', 'answered', 'refused', 'unanswered', 'closed')),
    note TEXT,
    PRIMARY KEY (letter, seq)
) STRICT;

-- Lines of a shop's own data that the customer keeps on purpose. There may be a hundred thousand.
CREATE TABLE imported_fact (
    source TEXT NOT NULL,
    seq INTEGER NOT NULL,
    fact TEXT NOT NULL,
    kept_at TEXT NOT NULL,
    PRIMARY KEY (source, seq)
) STRICT;

-- What the columns of a file are that no reader knows, by the fingerprint of its header row.
CREATE TABLE takeout_mapping (
    fingerprint TEXT PRIMARY KEY,
    mapping TEXT NOT NULL,
    kept_at TEXT NOT NULL
) STRICT;

-- What is never suggested again: one value of a preference, or without value any.
CREATE TABLE refused_suggestion (
    key TEXT NOT NULL,
    value TEXT,
    since TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX refused_suggestion_once ON refused_suggestion (key, ifnull(value, ''));
