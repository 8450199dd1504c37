"""A part of an export: one topic of the catalogue, or one shop. Without a scope an export is of everything.

What a part leaves out is left out whole:

* A **topic** has what the customer keeps under it: its preferences with their history, sizes at brands, and
  suggestions they refused. It has no shop and no journal.
* A **shop** has what it asked, has and had: its shares with their items and receipts, the letters to it, and the
  entries of the journal that are about it. They keep their numbers and hashes, so each can be checked by itself, and
  against the whole journal; between them there are gaps, so they are no chain.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from vault.core.errors import ChoiceError, StorageError

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.core.value import Json
    from vault.portability.export_json import Export

MAX_NAME: Final = 512
"""Characters of a topic's id or a host."""
_OF_TOPIC: Final = frozenset({"preferences", "changes", "brand_sizes", "refused_suggestions"})
_OF_SHOP: Final = frozenset({"shops", "consents", "items", "receipts", "journal", "letters", "letter_events"})


class ScopeKind(StrEnum):
    """What an export is a part by."""

    TOPIC = "topic"
    SHOP = "shop"


@dataclass(frozen=True)
class Scope:
    """One topic, by its id in the catalogue, or one shop, by its host."""

    kind: ScopeKind
    name: str

    def to_json(self) -> dict[str, Json]:
        """As the head of a file has it: ``{"topic": "clothing"}`` or ``{"shop": "schoenenhuis.example"}``."""
        return {self.kind.value: self.name}


def scope_from_json(found: Any) -> Scope:
    """The reverse of :meth:`Scope.to_json`. Raises ``ValueError``."""
    if not isinstance(found, dict) or len(found) != 1:
        raise ValueError("scope")
    ((kind, name),) = found.items()
    if not isinstance(name, str) or not 0 < len(name) <= MAX_NAME or not name.isprintable():
        raise ValueError("scope")
    return Scope(ScopeKind(kind), name)


def select(export: Export, scope: Scope | None, catalogue: Catalogue) -> Export:
    """The part of ``export`` that ``scope`` names; with None all of it, unchanged.

    What the catalogue does not know is of no topic. Raises :class:`ChoiceError` ``topic_unknown``, or ``shop_unknown``
    for one that neither asked nor was shared with.
    """
    if scope is None:
        return export
    if scope.kind is ScopeKind.TOPIC:
        return _topic(export, scope, catalogue)
    found = _shop(export, scope)
    if not found.shops and not found.journal:
        raise ChoiceError("shop_unknown", host=scope.name[:80])
    return found


def check_scope(export: Export) -> None:
    """Raise :class:`StorageError` ``export_malformed`` where a part has more than it says that it is of.

    Which keys are of a topic another version of the catalogue may say differently, so that is not looked at.
    """
    scope = export.scope
    if scope is None:
        return
    of_shop = scope.kind is ScopeKind.SHOP
    if _without(export, _OF_SHOP if of_shop else _OF_TOPIC) != export or (of_shop and _shop(export, scope) != export):
        raise StorageError("export_malformed", where="scope")


def _topic(export: Export, scope: Scope, catalogue: Catalogue) -> Export:
    if all(scope.name != topic.id for topic in catalogue.topics):
        raise ChoiceError("topic_unknown", topic=scope.name[:80])
    keys = {key for key, entry in catalogue.entries.items() if entry.topic == scope.name}
    return replace(
        _without(export, _OF_TOPIC),
        scope=scope,
        preferences=tuple(each for each in export.preferences if each.key in keys),
        changes=tuple(each for each in export.changes if each.key in keys),
        brand_sizes=tuple(each for each in export.brand_sizes if each.key in keys),
        refused_suggestions=tuple(each for each in export.refused_suggestions if each.key in keys),
    )


def _shop(export: Export, scope: Scope) -> Export:
    host = scope.name
    consents = tuple(each for each in export.consents if each.host == host)
    letters = tuple(each for each in export.letters if each.host == host)
    agreed, written = {each.id for each in consents}, {each.id for each in letters}
    return replace(
        _without(export, _OF_SHOP),
        scope=scope,
        shops=tuple(each for each in export.shops if each.host == host),
        consents=consents,
        items=tuple(each for each in export.items if each.item.consent in agreed),
        receipts=tuple(each for each in export.receipts if each.host == host),
        journal=tuple(each for each in export.journal if each.body.get("host") == host),
        letters=letters,
        letter_events=tuple(each for each in export.letter_events if each.letter in written),
    )


def _without(export: Export, kept: frozenset[str]) -> Export:
    """The same, with nothing in what is not ``kept``."""
    emptied: dict[str, Any] = {name: () for name in export.kinds() if name not in kept}
    if "settings" in emptied:
        emptied["settings"] = {}
    return replace(export, **emptied)
