-- Places on a status host's lists, drawn before they are needed. The secret stops the place. jti is the token that names
-- it; NULL is one that waits.
CREATE TABLE status_slot (
    uri TEXT NOT NULL,
    idx INTEGER NOT NULL,
    secret TEXT NOT NULL,
    drawn TEXT NOT NULL,
    jti TEXT UNIQUE REFERENCES consent_item (jti) ON DELETE CASCADE,
    PRIMARY KEY (uri, idx)
) STRICT, WITHOUT ROWID;

-- The outbox without its list of kinds, which is the program's: each new one would need the table made anew.
CREATE TABLE outbox_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    host TEXT NOT NULL,
    kind TEXT NOT NULL,
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
INSERT INTO outbox_new SELECT id, host, kind, url, content_type, body, created, not_before, given_up_after, attempts,
    tried_days, last_tried, next_try, consent, jti, about FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;
CREATE INDEX outbox_host ON outbox (host, id);
