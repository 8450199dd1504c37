"""Which problems are damage. Apart from what a page shows of it, because the page before the vault asks."""

from __future__ import annotations

DAMAGE = frozenset(
    {
        "database_damaged",
        "database_empty",
        "database_missing",
        "journal_broken",
        "share_missing",
        "slot_damaged",
        "slots_missing",
        "slots_unreadable",
        "wrong_file",
    }
)
"""The codes of problems against which there may be a backup, or something left to save."""
