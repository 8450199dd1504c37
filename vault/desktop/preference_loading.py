"""What the preferences page needs from the vault, read in one go on the vault's own thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from vault.core.consent import ItemEvent, ItemState
from vault.core.errors import ChoiceError
from vault.core.precision import coarsen
from vault.core.value import Json, Precision, Value
from vault.customer.drafts import kept_draft
from vault.customer.editing import KeptPreference, list_preferences, preference_history
from vault.customer.history import HistoryEntry, view_history
from vault.customer.holdings import view_shops
from vault.customer.session import Session
from vault.customer.stopping import UNDO_SECONDS, Stopped, stop
from vault.desktop.preference_keeping import PLACE


@dataclass(frozen=True)
class Sharing:
    """One shop that sees a preference. ``value`` is what left for it, or None if that cannot be told."""

    host: str
    jti: str
    precision: Precision
    value: Value | None


@dataclass(frozen=True)
class Loaded:
    """All that is kept, for each key who sees it now, and what was typed and not saved when the vault locked."""

    kept: tuple[KeptPreference, ...]
    sharings: Mapping[str, tuple[Sharing, ...]]
    unsaved: Mapping[str, Json] = field(default_factory=dict)

    @cached_property
    def by_key(self) -> Mapping[str, KeptPreference]:
        """What is kept, by its key: asked for with each letter of a search."""
        return {each.entry.key: each for each in self.kept}


def load(session: Session) -> Loaded:
    """Read what is kept, who sees it, and what was not finished."""
    history = view_history(session, kinds={ItemEvent.SHARED, ItemEvent.REFRESHED})
    shared_at, newer = _at(history, ItemEvent.SHARED, ItemEvent.REFRESHED), _at(history, ItemEvent.REFRESHED)
    sharings: dict[str, list[Sharing]] = {}
    for shop in view_shops(session):
        for item in (each for each in shop.holds if not each.about_other):
            if item.state is ItemState.SENDING and item.jti in newer:
                continue  # the shop sees the value before it
            for part in item.parts:
                value = _value_then(session, part.key, part.precision, shared_at.get(item.jti))
                sharings.setdefault(part.key, []).append(Sharing(shop.host, item.jti, part.precision, value))
    shared = {key: tuple(found) for key, found in sharings.items()}
    return Loaded(list_preferences(session), shared, kept_draft(session, PLACE))


def stop_all(session: Session, sharings: tuple[Sharing, ...]) -> tuple[Stopped, ...]:
    """Stop each of these, in the order given. What stopped along with an earlier one is not stopped again."""
    stopped: list[Stopped] = []
    for sharing in sharings:
        try:
            stopped.append(stop(session, sharing.host, jti=sharing.jti, undo_seconds=UNDO_SECONDS))
        except ChoiceError as problem:
            if problem.code != "nothing_to_stop":
                raise
    return tuple(stopped)


def _at(history: tuple[HistoryEntry, ...], *kinds: ItemEvent) -> dict[str, datetime]:
    """When these happened to each item."""
    found: dict[str, datetime] = {}
    for entry in history:
        items = entry.facts.get("items")
        if entry.kind in kinds and isinstance(items, list):
            found.update({str(item["jti"]): entry.at for item in items if isinstance(item, dict) and "jti" in item})
    return found


def _value_then(session: Session, key: str, precision: Precision, at: datetime | None) -> Value | None:
    """What left at ``at``: the preference may have changed since, and the shop still sees the older value."""
    try:
        before = [past for past in preference_history(session, key) if at is not None and past.at <= at]
        value = before[-1].value if before else None
        return coarsen(session.catalogue.entry(key), value, precision) if value is not None else None
    except ChoiceError:
        return None  # an older catalogue knew this preference otherwise
