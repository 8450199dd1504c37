"""Copies without a window: written, proven, refused and brought in, with real vaults."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.conftest import KEPT, PASSPHRASE
from tests.unit.desktop.vault_day import Day, HeldTasks, open_day, sentences
from vault.core.errors import StorageError
from vault.customer.editing import list_preferences, remove_preference
from vault.desktop.your_data_presenter import YourDataPresenter
from vault.desktop.your_data_state import Contents, YourDataState


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def presenter(day: Day) -> YourDataPresenter:
    made = YourDataPresenter(day.tasks, sentences(), shipped())
    day.watch(made)
    made.start()
    return made


def test_counts(day: Day, presenter: YourDataPresenter) -> None:
    day.share()
    presenter.start()
    assert day.state.contents == Contents(
        preferences=3, sealed=1, shops=1, entries=len(day.kinds()), people=0, wishes=0
    )


def test_a_copy_without_what_is_sealed(day: Day, presenter: YourDataPresenter, tmp_path: Path) -> None:
    path = tmp_path / "copy.json"
    day.tasks.hold = True
    presenter.save(path, "")
    presenter.save(path, "")
    assert day.state.saving == "Writing your copy, then reading it back."
    day.tasks.run()
    saved = day.state.saved
    assert (saved.title, saved.good) == ("Done. Saved as copy.json", True)
    assert saved.lines == (
        "3 preferences, 0 shops, 0 receipts, 5 lines of history.",
        "We read the file back and compared everything.",
        "1 sealed item stayed behind.",
    )
    assert "health.foot_health" not in [each["key"] for each in json.loads(path.read_bytes())["preferences"]]
    assert day.state.saving == ""
    assert day.state.contents.entries == 6  # the copy itself is in the history


def test_with_what_is_sealed(day: Day, presenter: YourDataPresenter, tmp_path: Path) -> None:
    path = tmp_path / "copy.json"
    presenter.take_sealed(True)
    presenter.require_passphrase()
    assert day.state.passphrase_wrong == "Type your passphrase, or leave sealed items out."
    for wrong in ("no", "\ud800", "x" * 2000):
        presenter.save(path, wrong)
        assert day.state.passphrase_wrong
        assert day.state.with_sealed
        assert not path.exists()
    presenter.save(path, PASSPHRASE)
    assert day.state.saved.lines[0].startswith("4 preferences")
    assert len(day.state.saved.lines) == 2
    assert not day.state.with_sealed  # the next copy starts without


def test_a_passphrase_for_nothing_is_not_tried(day: Day, presenter: YourDataPresenter, tmp_path: Path) -> None:
    presenter.save(tmp_path / "copy.json", "not the passphrase")
    assert day.state.saved.good


def test_a_file_that_is_there_stays(day: Day, presenter: YourDataPresenter, tmp_path: Path) -> None:
    path = tmp_path / "copy.json"
    path.write_text("mine")
    presenter.save(path, "")
    assert (day.state.saved.title, day.state.saved.good) == ("No copy was made", False)
    assert day.state.saved.lines == ("copy.json is already there. Choose another name.",)
    assert path.read_text() == "mine"


def test_there_and_back(day: Day, presenter: YourDataPresenter, tmp_path: Path) -> None:
    day.share()
    day.deliver()
    path = tmp_path / "copy.json"
    presenter.take_sealed(True)
    presenter.save(path, PASSPHRASE)
    with open_day(tmp_path / "second") as other:
        second = YourDataPresenter(other.tasks, sentences(), shipped())
        other.watch(second)
        second.bring_in(path)
        assert other.state.brought.title == "Nothing was brought in"
        assert other.state.brought.lines == ("Your vault is not empty. Make a new vault and import into that one.",)
        for key in KEPT:
            remove_preference(other.session, key)
        with other.session.database.transaction() as transaction:
            transaction.execute("DELETE FROM preference_history")
        other.tasks.hold = True
        second.bring_in(path)
        second.bring_in(path)
        assert other.state.bringing
        other.tasks.run()
        assert other.state.brought.title == "Done. Brought in copy.json"
        assert other.state.brought.lines[0].startswith("4 preferences, 1 shop, 1 receipt, ")
        assert other.state.brought.lines[2] == sentences().say("cli", "keys_not_imported")
        assert {each.entry.key for each in list_preferences(other.session)} == set(KEPT)


def test_another_file_is_not_ours(day: Day, presenter: YourDataPresenter, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text("{}")
    empty = HeldTasks(day.session)
    empty.fails = StorageError("export_not_ours")
    alone = YourDataPresenter(empty, sentences(), shipped())
    day.watch(alone)
    alone.bring_in(path)
    assert not day.state.brought.good
    alone.start()
    assert day.state.failed == sentences().error(empty.fails)


def test_locking_takes_it_all_off_the_page(day: Day, presenter: YourDataPresenter, tmp_path: Path) -> None:
    presenter.save(tmp_path / "copy.json", "")
    presenter.forget()
    assert day.state == YourDataState(file_name="preference-vault.json")
