"""An export read strictly, put into an empty vault, and compared with what the vault then holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from vault.core.clock import to_text
from vault.core.consent import ItemEvent, ItemHappened, states_after
from vault.core.errors import ChoiceError, RequestError, StorageError, TokenError
from vault.core.strict_json import loads
from vault.core.terms import parse_terms
from vault.core.value import Precision
from vault.core.value_check import check_value
from vault.portability import shapes
from vault.portability.export_json import FORMAT, VERSION, Export
from vault.portability.shapes import read_item, read_record
from vault.storage import consents, journal, preferences, receipts, settings, shops
from vault.storage.canonical import canonical
from vault.tokens.keys import SigningKey

if TYPE_CHECKING:
    from datetime import datetime

    from vault.core.catalogue import Catalogue
    from vault.core.value import Json, Value
    from vault.storage.connection import Database, Reader

MAX_EXPORT = 64 * 1024 * 1024
"""Bytes. Ten years of a share a day, with terms and receipts, stay under it."""
MAX_RECORDS = 200_000
"""Records of one kind: more than a lifetime of activity, and soon read."""

_MEMBERS = {
    "format", "version", *shapes.HEAD, "preferences", "preference_history", "settings", "shops", "consents", "items",
    "receipts", "journal",
}  # fmt: skip
_ITEM_KINDS = frozenset(ItemEvent)
_HOLDS_CUSTOMER = ("preference", "preference_history", "shop", "request", "consent", "receipt", "outbox")


def read(data: bytes, catalogue: Catalogue) -> Export:
    """Read an export and check that it is whole: references, terms, and the journal's chain.

    Raises :class:`StorageError` ``export_malformed`` (with the place), ``export_not_ours``, ``export_newer`` or
    ``export_chain_broken``. A value must fit what ``catalogue`` says of its key; unknown keys are kept as they are.
    """
    try:
        found = loads(data, max_bytes=MAX_EXPORT)
    except TokenError as problem:
        raise StorageError("export_malformed", where=problem.code) from problem
    if found.get("format") != FORMAT:
        raise StorageError("export_not_ours")
    version = found.get("version")
    if isinstance(version, int) and version > VERSION:
        raise StorageError("export_newer")
    if version != VERSION or isinstance(version, bool) or found.keys() != _MEMBERS:
        raise StorageError("export_malformed", where="header")
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
    )
    _check_chain(export.journal)
    _check_references(export)
    _check_terms(export)
    _check_states(export)
    _check_values(export, catalogue)
    return export


def restore(export: Export, database: Database, *, now: datetime, words: Callable[[str, Value], str]) -> None:
    """Put an export into an empty vault, all of it or nothing.

    Shops get a new private key, for the old ones stay behind; ``words`` gives what a preference is found by. The
    journal's entries follow those of the new vault, in its own chain, and end with one that names the old chain's end.
    Raises :class:`ChoiceError` ``vault_not_empty``.
    """
    with database.transaction() as transaction:
        require_empty(transaction)
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
        for entry in export.journal:
            journal.append(transaction, entry.at, entry.kind, dict(entry.body))
        end = export.journal[-1].hash.hex() if export.journal else None
        journal.append(transaction, now, "imported", {"entries": len(export.journal), "chain_end": end})


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
        "journal": (_told(export.journal), _told(restored.journal[-len(export.journal) - 1 : -1])),
    }
    return tuple(name for name, (said, found) in kinds.items() if said != found)


def _told(entries: Iterable[journal.Entry]) -> list[tuple[datetime, str, Mapping[str, Json]]]:
    return [(entry.at, entry.kind, entry.body) for entry in entries]


def _list(found: Any, where: str) -> list[Any]:
    if not isinstance(found, list) or len(found) > MAX_RECORDS:
        raise StorageError("export_malformed", where=where)
    return found


def _records(shape: shapes.Shape, found: Mapping[str, Any], name: str) -> tuple[Any, ...]:
    return tuple(read_record(shape, each, f"{name}[{n}]") for n, each in enumerate(_list(found[name], name)))


def _settings(found: Any) -> Mapping[str, Json]:
    if not isinstance(found, dict) or len(found) > MAX_RECORDS:
        raise StorageError("export_malformed", where="settings")
    try:
        canonical(found)
    except ValueError as problem:
        raise StorageError("export_malformed", where="settings") from problem
    return found


def _check_chain(entries: tuple[journal.Entry, ...]) -> None:
    """The chain is checked here, before anything is believed: after the import it is another vault's."""
    previous = entries[0].previous if entries else b""
    for number, entry in enumerate(entries, 1):
        told: dict[str, Json] = {
            "seq": number,
            "at": to_text(entry.at),
            "kind": entry.kind,
            "body": dict(entry.body),
            "previous": previous.hex(),
        }
        if entry.seq != number or entry.previous != previous or entry.hash != sha256(canonical(told)).digest():
            raise StorageError("export_chain_broken", entry=number)
        previous = entry.hash


def _check_references(export: Export) -> None:
    """What the database would refuse is refused here, with its place."""
    hosts = {shop.host for shop in export.shops}
    given = {consent.id for consent in export.consents}
    _require(len({each.key for each in export.preferences}) == len(export.preferences), "preferences")
    _require(len(hosts) == len(export.shops), "shops")
    _require(len(given) == len(export.consents), "consents")
    _require(len({each.item.jti for each in export.items}) == len(export.items), "items")
    _require(len({each.id for each in export.receipts}) == len(export.receipts), "receipts")
    _require(all(consent.host in hosts for consent in export.consents), "consents.host")
    _require(all(each.item.consent in given for each in export.items), "items.consent")
    _require(all(each.consent is None or each.consent in given for each in export.receipts), "receipts.consent")


def _check_terms(export: Export) -> None:
    for number, consent in enumerate(export.consents):
        where = f"consents[{number}].terms"
        _require((consent.terms is None) == (consent.terms_hash is None), where)
        if consent.terms is not None:
            try:
                terms = parse_terms(consent.terms)
            except RequestError as problem:
                raise StorageError("export_malformed", where=where) from problem
            _require(terms.hash == consent.terms_hash, where)


def _check_states(export: Export) -> None:
    """The journal alone says what became of an item; a file that says otherwise could bring a stopped share to life."""
    happened = []
    for number, entry in enumerate(export.journal):
        if entry.kind in _ITEM_KINDS:
            items = entry.body.get("items")
            for item in items if isinstance(items, list) else [None]:
                jti = item.get("jti") if isinstance(item, dict) else None
                if not isinstance(jti, str):
                    raise StorageError("export_malformed", where=f"journal[{number}].body")
                happened.append(ItemHappened(jti, ItemEvent(entry.kind)))
    told = states_after(happened)
    _require(told == {each.item.jti: each.item.state for each in export.items}, "items.state")


def _check_values(export: Export, catalogue: Catalogue) -> None:
    for preference in export.preferences:
        entry = catalogue.entries.get(preference.key)
        try:
            if entry is not None:
                check_value(entry, preference.value)
        except ChoiceError as problem:
            raise StorageError("export_malformed", where=preference.key) from problem
        _require(preference.value.precision is Precision.EXACT, preference.key)


def _require(holds: bool, where: str) -> None:
    if not holds:
        raise StorageError("export_malformed", where=where)
