"""The domain's words: preferences, precision, sensitivity, terms, consent. No I/O, standard library only."""
