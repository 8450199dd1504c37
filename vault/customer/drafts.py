"""Half-made edits over a lock: kept in the vault, as encrypted as all else, until they are finished or given up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from vault.storage import drafts

if TYPE_CHECKING:
    from vault.core.value import Json
    from vault.customer.session import Session


def keep_draft(session: Session, place: str, body: Mapping[str, Json]) -> None:
    """Keep what was half made at ``place``, instead of an earlier one; an empty ``body`` forgets it.

    Raises :class:`ChoiceError` ``draft_too_large``.
    """
    with session.database.transaction() as transaction:
        if body:
            drafts.put(transaction, drafts.Draft(place, session.clock.now(), body))
        else:
            drafts.remove(transaction, place)


def kept_draft(session: Session, place: str) -> Mapping[str, Json]:
    """What was half made at ``place``; empty if nothing was.

    It stays until :func:`keep_draft` has another, so that it outlives a power cut right after the vault was opened.
    """
    with session.database.read() as reader:
        found = drafts.draft(reader, place)
    return {} if found is None else found.body
