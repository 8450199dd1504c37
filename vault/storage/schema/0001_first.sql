-- Times are RFC 3339 in UTC with whole seconds, which sort as they happen. Booleans are 0 and 1.

CREATE TABLE vault_state (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    slot_generation INTEGER NOT NULL,
    state_generation INTEGER NOT NULL,
    journal_start BLOB NOT NULL
) STRICT;

CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL UNIQUE
) STRICT;

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE preference (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL,
    level_raised INTEGER,
    most_precise INTEGER,
    note TEXT,
    updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE preference_history (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    at TEXT NOT NULL,
    value TEXT,
    level_raised INTEGER,
    most_precise INTEGER,
    note TEXT
) STRICT;
CREATE INDEX preference_history_key ON preference_history (key, id);

-- The words a preference is found by, folded. Trigrams find "maat" in "schoenmaat".
CREATE VIRTUAL TABLE preference_search USING fts5 (words, tokenize = 'trigram case_sensitive 1');
-- Without this, FTS5 keeps what was deleted until it happens to merge.
INSERT INTO preference_search (preference_search, rank) VALUES ('secure-delete', 1);

CREATE TABLE shop (
    host TEXT PRIMARY KEY,
    client_id TEXT NOT NULL,
    name TEXT NOT NULL,
    signed_once INTEGER NOT NULL CHECK (signed_once IN (0, 1)),
    pairwise_key BLOB NOT NULL,
    first_seen TEXT NOT NULL,
    never_ask INTEGER NOT NULL CHECK (never_ask IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE request (
    id TEXT PRIMARY KEY,
    host TEXT NOT NULL,
    material TEXT NOT NULL,
    received TEXT NOT NULL,
    expires TEXT NOT NULL,
    state TEXT NOT NULL
) STRICT;

CREATE TABLE consent (
    id TEXT PRIMARY KEY,
    host TEXT NOT NULL REFERENCES shop (host),
    client_id TEXT NOT NULL,
    terms TEXT,
    terms_hash TEXT,
    created TEXT NOT NULL,
    until TEXT NOT NULL,
    keep TEXT
) STRICT;
CREATE INDEX consent_host ON consent (host);

CREATE TABLE consent_item (
    jti TEXT PRIMARY KEY,
    consent TEXT NOT NULL REFERENCES consent (id) ON DELETE CASCADE,
    item INTEGER,
    key TEXT NOT NULL,
    precision INTEGER NOT NULL,
    level INTEGER NOT NULL,
    purpose TEXT,
    until TEXT NOT NULL,
    state TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX consent_item_consent ON consent_item (consent);
CREATE INDEX consent_item_state ON consent_item (state, until);

CREATE TABLE token (
    jti TEXT PRIMARY KEY REFERENCES consent_item (jti) ON DELETE CASCADE,
    jwt TEXT NOT NULL,
    disclosure TEXT
) STRICT;

CREATE TABLE receipt (
    id TEXT PRIMARY KEY,
    host TEXT NOT NULL,
    kind TEXT NOT NULL,
    jwt TEXT NOT NULL,
    received TEXT NOT NULL,
    consent TEXT REFERENCES consent (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX receipt_consent ON receipt (consent);

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    host TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('answer', 'refusal', 'stop', 'erasure_poll')),
    url TEXT NOT NULL,
    content_type TEXT,
    body BLOB NOT NULL,
    created TEXT NOT NULL,
    not_before TEXT NOT NULL,
    given_up_after TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    tried_days INTEGER NOT NULL DEFAULT 0,
    last_tried TEXT,
    next_try TEXT NOT NULL,
    consent TEXT REFERENCES consent (id) ON DELETE CASCADE,
    jti TEXT REFERENCES consent_item (jti) ON DELETE CASCADE,
    about TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_host ON outbox (host, id);
