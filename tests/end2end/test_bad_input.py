"""Bad input of every kind: one sentence in each language, the documented exit code, and nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end2end.bad_input import CASES, PASSPHRASE, Case, staged
from vault import bundled
from vault.core.sentences import parse_sentences

LANGUAGES = {tag: parse_sentences(tag, bundled.read(f"messages/{tag}.json")) for tag in ("en", "nl")}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bad_input_ends_in_one_sentence_and_loses_nothing(case: Case, tmp_path: Path) -> None:
    language = "nl" if CASES.index(case) % 2 else "en"
    with staged(tmp_path) as world:
        ended = world.run(*case.situation(world), passphrase=case.passphrase, language=language)
    assert (ended.exit_code, ended.code) == (case.exit_code, case.code)
    assert "\n" not in ended.sentence
    assert "{" not in ended.sentence
    assert "Traceback" not in ended.sentence + ended.out
    assert all(case.code in sentences.texts["errors"] for sentences in LANGUAGES.values())
    if not case.broken:
        assert world.nothing_lost()


def test_the_passphrase_is_nowhere_in_what_is_printed(tmp_path: Path) -> None:
    with staged(tmp_path) as world:
        ended = world.run("list", passphrase=PASSPHRASE + "x")
    assert PASSPHRASE not in ended.out + ended.sentence
