-- The other preferences of a token that holds several, as JSON: each key with its precision. NULL for all other tokens.
ALTER TABLE consent_item ADD COLUMN also TEXT;
