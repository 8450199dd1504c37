"""An export beside a vault that is not empty: what of it is new, what is otherwise, and what is the same.

Nothing is lost or decided here. What is new can come in, but for the settings that guard this vault; a preference that
is otherwise comes in where the customer chooses so; of everything else that both have, this vault's stays. What a shop
had of the other vault comes in as history, with its end: nothing that happened there changes what is true of a share
that is known here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from vault.core.consent import ItemEvent
from vault.core.errors import ChoiceError
from vault.portability import later_records
from vault.portability.import_json import MAX_RECORDS, shown
from vault.storage import imported_facts, letters, refused_suggestions, settings, takeout_mappings
from vault.storage.canonical import canonical

if TYPE_CHECKING:
    from vault.core.value import Json
    from vault.portability.export_json import Export
    from vault.portability.shapes import TakenItem
    from vault.storage.brand_sizes import BrandSize
    from vault.storage.imported_facts import ImportedFact
    from vault.storage.journal import Entry
    from vault.storage.preferences import Change, Preference
    from vault.storage.receipts import Receipt

_Record = TypeVar("_Record")
_ITEM_KINDS = frozenset(ItemEvent)
_ONE: Mapping[str, Callable[[Any], Hashable]] = {
    "shops": lambda each: each.host,
    "consents": lambda each: each.id,
    "items": lambda each: each.item.jti,
    "receipts": lambda each: each.id,
    **{name: one for name, one in later_records.ONE.items() if name not in {"brand_sizes", "imported_facts"}},
}
"""What there is only one of, where both vaults call it the same: the rest is numbered by each vault for itself."""
_MOST: Mapping[str, int] = {
    "letters": letters.MAX_LETTERS,
    "takeout_mappings": takeout_mappings.MAX_MAPPINGS,
    "refused_suggestions": refused_suggestions.MAX_REFUSED,
    "imported_facts": imported_facts.MAX_FACTS,
}


@dataclass(frozen=True)
class ChangedPreference:
    """A preference that both have, not the same, or that was removed here: then ``here`` is None.

    ``result`` is what it becomes where the file's is chosen: the file's value, and of levels and ceilings the more
    private one. ``lines`` of its history come along then.
    """

    here: Preference | None
    there: Preference
    result: Preference
    lines: tuple[Change, ...] = field(repr=False)

    @property
    def key(self) -> str:
        """The preference."""
        return self.there.key


@dataclass(frozen=True)
class Plan:
    """``new`` has what this vault does not, ready to be put in. ``same`` counts what is here already, by kind;
    ``stays`` what is otherwise in the file and stays as it is here."""

    new: Export
    changed: tuple[ChangedPreference, ...]
    same: Mapping[str, int]
    stays: Mapping[str, int]


def compare(here: Export, there: Export, look: Callable[[], None] = lambda: None) -> Plan:
    """What ``there``, a whole export or a part, would bring to ``here``, which has everything of this vault.

    ``look`` is called at each record, and may raise where somebody has had enough. Raises :class:`ChoiceError`
    ``too_much_to_keep`` where both together are more than a vault can keep.
    """
    fresh, changed = _preferences(here, there)
    agreed = {each.id: each for each in here.consents}
    items = _absent(here.items, there.items, _ONE["items"])
    coming: dict[str, Any] = {
        "preferences": fresh,
        "changes": _changes(here, there, {each.key for each in changed}),
        "brand_sizes": _brand_sizes(here.brand_sizes, there.brand_sizes),
        "settings": {name: value for name, value in there.settings.items() if _may_come(name, here)},
        **{name: _absent(getattr(here, name), heard(getattr(there, name), look), one) for name, one in _ONE.items()},
        "items": tuple(each for each in items if _same_consent(each.item.consent, agreed, there)),
        "receipts": _receipts(here, there, agreed),
        "imported_facts": _facts(here.imported_facts, heard(there.imported_facts, look)),
    }
    coming["journal"] = _journal(here.journal, heard(there.journal, look), coming["items"])
    new = replace(there, scope=None, **coming)
    _check_room(here, new)
    return Plan(new, changed, *_counted(here, there, new, changed))


def heard(records: Iterable[_Record], look: Callable[[], None]) -> Iterable[_Record]:
    """The records, with a ``look`` before each."""
    for each in records:
        look()
        yield each


def together(here: Preference | None, there: Preference) -> Preference:
    """The file's preference in place of the one here, no less private than either."""
    if here is None:
        return there
    raised = [each for each in (here.level_raised, there.level_raised) if each is not None]
    ceilings = [each for each in (here.most_precise, there.most_precise) if each is not None]
    return replace(
        there,
        level_raised=max(raised, default=None),
        most_precise=min(ceilings, default=None),
        note=here.note if there.note is None else there.note,
    )


def _preferences(here: Export, there: Export) -> tuple[tuple[Preference, ...], tuple[ChangedPreference, ...]]:
    kept = {each.key: each for each in here.preferences}
    once = {each.key for each in here.changes}
    fresh, changed = [], []
    for each in there.preferences:
        mine = kept.get(each.key)
        result = together(mine, each)
        if mine is None and each.key not in once:
            fresh.append(each)
        elif mine is None or replace(result, updated_at=mine.updated_at) != mine:
            lines = tuple(_more(here.changes, (line for line in there.changes if line.key == each.key)))
            changed.append(ChangedPreference(mine, each, result, lines))
    return tuple(fresh), tuple(changed)


def _changes(here: Export, there: Export, changed: set[str]) -> tuple[Change, ...]:
    """The history of what is otherwise comes with its choice; what the file removed stays here with its own history."""
    theirs = {each.key for each in there.preferences}
    aside = changed | ({each.key for each in here.preferences} - theirs)
    return tuple(_more(here.changes, (line for line in there.changes if line.key not in aside)))


def _brand_sizes(here: Sequence[BrandSize], there: Iterable[BrandSize]) -> tuple[BrandSize, ...]:
    """Their numbers mean nothing outside a vault: new ones are counted on."""
    said = {_size(each) for each in here}
    mended = {(each.id, each.key, each.brand) for each in here}
    coming = [each for each in there if _size(each) not in said and (each.id, each.key, each.brand) not in mended]
    first = max((each.id for each in here), default=0) + 1
    return tuple(replace(each, id=number) for number, each in enumerate(coming, first))


def _size(each: BrandSize) -> tuple[str, str, str, str]:
    return each.key, each.brand, each.size, each.note


def _may_come(setting: str, here: Export) -> bool:
    return setting not in here.settings and setting not in settings.GUARDING


def _same_consent(consent: str, agreed: Mapping[str, object], there: Export) -> bool:
    """Whether what is of this consent can come in: it is not here, or is the very same."""
    return consent not in agreed or any(each == agreed[consent] for each in there.consents if each.id == consent)


def _receipts(here: Export, there: Export, agreed: Mapping[str, object]) -> tuple[Receipt, ...]:
    coming = _absent(here.receipts, there.receipts, _ONE["receipts"])
    return tuple(each for each in coming if each.consent is None or _same_consent(each.consent, agreed, there))


def _journal(here: Iterable[Entry], there: Iterable[Entry], items: Iterable[TakenItem]) -> tuple[Entry, ...]:
    """What happened to new items, and all else that this journal does not tell at that moment in these words."""
    new = {each.item.jti for each in items}
    known = Counter(_told(each) for each in here if each.kind not in _ITEM_KINDS)
    coming = []
    for entry in there:
        if entry.kind in _ITEM_KINDS:
            found = entry.body.get("items")
            told = found if isinstance(found, list) else []
            mine: list[Json] = [each for each in told if isinstance(each, dict) and each.get("jti") in new]
            if mine:
                coming.append(replace(entry, body={**entry.body, "items": mine}))
        elif known[_told(entry)]:
            known[_told(entry)] -= 1
        else:
            coming.append(entry)
    return tuple(coming)


def _told(entry: Entry) -> Hashable:
    return entry.at, entry.kind, canonical(shown(entry.body))


def _facts(here: Iterable[ImportedFact], there: Iterable[ImportedFact]) -> tuple[ImportedFact, ...]:
    """Lines that are not here, or not so often, numbered after those of their source."""
    known = Counter(_line(each) for each in here)
    last = Counter[str]()
    for each in here:
        last[each.source] = max(last[each.source], each.seq)
    coming = []
    for each in there:
        if known[_line(each)]:
            known[_line(each)] -= 1
        else:
            last[each.source] += 1
            coming.append(replace(each, seq=last[each.source]))
    return tuple(coming)


def _line(each: ImportedFact) -> tuple[str, str]:
    return each.source, imported_facts.packed(each.fact).spelled


def _absent(
    here: Iterable[_Record], there: Iterable[_Record], one: Callable[[_Record], Hashable]
) -> tuple[_Record, ...]:
    """The records of ``there`` of which ``here`` has none, by what there is only one of."""
    known = set(map(one, here))
    return tuple(each for each in there if one(each) not in known)


def _more(here: Iterable[_Record], there: Iterable[_Record]) -> Iterable[_Record]:
    """The records of ``there`` that ``here`` does not have, or not so often."""
    known = Counter(here)
    for each in there:
        if known[each]:
            known[each] -= 1
        else:
            yield each


def _check_room(here: Export, new: Export) -> None:
    counts, coming = here.counts(), new.counts()
    for name, count in coming.items():
        if count and counts[name] + count > _MOST.get(name, MAX_RECORDS):
            raise ChoiceError("too_much_to_keep")


def _counted(
    here: Export, there: Export, new: Export, changed: Sequence[object]
) -> tuple[Mapping[str, int], Mapping[str, int]]:
    kept = {**new.settings, **here.settings}
    stays = {"settings": sum(kept.get(name) != value for name, value in there.settings.items())}
    for name, one in _ONE.items():
        mine = {one(each): each for each in getattr(here, name)}
        stays[name] = sum(mine.get(one(each), each) != each for each in getattr(there, name))
    counts, coming = there.counts(), new.counts()
    aside = {**stays, "preferences": len(changed)}
    return {name: count - coming[name] - aside.get(name, 0) for name, count in counts.items()}, stays
