"""The recovery code: written, read back however it is typed, and what of it looks wrong."""

from __future__ import annotations

import contextlib
from base64 import b32encode
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.core.errors import ChoiceError
from vault.storage import recovery_code
from vault.storage.recovery_code import ALPHABET, PartState, RecoveryCode, near, parse, read_signs, typed_parts, whole

codes = st.binary(min_size=20, max_size=20).map(RecoveryCode)
places = st.integers(0, 32)
CODE = RecoveryCode(bytes(range(100, 120)))
SIGNS = CODE.text.replace("-", "")


def problem_of(action: Callable[[], object]) -> ChoiceError:
    with pytest.raises(ChoiceError) as caught:
        action()
    return caught.value


def told(typed: str) -> tuple[str, int | str | None]:
    problem = problem_of(lambda: parse(typed))
    return problem.code, problem.facts.get("number")


def test_a_code_is_written_in_eight_groups_and_a_check_sign() -> None:
    assert CODE.text == "CHJP-CSV8-D5N6-PV3D-DSQQ-0WBJ-EDT7-AXKQ-J"
    rfc4648 = b32encode(CODE.reveal()).decode()
    assert "".join(CODE.groups) == rfc4648.translate(str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ALPHABET))
    assert CODE.groups == tuple(CODE.text.split("-")[:8])
    assert all(sign in ALPHABET for sign in SIGNS)
    assert RecoveryCode(bytes(20)).text == "0000-0000-0000-0000-0000-0000-0000-0000-0"


def test_a_new_code_takes_its_bytes_from_the_source() -> None:
    assert recovery_code.new(lambda size: b"\x01" * size) == RecoveryCode(b"\x01" * 20)
    with pytest.raises(ValueError, match="20 bytes"):
        RecoveryCode(b"short")


def test_a_code_is_a_secret() -> None:
    assert repr(CODE) == "RecoveryCode(…)"
    assert RecoveryCode(bytes(20)) != CODE
    assert CODE.text != CODE
    with pytest.raises(TypeError):
        hash(CODE)


@given(codes)
def test_what_is_written_is_read(code: RecoveryCode) -> None:
    assert parse(code.text) == code
    assert parse(code.text).reveal() == code.reveal()


@given(codes, st.data())
def test_it_is_read_however_it_is_spelled(code: RecoveryCode, data: st.DataObject) -> None:
    typed = ""
    for place, sign in enumerate(code.text.replace("-", "")):
        spelling = {"0": "0Oo", "1": "1IiLl"}.get(sign, sign + sign.lower())
        # More than nine parts: those would be taken for the groups as they are printed.
        between = [" ", "-", " \u2013 ", "\n", "\u00a0"] if place < 10 else ["", "", " ", "\u200b"]
        typed += data.draw(st.sampled_from(spelling)) + data.draw(st.sampled_from(between))
    assert parse(typed) == code


@given(codes, places, st.integers(1, 31))
def test_every_wrong_sign_is_noticed_and_its_place_is_among_the_guesses(
    code: RecoveryCode, place: int, other: int
) -> None:
    signs = list(read_signs(code.text))
    signs[place] ^= other
    assert problem_of(lambda: whole(signs)).code == "recovery_code_mistyped"
    assert (place, code) in list(near(signs))


@given(codes, st.integers(0, 31))
def test_every_swap_of_neighbours_is_noticed_and_its_place_is_among_the_guesses(code: RecoveryCode, place: int) -> None:
    signs = list(read_signs(code.text))
    signs[place : place + 2] = signs[place + 1], signs[place]
    if signs[place] == signs[place + 1]:
        assert whole(signs) == code
    else:
        assert problem_of(lambda: whole(signs)).code == "recovery_code_mistyped"
        assert (place, code) in list(near(signs))


def test_every_wrong_sign_and_every_swap_of_one_code() -> None:
    signs = read_signs(CODE.text)
    for place in range(33):
        for other in range(1, 32):
            changed = [*signs[:place], signs[place] ^ other, *signs[place + 1 :]]
            assert problem_of(lambda changed=changed: whole(changed)).code == "recovery_code_mistyped"


@pytest.mark.parametrize(
    ("typed", "code", "group"),
    [
        ("", "recovery_code_length", None),
        ("K4TM", "recovery_code_length", None),
        (SIGNS[:-1], "recovery_code_length", None),
        (SIGNS + "0", "recovery_code_length", None),
        (" " * 501 + SIGNS, "recovery_code_length", None),
        (SIGNS[:9] + "U" + SIGNS[10:], "recovery_code_group", 3),
        (SIGNS[:9] + "é" + SIGNS[10:], "recovery_code_group", 3),
        (SIGNS[:-1] + "*", "recovery_code_check_sign", None),
        (CODE.text.replace("D5N6", "D5N"), "recovery_code_group", 3),
        (CODE.text.replace("D5N6", "D5N66"), "recovery_code_group", 3),
        (CODE.text + "0", "recovery_code_check_sign", None),
        (CODE.text.replace("D5N6", "D5U6"), "recovery_code_group", 3),
        (CODE.text.replace("D5N6", "D5N7"), "recovery_code_mistyped", None),
    ],
)
def test_what_looks_wrong_is_named_where_that_is_clear(typed: str, code: str, group: int | None) -> None:
    assert told(typed) == (code, group)


def test_a_group_can_be_checked_by_itself() -> None:
    assert CODE.has_group(1, "chjp")
    assert CODE.has_group(1, " CH-JP ")
    assert not CODE.has_group(1, "CHJQ")
    assert not CODE.has_group(1, "CHJ")
    assert not CODE.has_group(2, "CHJP")
    assert not CODE.has_group(1, "CHJ\u00e9")
    assert RecoveryCode(bytes(20)).has_group(8, "oO0o")


def parts_of(typed: str) -> list[tuple[str, str]]:
    return [(part.text, part.state.value) for part in typed_parts(typed) if part.state is not PartState.EMPTY]


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("", []),
        ("chj", [("CHJ", "begun")]),
        ("chjp", [("CHJP", "whole")]),
        ("CHJPC", [("CHJP", "whole"), ("C", "begun")]),
        ("CHJP-CSV8-oI", [("CHJP", "whole"), ("CSV8", "whole"), ("01", "begun")]),
        ("CH JP CS V8", [("CHJP", "whole"), ("CSV8", "whole")]),
        ("CHJP CSV D5N6", [("CHJP", "whole"), ("CSV", "wrong"), ("D5N6", "whole")]),
        ("CHJP CSV8D D5N6", [("CHJP", "whole"), ("CSV8D", "wrong"), ("D5N6", "whole")]),
        ("CHJU", [("CHJU", "wrong")]),
        (CODE.text + "J", [*((group, "whole") for group in CODE.groups), ("JJ", "wrong")]),
        (CODE.text + "-J", [*((group, "whole") for group in CODE.groups), ("JJ", "wrong")]),
    ],
)
def test_a_code_is_read_part_by_part_while_it_is_typed(typed: str, parts: list[tuple[str, str]]) -> None:
    assert parts_of(typed) == parts
    assert len(typed_parts(typed)) == 9


@given(codes, st.data())
def test_while_it_is_typed_well_no_part_is_wrong(code: RecoveryCode, data: st.DataObject) -> None:
    between = data.draw(st.sampled_from(["", " ", "-"]))
    typed = code.text[: data.draw(st.integers(0, len(code.text)))].replace("-", between)
    assert "wrong" not in dict(parts_of(typed)).values()
    assert "".join(part.text for part in typed_parts(typed)) == typed.replace("-", "").replace(" ", "")


@given(codes, st.data())
def test_a_code_that_is_read_has_nine_whole_parts(code: RecoveryCode, data: st.DataObject) -> None:
    signs = code.text.replace("-", "")
    typed = "".join(sign + data.draw(st.sampled_from(["", "", "-", " "])) for sign in signs)
    with contextlib.suppress(ChoiceError):
        assert parse(typed) == code
        assert [(part.text, part.state.value) for part in typed_parts(typed)] == [
            *((group, "whole") for group in code.groups),
            (code.check, "whole"),
        ]


@given(st.text(max_size=600))
def test_anything_typed_has_parts_that_do_not_show_in_a_log(typed: str) -> None:
    parts = typed_parts(typed)
    assert len(parts) == 9
    assert all(repr(part) == f"TypedPart(state={part.state!r})" for part in parts)


@given(st.text(max_size=600))
def test_anything_typed_is_a_code_or_a_sentence(typed: str) -> None:
    with contextlib.suppress(ChoiceError):
        assert parse(typed).text
