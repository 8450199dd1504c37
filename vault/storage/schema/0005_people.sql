-- People the customer buys for: a nickname, never a birth date or a surname. Their sizes and likes are exact values.
CREATE TABLE person (
    id TEXT PRIMARY KEY,
    nickname TEXT NOT NULL,
    note TEXT,
    made_at TEXT NOT NULL
) STRICT;

CREATE TABLE person_preference (
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (person, key)
) STRICT;

-- person is whom it is for; NULL is the customer. seen is where: words, or an address that is never fetched.
CREATE TABLE wish (
    id TEXT PRIMARY KEY,
    what TEXT NOT NULL,
    note TEXT,
    seen TEXT,
    price TEXT,
    person TEXT REFERENCES person (id) ON DELETE CASCADE,
    done INTEGER NOT NULL CHECK (done IN (0, 1)),
    made_at TEXT NOT NULL
) STRICT;
CREATE INDEX wish_person ON wish (person);

-- Whom a share is about: 'other' is somebody else, NULL the customer.
ALTER TABLE consent ADD COLUMN subject TEXT;
