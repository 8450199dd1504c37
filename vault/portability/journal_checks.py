"""Whether the journal of an export is what a vault wrote: its kinds, its hashes and its chain."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from vault.core.clock import to_text
from vault.core.consent import ItemEvent
from vault.core.errors import StorageError
from vault.storage.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vault.core.value import Json
    from vault.storage.journal import Entry

KINDS: Final = frozenset(ItemEvent) | {
    "asked",
    "backup_saved",
    "change_accepted",
    "exported",
    "feedback_given",
    "held_asked",
    "imported",
    "key_renewed",
    "letter_answered",
    "letter_made",
    "letter_sent",
    "merged",
    "passphrase_changed",
    "passphrase_recovered",
    "people_changed",
    "preference_removed",
    "preference_set",
    "quick_unlock_off",
    "quick_unlock_on",
    "recovery_made",
    "recovery_removed",
    "refused",
    "request_ended",
    "restored",
    "salvaged",
    "states_mended",
    "suggestions_answered",
    "vault_created",
    "wishes_changed",
}
"""Every kind of journal entry that this version writes; another one is of a later version."""


def check_chain(entries: Sequence[Entry], *, whole: bool = True) -> None:
    """The chain is checked here, before anything is believed: after the import it is another vault's.

    Without ``whole`` it is a part of a journal, as an export of one shop has it: each entry's own hash holds, they are
    in order, and where two follow each other in the whole, the later one names the earlier.

    Raises :class:`StorageError` ``export_chain_broken`` or ``export_newer``.
    """
    before: Entry | None = None
    for number, entry in enumerate(entries, 1):
        follows = before is None or (entry.seq == before.seq + 1 and entry.previous == before.hash)
        if not whole and before is not None:
            follows = follows or entry.seq > before.seq + 1
        if not follows or (whole and entry.seq != number) or entry.hash != _hash(entry):
            raise StorageError("export_chain_broken", entry=number)
        if entry.kind not in KINDS:
            raise StorageError("export_newer")
        before = entry


def _hash(entry: Entry) -> bytes:
    told: dict[str, Json] = {
        "seq": entry.seq,
        "at": to_text(entry.at),
        "kind": entry.kind,
        "body": dict(entry.body),
        "previous": entry.previous.hex(),
    }
    return sha256(canonical(told)).digest()
