"""A plan of :mod:`vault.portability.merging` carried out: all of it in the caller's transaction."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError
from vault.portability.import_json import put_records, shown
from vault.portability.merging import heard
from vault.storage import imported_facts, journal, preferences

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from vault.core.value import Value
    from vault.portability.merging import Plan
    from vault.storage.connection import Transaction


def take_in(
    transaction: Transaction,
    plan: Plan,
    chosen: Collection[str],
    *,
    now: datetime,
    words: Callable[[str, Value], str],
    chain_end: str | None,
    look: Callable[[], None] = lambda: None,
) -> None:
    """Put in what is new, and of what is otherwise the preferences whose keys are ``chosen``.

    Entries of the journal follow those that are here, in this vault's chain, and end with one that names the end of the
    other chain. ``look`` is called all along, and may raise where somebody has had enough: the transaction undoes what
    is in by then. Raises :class:`ChoiceError` ``not_changed`` for a key that is not otherwise.
    """
    changed = {each.key: each for each in plan.changed}
    for key in chosen:
        if key not in changed:
            raise ChoiceError("not_changed", key=key[:80])
    taken = [changed[key] for key in sorted(chosen)]
    told = [*plan.new.changes, *(line for each in taken for line in each.lines)]
    if told:  # by time, as the customer reads it; of the same moment, what was here comes first
        told = sorted([*preferences.history(transaction), *told], key=attrgetter("at"))
        preferences.put_history(transaction, told)
    put_records(transaction, replace(plan.new, changes=(), imported_facts=()), words)
    imported_facts.put_all(transaction, heard(plan.new.imported_facts, look))
    for entry in heard(plan.new.journal, look):
        journal.append(transaction, entry.at, entry.kind, shown(entry.body))
    for each in taken:
        wanted = replace(each.result, updated_at=now)
        preferences.set_preference(transaction, wanted, words(each.key, wanted.value))
        journal.append(transaction, now, "preference_set", {"key": each.key})
    journal.append(transaction, now, "merged", {"entries": len(plan.new.journal), "chain_end": chain_end})
