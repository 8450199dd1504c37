"""The records of an export: for each, its members in the file and how one is written and read strictly.

One table serves both directions, so that what is written can be read. ``resources/schema/export.schema.json`` says the
same for other programs; a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from vault.core.clock import from_text, to_text
from vault.core.consent import ItemState
from vault.core.errors import ChoiceError, StorageError
from vault.core.sensitivity import Level, level_named
from vault.core.terms import MAX_TERMS
from vault.core.value import Json, Value, is_short_text, precision_named, value_from_json
from vault.storage.canonical import canonical
from vault.storage.consents import Consent, ConsentItem, SharedPart
from vault.storage.journal import Entry
from vault.storage.preferences import Change, Preference
from vault.storage.receipts import Receipt
from vault.storage.shops import Shop

MAX_LINE = 512
"""Characters of a host, an identifier or what a shop calls itself; addresses are the longest."""
MAX_NOTE = 2000
"""Characters of a customer's own note."""
MAX_SIGNED = 128 * 1024
"""Characters of a token or receipt; a receipt repeats the terms."""

EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""What a computer with a wrong clock may think it is. Far from the ends of the calendar, where adding days fails."""

_SIGNED = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
_KIND = re.compile(r"[a-z_]{1,40}")
_HASH = re.compile(r"[0-9a-f]{64}")
_ENCODED = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class TakenItem:
    """A shared item with the signed part of its token, which shows no value; the disclosure stays behind."""

    item: ConsentItem
    jwt: str


@dataclass(frozen=True)
class Member:
    """How one member is written and read. ``read`` raises ``ValueError``, ``KeyError`` or :class:`ChoiceError`."""

    write: Callable[[Any], Json]
    read: Callable[[Any], Any]


@dataclass(frozen=True)
class Shape:
    """One kind of record. ``members`` has the dataclass's fields, by their names, which are also the file's."""

    make: Callable[..., Any]
    members: Mapping[str, Member]


def write_record(shape: Shape, record: Any) -> dict[str, Json]:
    """A record as the file has it."""
    return {name: member.write(getattr(record, name)) for name, member in shape.members.items()}


def read_record(shape: Shape, found: object, where: str) -> Any:
    """A record from the file: exactly its members, each of its form.

    Raises :class:`StorageError` ``export_malformed`` with the place.
    """
    if not isinstance(found, dict) or found.keys() != shape.members.keys():
        raise StorageError("export_malformed", where=where)
    read = {}
    for name, member in shape.members.items():
        try:
            read[name] = member.read(found[name])
        except (ValueError, TypeError, KeyError, ChoiceError) as problem:
            raise StorageError("export_malformed", where=f"{where}.{name}") from problem
    return shape.make(**read)


def _text(most: int, pattern: re.Pattern[str] | None = None) -> Member:
    def read(found: Any) -> str:
        if not isinstance(found, str) or not 0 < len(found) <= most:
            raise ValueError("text")
        if not (pattern.fullmatch(found) if pattern else found.isprintable()):
            raise ValueError("text")
        return found

    return Member(lambda text: text, read)


def _maybe(member: Member) -> Member:
    return Member(
        lambda found: None if found is None else member.write(found),
        lambda found: None if found is None else member.read(found),
    )


def _number(found: Any) -> int:
    if isinstance(found, bool) or not isinstance(found, int) or found < 0:
        raise ValueError("number")
    return found


def _flag(found: Any) -> bool:
    if not isinstance(found, bool):
        raise ValueError("flag")
    return found


def _note(found: Any) -> str:
    if not isinstance(found, str) or len(found) > MAX_NOTE:
        raise ValueError("note")
    return found


def _moment(found: Any) -> Any:
    moment = from_text(found)
    if to_text(moment) != found or not EARLIEST <= moment < LATEST:  # one moment, one spelling
        raise ValueError("moment")
    return moment


def _exact_value(found: Any) -> Value:
    value = value_from_json(found)
    if isinstance(value.value, str) and not is_short_text(value.value):
        raise ValueError("value")
    return value


def _body(found: Any) -> Any:
    if not isinstance(found, dict):
        raise ValueError("body")
    canonical(found)
    return found


_LINE = _text(MAX_LINE)
_MOMENT = Member(to_text, _moment)
_FLAG = Member(bool, _flag)
_NUMBER = Member(int, _number)
_LEVEL = Member(lambda level: Level(level).word, level_named)
_PRECISION = Member(lambda precision: precision.word, precision_named)
_VALUE = Member(lambda value: value.to_json(), _exact_value)
_NOTE = _maybe(Member(str, _note))
_SIGNED_TEXT = _text(MAX_SIGNED, _SIGNED)
DIGEST = Member(lambda digest: digest.hex(), lambda found: bytes.fromhex(_text(64, _HASH).read(found)))

PREFERENCE = Shape(
    Preference,
    {
        "key": _LINE,
        "value": _VALUE,
        "level_raised": _maybe(_LEVEL),
        "most_precise": _maybe(_PRECISION),
        "note": _NOTE,
        "updated_at": _MOMENT,
    },
)
CHANGE = Shape(
    Change,
    {
        "key": _LINE,
        "at": _MOMENT,
        "value": _maybe(_VALUE),
        "level_raised": _maybe(_LEVEL),
        "most_precise": _maybe(_PRECISION),
        "note": _NOTE,
    },
)
SHOP = Shape(
    lambda **members: Shop(pairwise_key=b"", **members),
    {
        "host": _LINE,
        "client_id": _LINE,
        "name": _LINE,
        "signed_once": _FLAG,
        "first_seen": _MOMENT,
        "never_ask": _FLAG,
    },
)
CONSENT = Shape(
    Consent,
    {
        "id": _LINE,
        "host": _LINE,
        "client_id": _LINE,
        "terms": _maybe(_text(MAX_TERMS, _ENCODED)),
        "terms_hash": _maybe(_text(64, _ENCODED)),
        "created": _MOMENT,
        "until": _MOMENT,
        "keep": _maybe(_LINE),
    },
)
PART = Shape(SharedPart, {"key": _LINE, "precision": _PRECISION})
ITEM = Shape(
    ConsentItem,
    {
        "jti": _LINE,
        "consent": _LINE,
        "item": _maybe(_NUMBER),
        "key": _LINE,
        "precision": _PRECISION,
        "level": _LEVEL,
        "purpose": _maybe(_LINE),
        "until": _MOMENT,
        "state": Member(str, ItemState),
        "changed_at": _MOMENT,
    },
)
RECEIPT = Shape(
    Receipt,
    {
        "id": _LINE,
        "host": _LINE,
        "kind": _text(40, _KIND),
        "jwt": _SIGNED_TEXT,
        "received": _MOMENT,
        "consent": _maybe(_LINE),
    },
)
ENTRY = Shape(
    Entry,
    {
        "seq": _NUMBER,
        "at": _MOMENT,
        "kind": _text(40, _KIND),
        "body": Member(dict, _body),
        "previous": DIGEST,
        "hash": DIGEST,
    },
)
HEAD = {"made_at": _MOMENT, "program": _LINE, "catalogue": _LINE, "sealed": _FLAG}
"""The header's members that follow ``format`` and ``version``."""


def write_item(taken: TakenItem) -> dict[str, Json]:
    """A shared item and its token as one object; of a bundle with ``also``, its other preferences."""
    also: list[Json] = [write_record(PART, part) for part in taken.item.also]
    return {**write_record(ITEM, taken.item), **({"also": also} if also else {}), "token": taken.jwt}


def read_item(found: object, where: str) -> TakenItem:
    """The reverse of :func:`write_item`. Raises as :func:`read_record`."""
    if not isinstance(found, dict) or "token" not in found:
        raise StorageError("export_malformed", where=where)
    item = read_record(ITEM, {name: member for name, member in found.items() if name not in {"token", "also"}}, where)
    also = found.get("also", [])
    if not isinstance(also, list) or ("also" in found and not also):
        raise StorageError("export_malformed", where=f"{where}.also")
    parts = tuple(read_record(PART, each, f"{where}.also[{number}]") for number, each in enumerate(also))
    try:
        return TakenItem(replace(item, also=parts), _SIGNED_TEXT.read(found["token"]))
    except ValueError as problem:
        raise StorageError("export_malformed", where=f"{where}.token") from problem
