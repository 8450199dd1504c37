"""The slots file: what it takes for one, what it keeps, and how slots come and go."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from vault.core.errors import VaultError
from vault.storage import passphrase_slot, slots
from vault.storage.canonical import canonical
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase, VaultKey
from vault.storage.slots import Kind

KEY = VaultKey(bytes(range(32)))
OLD, NEW = Passphrase("correct horse"), Passphrase("battery staple")
WRAPPING = bytes(32)
VAULT_ID = "a5" * 16
SHA_OF_RECOVERY = hashlib.sha256(canonical({"kind": "recovery"})).hexdigest()


def fixed(size: int) -> bytes:
    return b"\x07" * size


FILE = slots.serialise(passphrase_slot.first_slots(VAULT_ID, OLD, KEY, SMALL, fixed))


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(VaultError) as caught:
        action()
    return caught.value.code


def changed(change: Callable[[dict[str, Any]], object]) -> slots.Slots:
    """The file of :data:`FILE` after ``change`` to it."""
    whole = json.loads(FILE)
    change(whole)
    return slots.parse(json.dumps(whole).encode())


def test_the_file_and_its_repr_hold_no_key() -> None:
    assert KEY.reveal().hex().encode() not in FILE
    assert "wrapped" not in repr(slots.parse(FILE))


@pytest.mark.parametrize("kind", ["recovery", "keychain"])
def test_slots_of_other_kinds_pass_through_untouched(kind: str) -> None:
    members: dict[str, Any] = {"id": "0102", "kind": kind, "note": "\u00e9", "made": {"by": ["later", 1, None]}}
    members["sha256"] = hashlib.sha256(canonical(members)).hexdigest()
    both = replace(slots.parse(FILE), slots=(*slots.parse(FILE).slots, slots.Slot(members)))
    fresh = passphrase_slot.with_passphrase(both, NEW, KEY, SMALL, fixed)
    again = slots.parse(slots.serialise(fresh))
    slots.verify(again, KEY)
    assert again == fresh
    assert again.slots[1].members == members
    assert not again.slots[1].damaged


@pytest.mark.parametrize(
    "change",
    [
        lambda whole: whole.update(slot_generation=2),
        lambda whole: whole.update(mac="00" * 32),
        lambda whole: whole["slots"].append({"kind": "recovery", "sha256": SHA_OF_RECOVERY}),
    ],
)
def test_a_change_outside_the_slot_breaks_the_mac(change: Callable[[dict[str, Any]], object]) -> None:
    found = changed(change)
    assert passphrase_slot.open_with(found, OLD) == KEY
    assert code_of(lambda: slots.verify(found, KEY)) == "slots_changed"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"format": 2}, "vault_newer"),
        ({"format": 0}, "slots_unreadable"),
        ({"format": True}, "slots_unreadable"),
        ({"format": "1"}, "slots_unreadable"),
        ({"more": 1}, "slots_unreadable"),
        ({"vault": "a5"}, "slots_unreadable"),
        ({"vault": 5}, "slots_unreadable"),
        ({"mac": "zz" * 32}, "slots_unreadable"),
        ({"slot_generation": 0}, "slots_unreadable"),
        ({"slot_generation": True}, "slots_unreadable"),
        ({"slot_generation": 2**53}, "slots_unreadable"),
        ({"slots": []}, "slots_unreadable"),
        ({"slots": {}}, "slots_unreadable"),
        ({"slots": [1]}, "slots_unreadable"),
        ({"slots": [{"kind": "passphrase"}] * 17}, "slots_unreadable"),
        ({"slots": [{"kind": "recovery", "deep": [{"\u00e9": 1}]}]}, "slots_unreadable"),
    ],
)
def test_a_file_of_another_shape_is_refused(change: dict[str, Any], code: str) -> None:
    assert code_of(lambda: changed(lambda whole: whole.update(change))) == code


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not json",
        b"[]",
        b'{"format": 1}',
        b'{"format": 1.0}',
        b'{"format": NaN}',
        b'{"format": 1, "format": 1}',
        b'{"a":' * 2000 + b"1" + b"}" * 2000,
        b"\xff\xfe",
        b" " * (slots.MAX_FILE_BYTES + 1),
    ],
)
def test_what_is_no_slots_file_is_unreadable(data: bytes) -> None:
    assert code_of(lambda: slots.parse(data)) == "slots_unreadable"


def slot(kind: str, found: slots.Slots, *, made: str = "2026-05-12T12:04:00Z") -> slots.Slot:
    return slots.wrap(found, {"kind": kind, "kdf": {}, "made": made}, KEY, WRAPPING, fixed)


def kinds(found: slots.Slots) -> list[str]:
    return [each.kind for each in found.slots]


def test_slots_are_added_replaced_and_removed_each_with_the_next_generation() -> None:
    first = slots.parse(FILE)
    second = slots.put(first, slot("recovery", first), KEY)
    third = slots.put(second, slot("keychain", second), KEY)
    again = slots.put(third, slot("recovery", third, made="2026-06-12T12:04:00Z"), KEY)
    less = slots.without(again, Kind.RECOVERY, KEY)
    assert [kinds(each) for each in (second, third, again, less)] == [
        ["passphrase", "recovery"],
        ["passphrase", "recovery", "keychain"],
        ["passphrase", "recovery", "keychain"],
        ["passphrase", "keychain"],
    ]
    assert [each.generation for each in (first, second, third, again, less)] == [1, 2, 3, 4, 5]
    assert again.slots[1].made == datetime(2026, 6, 12, 12, 4, tzinfo=UTC)
    assert less.has(Kind.KEYCHAIN)
    assert not less.has(Kind.RECOVERY)
    for each in (second, third, again, less):
        slots.verify(slots.parse(slots.serialise(each)), KEY)


def test_the_slot_of_the_passphrase_never_goes() -> None:
    assert code_of(lambda: slots.without(slots.parse(FILE), Kind.PASSPHRASE, KEY)) == "slot_needed"


def test_a_slot_opens_in_its_own_vault_with_its_own_key_alone() -> None:
    found = slots.parse(FILE)
    made = slot("recovery", found)
    assert slots.unwrap(found, made, WRAPPING) == KEY
    assert slots.unwrap(found, made, b"1" * 32) is None
    assert slots.unwrap(replace(found, vault_id="00" * 16), made, WRAPPING) is None
    for member in ("id", "kind", "kdf", "made"):
        assert slots.unwrap(found, slots.Slot({**made.members, member: "other"}), WRAPPING) is None
    for member in ("nonce", "wrapped"):
        broken = slots.Slot({**made.members, member: "00"})
        assert code_of(lambda broken=broken: slots.unwrap(found, broken, WRAPPING)) == "slots_unreadable"


def test_a_slot_knows_its_name_and_may_not_know_when_it_was_made() -> None:
    assert slot("recovery", slots.parse(FILE)).id == "07" * 8
    assert slot("recovery", slots.parse(FILE), made="yesterday").made is None
    assert repr(slot("recovery", slots.parse(FILE))) == "Slot(recovery)"


def test_one_slot_of_a_kind_is_given_whole_or_not_at_all() -> None:
    found = slots.parse(FILE)
    made = slot("recovery", found)
    assert found.only(Kind.RECOVERY) is None
    assert slots.put(found, made, KEY).only(Kind.RECOVERY) == made
    assert code_of(lambda: replace(found, slots=(made, made)).only(Kind.RECOVERY)) == "slots_unreadable"
    damaged = slots.Slot({**made.members, "wrapped": "00"})
    assert code_of(lambda: replace(found, slots=(damaged,)).only(Kind.RECOVERY)) == "slot_damaged"
    # Its kind may be what was damaged.
    assert code_of(lambda: replace(found, slots=(damaged,)).only(Kind.KEYCHAIN)) == "slot_damaged"
