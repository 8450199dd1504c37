"""The passphrase's slot at the cheapest profile; what is changed by hand gets the SHA-256 an attacker would give it."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from vault.core.errors import VaultError
from vault.storage import passphrase_slot, slots
from vault.storage.canonical import canonical
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase, VaultKey

KEY = VaultKey(bytes(range(32)))
OLD, NEW = Passphrase("correct horse"), Passphrase("battery staple")
VAULT_ID = "a5" * 16


def fixed(size: int) -> bytes:
    return b"\x07" * size


FILE = slots.serialise(passphrase_slot.first_slots(VAULT_ID, OLD, KEY, SMALL, fixed))


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(VaultError) as caught:
        action()
    return caught.value.code


def changed(change: Callable[[dict[str, Any]], object], *, sign_slot: bool = False) -> slots.Slots:
    """The file of :data:`FILE` after ``change`` to it."""
    whole = json.loads(FILE)
    change(whole)
    if sign_slot:
        slot = whole["slots"][0]
        slot.pop("sha256", None)
        slot["sha256"] = hashlib.sha256(canonical(slot)).hexdigest()
    return slots.parse(json.dumps(whole).encode())


def opening(change: Callable[[dict[str, Any]], object], *, sign_slot: bool = False) -> str:
    return code_of(lambda: passphrase_slot.open_with(changed(change, sign_slot=sign_slot), OLD))


def test_the_passphrase_gives_the_key_back() -> None:
    found = slots.parse(FILE)
    assert (found.vault_id, found.generation) == (VAULT_ID, 1)
    assert passphrase_slot.open_with(found, OLD) == KEY
    slots.verify(found, KEY)


def test_another_passphrase_is_wrong() -> None:
    assert code_of(lambda: passphrase_slot.open_with(slots.parse(FILE), NEW)) == "wrong_passphrase"


def test_a_short_passphrase_is_refused_for_a_slot() -> None:
    short = Passphrase("1234567")
    assert code_of(lambda: passphrase_slot.first_slots(VAULT_ID, short, KEY, SMALL, fixed)) == "passphrase_short"


def test_changing_the_passphrase_replaces_the_slot() -> None:
    fresh = passphrase_slot.with_passphrase(slots.parse(FILE), NEW, KEY, SMALL, fixed)
    assert (fresh.generation, len(fresh.slots)) == (2, 1)
    assert passphrase_slot.open_with(fresh, NEW) == KEY
    assert code_of(lambda: passphrase_slot.open_with(fresh, OLD)) == "wrong_passphrase"
    slots.verify(fresh, KEY)


def test_a_damaged_slot_of_another_kind_does_not_keep_the_passphrase_from_opening() -> None:
    members = {"id": "0102", "kind": "recovery", "sha256": "00" * 32}
    found = changed(lambda whole: whole["slots"].append(members))
    assert passphrase_slot.open_with(found, OLD) == KEY
    assert code_of(lambda: slots.verify(found, KEY)) == "slot_damaged"


@pytest.mark.parametrize("member", ["id", "kind", "kdf", "nonce", "wrapped", "sha256"])
def test_a_slot_that_is_not_what_was_written_is_damaged(member: str) -> None:
    assert opening(lambda whole: whole["slots"][0].pop(member)) == "slot_damaged"
    assert opening(lambda whole: whole["slots"][0].update({member: "00"})) == "slot_damaged"


def canonical_or_none(data: bytes) -> bytes | None:
    try:
        return canonical(json.loads(data))
    except ValueError:
        return None


def check_but_for_the_passphrase(data: bytes) -> None:
    found = slots.parse(data)
    assert not found.passphrase_slot.damaged
    slots.verify(found, KEY)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"memory_kib": 1024}, "kdf_too_weak"),
        ({"passes": 1}, "kdf_too_weak"),
        ({"lanes": 0}, "kdf_too_weak"),
        ({"memory_kib": True}, "kdf_too_weak"),
        ({"passes": "3"}, "kdf_too_weak"),
        ({"lanes": None}, "kdf_too_weak"),
        ({"memory_kib": 2**40}, "kdf_too_costly"),
        ({"passes": 21}, "kdf_too_costly"),
        ({"lanes": 17}, "kdf_too_costly"),
        ({"name": "pbkdf2"}, "slots_unreadable"),
        ({"salt": "00"}, "slots_unreadable"),
        ({"salt": 7}, "slots_unreadable"),
        ({"salt": "zz" * 16}, "slots_unreadable"),
        ({"passes": 4}, "wrong_passphrase"),
        ({"profile": "strong"}, "wrong_passphrase"),
        ({"salt": "00" * 16}, "wrong_passphrase"),
        ({"more": 1}, "wrong_passphrase"),
    ],
)
def test_parameters_an_attacker_wrote_are_refused(change: dict[str, Any], code: str) -> None:
    assert opening(lambda whole: whole["slots"][0]["kdf"].update(change), sign_slot=True) == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kdf": "argon2id"}, "slots_unreadable"),
        ({"nonce": None}, "slots_unreadable"),
        ({"wrapped": "00"}, "slots_unreadable"),
        ({"kind": "other"}, "slots_unreadable"),
        ({"id": "another"}, "wrong_passphrase"),
        ({"wrapped": "00" * 48}, "wrong_passphrase"),
    ],
)
def test_a_slot_an_attacker_wrote_is_refused(change: dict[str, Any], code: str) -> None:
    assert opening(lambda whole: whole["slots"][0].update(change), sign_slot=True) == code


def test_a_slot_of_another_vault_does_not_open() -> None:
    assert opening(lambda whole: whole.update(vault="00" * 16)) == "wrong_passphrase"


def test_two_passphrase_slots_are_refused() -> None:
    assert opening(lambda whole: whole["slots"].append(whole["slots"][0])) == "slots_unreadable"
