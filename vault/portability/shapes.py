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
MAX_BODY = 4 * 1024 * 1024
"""Bytes of a journal entry's body: a stop of everything names every item."""
MAX_ROW = 1_000_000
"""The highest number of a row: more than are read."""
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
    """How one member is written and read. ``read`` raises ``ValueError``, ``KeyError`` or :class:`ChoiceError`.

    ``form`` says what is written: ``text``, ``moment``, ``number``, ``flag``, ``value`` or ``object``.
    """

    write: Callable[[Any], Json]
    read: Callable[[Any], Any]
    form: str = "text"


@dataclass(frozen=True)
class Shape:
    """One kind of record. ``members`` has the dataclass's fields, by their names, which are also the file's.

    ``later`` are those of a later program than the first: in the file only where they say something.
    """

    make: Callable[..., Any]
    members: Mapping[str, Member]
    later: frozenset[str] = frozenset()


def write_record(shape: Shape, record: Any) -> dict[str, Json]:
    """A record as the file has it."""
    found = {name: member.write(getattr(record, name)) for name, member in shape.members.items()}
    return {name: written for name, written in found.items() if name not in shape.later or written is not None}


def read_record(shape: Shape, found: object, where: str) -> Any:
    """A record from the file: exactly its members, each of its form.

    Raises :class:`StorageError` ``export_malformed`` with the place.
    """
    if not isinstance(found, dict) or found.keys() | shape.later != shape.members.keys():
        raise StorageError("export_malformed", where=where)
    read = {}
    for name, member in shape.members.items():
        if name not in found:
            continue
        try:
            read[name] = member.read(found[name])
        except (ValueError, TypeError, KeyError, ChoiceError) as problem:
            raise StorageError("export_malformed", where=f"{where}.{name}") from problem
    return shape.make(**read)


def text(most: int, pattern: re.Pattern[str] | None = None) -> Member:
    def read(found: Any) -> str:
        if not isinstance(found, str) or not 0 < len(found) <= most:
            raise ValueError("text")
        if not (pattern.fullmatch(found) if pattern else found.isprintable()):
            raise ValueError("text")
        return found

    return Member(lambda text: text, read)


def json_object(most: int) -> Member:
    """An object of any members that has a canonical spelling of at most so many bytes."""

    def read(found: Any) -> Any:
        if not isinstance(found, dict) or len(canonical(found)) > most:
            raise ValueError("object")
        return found

    return Member(dict, read, "object")


def maybe(member: Member) -> Member:
    return Member(
        lambda found: None if found is None else member.write(found),
        lambda found: None if found is None else member.read(found),
        member.form,
    )


def _number(found: Any) -> int:
    if isinstance(found, bool) or not isinstance(found, int) or found < 0:
        raise ValueError("number")
    return found


def _row_number(found: Any) -> int:
    if not 0 < _number(found) <= MAX_ROW:
        raise ValueError("number")
    return _number(found)


def _flag(found: Any) -> bool:
    if not isinstance(found, bool):
        raise ValueError("flag")
    return found


def _note(found: Any) -> str:
    if not isinstance(found, str) or len(found) > MAX_NOTE:
        raise ValueError("note")
    return found


def _other(found: Any) -> str:
    if found != "other":
        raise ValueError("subject")
    return str(found)


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


LINE = text(MAX_LINE)
MOMENT = Member(to_text, _moment, "moment")
FLAG = Member(bool, _flag, "flag")
_NUMBER = Member(int, _number, "number")
_LEVEL = Member(lambda level: Level(level).word, level_named)
_PRECISION = Member(lambda precision: precision.word, precision_named)
VALUE = Member(lambda value: value.to_json(), _exact_value, "value")
NOTE = maybe(Member(str, _note))
ROW_NUMBER = Member(int, _row_number, "number")
_SIGNED_TEXT = text(MAX_SIGNED, _SIGNED)
DIGEST = Member(lambda digest: digest.hex(), lambda found: bytes.fromhex(text(64, _HASH).read(found)))

PREFERENCE = Shape(
    Preference,
    {
        "key": LINE,
        "value": VALUE,
        "level_raised": maybe(_LEVEL),
        "most_precise": maybe(_PRECISION),
        "note": NOTE,
        "updated_at": MOMENT,
    },
)
CHANGE = Shape(
    Change,
    {
        "key": LINE,
        "at": MOMENT,
        "value": maybe(VALUE),
        "level_raised": maybe(_LEVEL),
        "most_precise": maybe(_PRECISION),
        "note": NOTE,
    },
)
SHOP = Shape(
    lambda **members: Shop(pairwise_key=b"", **members),
    {
        "host": LINE,
        "client_id": LINE,
        "name": LINE,
        "signed_once": FLAG,
        "first_seen": MOMENT,
        "never_ask": FLAG,
    },
)
CONSENT = Shape(
    Consent,
    {
        "id": LINE,
        "host": LINE,
        "client_id": LINE,
        "terms": maybe(text(MAX_TERMS, _ENCODED)),
        "terms_hash": maybe(text(64, _ENCODED)),
        "created": MOMENT,
        "until": MOMENT,
        "keep": maybe(LINE),
        "subject": Member(lambda subject: subject, _other),
    },
    later=frozenset({"subject"}),
)
PART = Shape(SharedPart, {"key": LINE, "precision": _PRECISION})
ITEM = Shape(
    ConsentItem,
    {
        "jti": LINE,
        "consent": LINE,
        "item": maybe(_NUMBER),
        "key": LINE,
        "precision": _PRECISION,
        "level": _LEVEL,
        "purpose": maybe(LINE),
        "until": MOMENT,
        "state": Member(str, ItemState),
        "changed_at": MOMENT,
    },
)
RECEIPT = Shape(
    Receipt,
    {
        "id": LINE,
        "host": LINE,
        "kind": text(40, _KIND),
        "jwt": _SIGNED_TEXT,
        "received": MOMENT,
        "consent": maybe(LINE),
    },
)
ENTRY = Shape(
    Entry,
    {
        "seq": _NUMBER,
        "at": MOMENT,
        "kind": text(40, _KIND),
        "body": json_object(MAX_BODY),
        "previous": DIGEST,
        "hash": DIGEST,
    },
)
HEAD = {"made_at": MOMENT, "program": LINE, "catalogue": LINE, "sealed": FLAG}
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
