-- The sizes that fit the customer at certain brands. key is the preference that keeps such sizes.
CREATE TABLE brand_size (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    brand TEXT NOT NULL,
    size TEXT NOT NULL,
    note TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
