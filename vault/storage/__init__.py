"""The vault on disk: keys, files, the encrypted database and its tables."""
