"""The slot of a recovery code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from vault.core.errors import VaultError
from vault.storage import random_secret_slot, recovery_slot, slots
from vault.storage.recovery_code import ALPHABET, RecoveryCode
from vault.storage.secret import VaultKey
from vault.storage.slots import Kind

KEY = VaultKey(bytes(range(32)))
CODE, OTHER = RecoveryCode(bytes(range(20))), RecoveryCode(bytes(20))
NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)


def fixed(size: int) -> bytes:
    return b"\x07" * size


FOUND = recovery_slot.with_code(slots.none_yet("a5" * 16), CODE, KEY, now=NOON, random=fixed)


def problem_of(action: Callable[[], object]) -> VaultError:
    with pytest.raises(VaultError) as caught:
        action()
    return caught.value


def changed(place: int, text: str = CODE.text.replace("-", "")) -> str:
    return text[:place] + ALPHABET[(ALPHABET.index(text[place]) + 5) % 32] + text[place + 1 :]


def test_the_code_gives_the_key_and_another_one_does_not() -> None:
    assert recovery_slot.open_with(FOUND, CODE) == KEY
    assert problem_of(lambda: recovery_slot.open_with(FOUND, OTHER)).code == "wrong_recovery_code"
    assert FOUND.slots[0].made == NOON
    assert CODE.reveal().hex() not in str(FOUND.slots[0].members)


def test_a_new_code_takes_the_place_of_the_old_one() -> None:
    fresh = recovery_slot.with_code(FOUND, OTHER, KEY, now=NOON, random=fixed)
    assert len(fresh.slots) == 1
    assert recovery_slot.open_with(fresh, OTHER) == KEY
    assert problem_of(lambda: recovery_slot.open_with(fresh, CODE)).code == "wrong_recovery_code"


def test_a_vault_without_a_code_says_so() -> None:
    empty = slots.without(FOUND, Kind.RECOVERY, KEY)
    assert problem_of(lambda: recovery_slot.open_with(empty, CODE)).code == "no_recovery_code"
    assert problem_of(lambda: recovery_slot.read(empty, CODE.text)).code == "no_recovery_code"


def test_a_well_typed_code_is_read_whether_it_opens_or_not() -> None:
    assert recovery_slot.read(FOUND, CODE.text.lower()) == CODE
    assert recovery_slot.read(FOUND, OTHER.text) == OTHER


@pytest.mark.parametrize("place", range(33))
def test_one_wrong_sign_is_found_by_trying(place: int) -> None:
    problem = problem_of(lambda: recovery_slot.read(FOUND, changed(place)))
    expected = ("recovery_code_check_sign", None) if place == 32 else ("recovery_code_group", place // 4 + 1)
    assert (problem.code, problem.facts.get("number")) == expected


def test_a_swap_is_found_by_trying() -> None:
    text = CODE.text.replace("-", "")
    place = next(place for place in range(20, 32) if text[place] != text[place + 1])
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    assert problem_of(lambda: recovery_slot.read(FOUND, swapped)).facts == {"number": place // 4 + 1}


def test_two_wrong_signs_are_not_found() -> None:
    twice = changed(9, changed(2))
    assert problem_of(lambda: recovery_slot.read(FOUND, twice)).code == "recovery_code_mistyped"


@pytest.mark.parametrize("kdf", [None, "hkdf-sha256", {}, {"name": "hkdf-sha256"}, {"name": "hkdf-sha256", "salt": 7}])
def test_a_slot_of_another_form_is_unreadable(kdf: object) -> None:
    slot = slots.Slot({**FOUND.slots[0].members, "kdf": kdf})
    assert (
        problem_of(lambda: random_secret_slot.open_with(FOUND, slot, Kind.RECOVERY, CODE.reveal())).code
        == "slots_unreadable"
    )
