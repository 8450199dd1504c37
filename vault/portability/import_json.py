"""An export read strictly, put into an empty vault, and compared with what the vault then holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from vault.core.errors import ChoiceError, StorageError, TokenError
from vault.core.plain_text import plain
from vault.core.strict_json import loads
from vault.portability import later_records, shapes
from vault.portability.export_json import FORMAT, VERSION, Export
from vault.portability.import_checks import check
from vault.portability.selection import Scope, scope_from_json
from vault.portability.shapes import read_item, read_record
from vault.storage import (
    brand_sizes,
    consents,
    imported_facts,
    journal,
    letters,
    people,
    preferences,
    receipts,
    refused_suggestions,
    settings,
    shops,
    takeout_mappings,
    wishes,
)
from vault.storage.canonical import canonical
from vault.tokens.keys import SigningKey

if TYPE_CHECKING:
    from datetime import datetime

    from vault.core.catalogue import Catalogue
    from vault.core.value import Json, Value
    from vault.storage.connection import Database, Reader, Transaction

MAX_EXPORT = 96 * 1024 * 1024
"""Bytes. A share of two items with its terms, receipts, history and stop has 14 kB: four a week for ten years fit in 32
MiB, and as many imported facts as may be kept, each as long as it may be, in the other 64.
"""
MAX_PARTS = 2_700_000
"""Brackets and commas in the file, counted before anything is built of it. Such a share has 150, which makes 500,000; a
fact that has all members has 22.
"""
MAX_RECORDS = 200_000
"""Records of one kind: more than a lifetime of activity, and soon read."""

_MEMBERS = {
    "format", "version", *shapes.HEAD, "preferences", "preference_history", "settings", "shops", "consents", "items",
    "receipts", "journal",
}  # fmt: skip
_LATER = later_records.LATER.keys() | {"scope"}
_HOLDS_CUSTOMER = (
    "preference", "preference_history", "shop", "request", "consent", "receipt", "outbox", "person", "wish",
    "brand_size", "letter", "imported_fact", "takeout_mapping", "refused_suggestion",
)  # fmt: skip


def read(data: bytes, catalogue: Catalogue) -> Export:
    """Read an export and check that it is whole, as :func:`vault.portability.import_checks.check` does.

    Raises :class:`StorageError` ``export_unreadable`` for what is no JSON, ``export_malformed`` (with the place),
    ``export_not_ours``, ``export_newer`` or ``export_chain_broken``. A value must fit what ``catalogue`` says of its
    key; unknown keys are kept as they are.
    """
    if sum(map(data.count, (b"[", b"{", b","))) > MAX_PARTS:
        raise StorageError("export_malformed", where="header")
    try:
        found = loads(data, max_bytes=MAX_EXPORT)
    except TokenError as problem:
        raise StorageError("export_unreadable", why=problem.code) from problem
    return read_document(found, catalogue)


def read_document(found: Mapping[str, Any], catalogue: Catalogue) -> Export:
    """The export whose :func:`vault.portability.export_json.document` this is. Checks and raises as :func:`read`.

    ``found`` must have come through the one strict reader of JSON, for lone surrogates and depth are not looked for.
    """
    if found.get("format") != FORMAT:
        raise StorageError("export_not_ours")
    version = found.get("version")
    if isinstance(version, int) and version > VERSION:
        raise StorageError("export_newer")
    if version != VERSION or isinstance(version, bool) or found.keys() - _LATER != _MEMBERS:
        raise StorageError("export_malformed", where="header")
    later: dict[str, Any] = {
        name: _records(shape, found, name) for name, shape in later_records.LATER.items() if name in found
    }
    export = Export(
        **read_record(shapes.Shape(dict, shapes.HEAD), {name: found[name] for name in shapes.HEAD}, "header"),
        preferences=_records(shapes.PREFERENCE, found, "preferences"),
        changes=_records(shapes.CHANGE, found, "preference_history"),
        settings=_settings(found["settings"]),
        shops=_records(shapes.SHOP, found, "shops"),
        consents=_records(shapes.CONSENT, found, "consents"),
        items=tuple(read_item(each, f"items[{n}]") for n, each in enumerate(_list(found["items"], "items"))),
        receipts=_records(shapes.RECEIPT, found, "receipts"),
        journal=_records(shapes.ENTRY, found, "journal"),
        **later,
        scope=_scope(found["scope"]) if "scope" in found else None,
    )
    check(export, catalogue)
    return export


def restore(
    export: Export,
    database: Database,
    *,
    now: datetime,
    words: Callable[[str, Value], str],
    prove: Callable[[Reader], None] = lambda reader: None,
) -> None:
    """Put an export into an empty vault, all of it or nothing: ``prove`` looks at what is in, and raises to undo it.

    Shops get a new private key, for the old ones stay behind; ``words`` gives what a preference is found by. The
    journal's entries follow those of the new vault, in its own chain, and end with one that names the old chain's end.
    What no screen shows in them, as what moves a cursor, comes in as question marks. Raises :class:`ChoiceError`
    ``vault_not_empty``.
    """
    with database.transaction() as transaction:
        require_empty(transaction)
        put_records(transaction, export, words)
        for entry in export.journal:
            journal.append(transaction, entry.at, entry.kind, shown(entry.body))
        end = export.journal[-1].hash.hex() if export.journal else None
        journal.append(transaction, now, "imported", {"entries": len(export.journal), "chain_end": end})
        prove(transaction)


def put_records(transaction: Transaction, export: Export, words: Callable[[str, Value], str]) -> None:
    """Put in all records but the journal, none of which is there; shops get a new private key."""
    for preference in export.preferences:
        preferences.put(transaction, preference, words(preference.key, preference.value))
    for change in export.changes:
        preferences.add_change(transaction, change)
    for key, setting in export.settings.items():
        settings.put(transaction, key, setting)
    for shop in export.shops:
        shops.put_shop(transaction, replace(shop, pairwise_key=SigningKey.generate().private_bytes()))
    for consent in export.consents:
        consents.add_consent(transaction, consent)
    for taken in export.items:
        consents.add_item(transaction, taken.item, consents.StoredToken(taken.item.jti, taken.jwt, None))
    for receipt in export.receipts:
        receipts.add_receipt(transaction, receipt)
    _put_later(transaction, export)


def _put_later(transaction: Transaction, export: Export) -> None:
    for size in export.brand_sizes:
        brand_sizes.put(transaction, size)
    for person in export.people:
        people.put_person(transaction, person)
    for each in export.people_preferences:
        people.put_preference(transaction, each)
    for wish in export.wishes:
        wishes.put_wish(transaction, wish)
    for letter in export.letters:
        letters.put_letter(transaction, letter)
    for event in export.letter_events:
        letters.put_event(transaction, event)
    for mapping in export.takeout_mappings:
        takeout_mappings.put(transaction, mapping)
    for refused in export.refused_suggestions:
        refused_suggestions.put(transaction, refused)
    imported_facts.put_all(transaction, export.imported_facts)


def require_empty(reader: Reader) -> None:
    """Raise :class:`ChoiceError` ``vault_not_empty`` if a customer has kept or shared anything here."""
    for table in _HOLDS_CUSTOMER:
        if reader.row(f"SELECT 1 FROM {table} LIMIT 1") is not None:  # noqa: S608  the names are above
            raise ChoiceError("vault_not_empty")


def differences(export: Export, restored: Export) -> tuple[str, ...]:
    """The kinds of records in which a restored vault, collected again, is not what the export says. Empty is good.

    The journal must end in the export's entries and the one that :func:`restore` adds; their hashes are of the new
    chain. Everything else must be equal, in its order.
    """
    kinds = {
        "preferences": (export.preferences, restored.preferences),
        "preference_history": (export.changes, restored.changes),
        "settings": (export.settings, restored.settings),
        "shops": (export.shops, restored.shops),
        "consents": (export.consents, restored.consents),
        "items": (export.items, restored.items),
        "receipts": (export.receipts, restored.receipts),
        **{name: (getattr(export, name), getattr(restored, name)) for name in later_records.LATER},
        "journal": (_told(export.journal), _told(restored.journal[-len(export.journal) - 1 : -1])),
    }
    return tuple(name for name, (said, found) in kinds.items() if said != found)


def _told(entries: Iterable[journal.Entry]) -> list[tuple[datetime, str, Mapping[str, Json]]]:
    return [(entry.at, entry.kind, shown(entry.body)) for entry in entries]


def shown(body: Mapping[str, Json]) -> dict[str, Json]:
    """A body of which every text can be shown: what a shop asks for is in it as the shop spelled it."""
    return {plain(name): _shown_member(member) for name, member in body.items()}


def _shown_member(member: Json) -> Json:
    if isinstance(member, str):
        return plain(member)
    if isinstance(member, list):
        return [_shown_member(each) for each in member]
    return shown(member) if isinstance(member, dict) else member


def _list(found: Any, where: str) -> list[Any]:
    if not isinstance(found, list) or len(found) > MAX_RECORDS:
        raise StorageError("export_malformed", where=where)
    return found


def _records(shape: shapes.Shape, found: Mapping[str, Any], name: str) -> tuple[Any, ...]:
    return tuple(read_record(shape, each, f"{name}[{n}]") for n, each in enumerate(_list(found[name], name)))


def _scope(found: Any) -> Scope:
    try:
        return scope_from_json(found)
    except ValueError as problem:
        raise StorageError("export_malformed", where="scope") from problem


def _settings(found: Any) -> Mapping[str, Json]:
    if not isinstance(found, dict) or len(found) > MAX_RECORDS or any(key.startswith(settings.HERE) for key in found):
        raise StorageError("export_malformed", where="settings")
    try:
        canonical(found)
    except ValueError as problem:
        raise StorageError("export_malformed", where="settings") from problem
    return found
