"""SQLite's errors in our words, on a disk that has room and on one that has none."""

from __future__ import annotations

import json
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from vault import bundled
from vault.core.errors import StorageError, VaultLocked
from vault.core.sentences import parse_sentences
from vault.storage.database_errors import primary_code, translated

_Usage = namedtuple("_Usage", "total used free")


class Problem(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(f"problem {code}")
        self.sqlite_errorcode = code


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("code", [3, 5, 6, 7, 8, 10, 11, 13, 14, 26, 10 | 19 << 8])
def test_each_has_a_sentence(tmp_path: Path, code: int, language: str) -> None:
    sentences = parse_sentences(language, bundled.read(f"messages/{language}.json"))
    found = translated(Problem(code), tmp_path / "vault.db")
    assert isinstance(found, StorageError)
    assert sentences.error(found)
    assert json.dumps(dict(found.facts)) in {"{}", '{"file": "vault.db"}'}


def test_what_is_no_failure_of_the_disk_stays_what_it_is(tmp_path: Path) -> None:
    broken_rule = Problem(19)
    assert translated(broken_rule, tmp_path) is broken_rule
    assert primary_code(ValueError("x")) == 0


def test_a_connection_that_was_to_stop(tmp_path: Path) -> None:
    assert isinstance(translated(Problem(9), tmp_path), VaultLocked)


@pytest.mark.parametrize(("free", "expected"), [(0, "disk_full"), (10**9, "disk_failed")])
@pytest.mark.parametrize("code", [10, 14])
def test_a_full_disk_is_not_a_broken_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, free: int, expected: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: _Usage(10**9, 10**9 - free, free))
    found = translated(Problem(code), tmp_path / "vault.db")
    assert isinstance(found, StorageError)
    assert found.code == expected


def test_a_disk_that_is_gone_failed(tmp_path: Path) -> None:
    found = translated(Problem(10), tmp_path / "gone" / "vault.db")
    assert isinstance(found, StorageError)
    assert found.code == "disk_failed"
