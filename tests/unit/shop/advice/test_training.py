from __future__ import annotations

import argparse
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.shop.advice.given import EN, NL, SENTENCES, shown, typing
from vault.core.clock import SetClock
from vault.core.errors import PolicyError
from vault.core.wording import in_language
from vault.shop.advice.terminal import LONGEST_ANSWER
from vault.shop.advice.train_command import add_command, train
from vault.shop.advice.training import (
    MAX_RESULTS,
    PASSED,
    RESULTS,
    ROLES,
    Result,
    course,
    initials,
    keep_result,
    passed_this_year,
    results_beside,
)
from vault.shop.command_line import main

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
_SENTENCE = re.compile(r"(?<=[.?!…])[”’\")]*\s+")  # noqa: RUF001 - the quotes of both languages
_BANNED = {"en": ("please", "sorry", "token", "opt-in"), "nl": ("sorry", "token", "alsjeblieft", "u ", "uw ", "opt-in")}


@pytest.mark.parametrize("role", ROLES)
def test_a_course_has_ten_questions_in_both_languages(role: str) -> None:
    found = course(role)
    assert found.role == role
    assert len(found.questions) == 10
    assert len({each.id for each in found.questions}) == 10
    for each in found.questions:
        assert len(each.answers) == 3
        assert 0 <= each.right < 3
        assert re.search(r"\d", each.law)
        texts = (found.title, each.question, each.why, *each.answers)
        assert all(text.keys() == {"en", "nl"} and all(text.values()) for text in texts)
        for language in ("en", "nl"):
            assert len({answer[language] for answer in each.answers}) == 3


@pytest.mark.parametrize("role", ROLES)
def test_the_right_answer_is_not_always_in_the_same_place(role: str) -> None:
    places = [each.right for each in course(role).questions]
    assert all(2 <= places.count(place) <= 5 for place in range(3))


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("role", ROLES)
def test_questions_are_short_and_plain(role: str, language: str) -> None:
    found = course(role)
    for each in found.questions:
        for text in (each.question, each.why, *each.answers):
            shown_text = in_language(text, language)
            assert "!" not in shown_text
            for sentence in _SENTENCE.split(shown_text):
                assert len(sentence.split()) <= 15, sentence
            for word in _BANNED[language]:
                assert not re.search(rf"\b{word}", shown_text, re.IGNORECASE), shown_text


def asked(role: str, path: Path, *more: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_command(parser.add_subparsers())
    return parser.parse_args(["train", role, "--policy", str(path), *more])


def letters(role: str, wrong: int = 0) -> list[str]:
    right = [each.right for each in course(role).questions]
    return ["abc"[(place + (number < wrong)) % 3] for number, place in enumerate(right)]


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("role", ROLES)
def test_each_answer_is_explained(tmp_path: Path, role: str, language: str) -> None:
    terminal = typing(*letters(role, wrong=1))
    assert train(asked(role, tmp_path / "p.toml"), terminal, SENTENCES[language], SetClock(NOON))
    text = shown(terminal)
    for each in course(role).questions:
        assert in_language(each.question, language) in text
        assert f"{in_language(each.why, language)} ({each.law})" in text
    assert text.count(SENTENCES[language].say("train", "right")) >= 9


@pytest.mark.parametrize(("wrong", "passed"), [(0, True), (2, True), (3, False), (10, False)])
def test_eight_right_answers_pass(tmp_path: Path, wrong: int, passed: bool) -> None:
    terminal = typing(*letters("counter", wrong))
    assert train(asked("counter", tmp_path / "p.toml", "--who", "AB"), terminal, EN, SetClock(NOON)) is passed
    (result,) = results_beside(tmp_path / "p.toml")
    assert result == Result(date(2026, 11, 29), "counter", 10 - wrong, 10, "AB")
    assert (passed_this_year([result], NOON) == ("counter",)) is passed


def test_nothing_but_a_letter_is_taken(tmp_path: Path) -> None:
    right = letters("marketing")
    terminal = typing("", "d", "ab", "1", right[0].upper(), *right[1:])
    assert train(asked("marketing", tmp_path / "p.toml"), terminal, NL, SetClock(NOON))
    assert shown(terminal).count(NL.say("train", "one_letter")) == 4


def test_whoever_leaves_halfway_has_no_score(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="answers_ended"):
        train(asked("privacy", tmp_path / "p.toml"), typing("a"), EN, SetClock(NOON))
    assert not (tmp_path / RESULTS).exists()


def test_the_file_says_no_more_than_it_must(tmp_path: Path) -> None:
    keep_result(tmp_path / "p.toml", Result(date(2026, 1, 2), "privacy", 9, 10, None))
    assert json.loads((tmp_path / RESULTS).read_text()) == {
        "date": "2026-01-02",
        "role": "privacy",
        "right": 9,
        "of": 10,
    }
    for name in ("Anna Smit", "A.B.", "ABCDE", "A1"):
        with pytest.raises(PolicyError, match="initials_wrong"):
            initials(name)
    assert (initials("ÅB"), initials("")) == ("ÅB", None)


@given(
    st.lists(
        st.builds(
            Result,
            st.dates(),
            st.sampled_from(ROLES),
            st.integers(0, 10),
            st.just(10),
            st.none() | st.sampled_from(["A", "ZQ", "ÅBCD"]),
        ),
        max_size=5,
    )
)
def test_what_is_kept_is_read_again(tmp_path_factory: pytest.TempPathFactory, results: list[Result]) -> None:
    policy = tmp_path_factory.mktemp("results") / "preferences.toml"
    for each in results:
        keep_result(policy, each)
    assert results_beside(policy) == results


def test_only_this_year_counts() -> None:
    old, new = (Result(date(year, 6, 1), "developer", PASSED, 10, None) for year in (2025, 2026))
    assert passed_this_year([old], NOON) == ()
    assert passed_this_year([old, new], NOON) == ("developer",)


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        '{"date": "2026-01-02", "role": "boss", "right": 9, "of": 10}',
        '{"date": "2026-01-02", "role": "privacy", "right": 11, "of": 10}',
        '{"date": "2026-01-02", "role": "privacy", "right": true, "of": 10}',
        '{"date": "someday", "role": "privacy", "right": 9, "of": 10}',
        '{"date": "2026-01-02", "role": "privacy", "right": 9}',
        '{"date": "2026-01-02", "role": "privacy", "right": 9, "of": 10, "who": "Anna Smit"}',
        '{"date": "2026-01-02", "role": "privacy", "right": 9, "of": 10, "mark": "x"}',
        " " * (MAX_RESULTS + 1),
    ],
)
def test_a_damaged_file_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / RESULTS).write_text(line)
    with pytest.raises(PolicyError, match="training_damaged"):
        results_beside(tmp_path / "p.toml")


def test_a_file_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / RESULTS).mkdir()
    with pytest.raises(PolicyError, match="training_damaged"):
        results_beside(tmp_path / "p.toml")
    with pytest.raises(PolicyError, match="file_unwritable"):
        keep_result(tmp_path / "p.toml", Result(date(2026, 1, 2), "privacy", 9, 10, None))


def test_a_line_is_cut_where_no_answer_is_that_long() -> None:
    terminal = typing("x" * (LONGEST_ANSWER + 5))
    assert len(terminal.ask("?")) == LONGEST_ANSWER


@pytest.mark.parametrize(("wrong", "code"), [(0, 0), (5, 1)])
def test_the_exit_code_says_whether_one_passed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: int, code: int
) -> None:
    monkeypatch.setattr("sys.stdin", typing(*letters("developer", wrong)).typed)
    assert main(["train", "developer", "--policy", str(tmp_path / "preferences.toml")]) == code
