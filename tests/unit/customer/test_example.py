"""The example to try: a real vault in a temporary folder, of which nothing is left once it is locked."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.core.catalogue_values import shipped
from vault.core.clock import SetClock
from vault.core.errors import StorageError, VaultError
from vault.core.sensitivity import Level
from vault.customer import example
from vault.customer.editing import list_preferences
from vault.customer.example import PASSPHRASE, PREFERENCES, ExampleSession, open_example
from vault.customer.session import Passphrase, unlock


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield tmp_path
    assert list(tmp_path.iterdir()) == []


def opened(clock: SetClock) -> ExampleSession:
    return open_example(catalogue=shipped(), clock=clock, random=secrets.token_bytes)


def test_it_has_something_of_every_level_and_nothing_of_it_is_left(temporary: Path, clock: SetClock) -> None:
    with opened(clock) as session:
        kept = list_preferences(session)
        assert {each.entry.key for each in kept} == set(PREFERENCES)
        assert {each.level for each in kept} == set(Level)
        (place,) = temporary.iterdir()
        assert place == session.place
        assert place.stat().st_mode & 0o077 == 0
        assert not [file for file in place.rglob("*") if file.is_file() and b"indonesian" in file.read_bytes()]


def test_its_passphrase_is_the_one_that_is_shown(temporary: Path, clock: SetClock) -> None:
    session = opened(clock)
    folder = session.vault.folder.path
    session.vault.close()
    unlock(folder, Passphrase(PASSPHRASE), catalogue=shipped(), clock=clock, random=secrets.token_bytes).lock()
    session.lock()
    session.lock()  # again does nothing


def test_two_at_once_are_two(temporary: Path, clock: SetClock) -> None:
    with opened(clock) as first, opened(clock) as second:
        assert first.place != second.place
        second.lock()
        assert len(list_preferences(first)) == len(PREFERENCES)


@pytest.mark.parametrize("where", ["make_vault", "set_words"])
def test_when_it_cannot_be_made_nothing_of_it_stays(
    temporary: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StorageError("disk_full")

    monkeypatch.setattr(example, where, full)
    with pytest.raises(StorageError, match="disk_full"):
        opened(clock)


def test_no_place_for_it_is_a_clear_error(tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(VaultError, match="file_missing"):
        opened(clock)
