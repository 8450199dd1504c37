"""One's own copy back in, without a window: into an empty vault whole, into one in use after a look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.conftest import KEPT, PASSPHRASE
from tests.unit.desktop.vault_day import Day, HeldTasks, open_day, sentences
from vault.core.errors import StorageError
from vault.core.wording import describe
from vault.customer.backups import view_backups
from vault.customer.editing import list_preferences, remove_preference, set_words
from vault.customer.session import Passphrase
from vault.customer.taking_along import Form, Take, export_to
from vault.customer.wishes import Wished, add_wish, list_wishes, remove_wish
from vault.desktop.your_data_bring_presenter import BringPresenter
from vault.desktop.your_data_state import BringState

FOR_FILE = "lantern gravel seven otters"
SHOE = "clothing.shoe_size"


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def owner() -> QObject:
    return QObject()


@pytest.fixture
def presenter(day: Day, owner: QObject) -> BringPresenter:
    made = BringPresenter(day.tasks, sentences(), shipped(), owner)
    day.watch(made)
    return made


def copy_of(day: Day, path: Path, lock: Passphrase | None = None) -> Path:
    """Everything, sealed items too."""
    proof = day.session.ask_passphrase().prove(Passphrase(PASSPHRASE))
    export_to(day.session, path, proof, Take(Form.JSON, lock=lock))
    return path


def empty(day: Day) -> None:
    for key in KEPT:
        remove_preference(day.session, key)
    with day.session.database.transaction() as transaction:
        transaction.execute("DELETE FROM preference_history")


def words(day: Day) -> dict[str, str]:
    return {each.entry.key: describe(each.entry, each.value, "en") for each in list_preferences(day.session)}


def test_there_and_back(day: Day, tmp_path: Path, owner: QObject) -> None:
    day.share()
    day.deliver()
    path = copy_of(day, tmp_path / "copy.json")
    with open_day(tmp_path / "second") as other:
        second = BringPresenter(other.tasks, sentences(), shipped(), owner)
        other.watch(second)
        empty(other)
        other.tasks.hold = True
        second.choose(path)
        second.choose(path)
        assert other.state.bringing == "Reading your copy, then comparing each line."
        other.tasks.run()
        assert other.state.brought.title == "Done. Brought in copy.json"
        assert other.state.brought.lines[0].startswith("4 preferences, 1 shop, 1 receipt, ")
        assert other.state.brought.lines[2] == sentences().say("cli", "keys_not_imported")
        assert set(words(other)) == set(KEPT)


def test_a_locked_file_asks_for_its_passphrase(day: Day, presenter: BringPresenter, tmp_path: Path) -> None:
    path = copy_of(day, tmp_path / "copy.json.age", Passphrase(FOR_FILE))
    empty(day)
    presenter.choose(path)
    assert (day.state.asking, day.state.wrong) == ("copy.json.age", "")
    presenter.open_locked("")
    assert day.state.wrong == "Type the passphrase of the file."
    presenter.open_locked("\ud800")
    assert day.state.wrong == sentences().say("errors", "passphrase_unreadable")
    presenter.open_locked("not this one")
    assert day.state.wrong == sentences().say("errors", "wrong_export_passphrase")
    assert not list_preferences(day.session)
    presenter.open_locked(FOR_FILE)
    assert day.state.brought.good
    assert set(words(day)) == set(KEPT)


@pytest.mark.parametrize("form", [Form.JSONLD, Form.TABLE])
@pytest.mark.parametrize("lock", [None, Passphrase(FOR_FILE)])
def test_every_form_comes_back(
    day: Day, presenter: BringPresenter, tmp_path: Path, form: Form, lock: Passphrase | None
) -> None:
    path = tmp_path / "copy"
    proof = day.session.ask_passphrase().prove(Passphrase(PASSPHRASE))
    export_to(day.session, path, proof, Take(form, lock=lock))
    before = words(day)
    empty(day)
    for title in ("Done. Brought in copy", "Nothing new in this file"):
        presenter.choose(path)
        if lock is not None:
            presenter.open_locked(FOR_FILE)
        assert (day.state.brought.title, day.state.brought.good) == (title, True)
        assert words(day) == before


def test_who_does_not_know_the_passphrase_leaves(day: Day, presenter: BringPresenter, tmp_path: Path) -> None:
    path = copy_of(day, tmp_path / "locked.age", Passphrase(FOR_FILE))
    presenter.choose(path)
    presenter.leave()
    assert day.state == BringState()
    presenter.open_locked(FOR_FILE)
    assert day.state == BringState()


def test_nothing_new(day: Day, presenter: BringPresenter, tmp_path: Path) -> None:
    path = copy_of(day, tmp_path / "copy.json")
    before = len(view_backups(day.session).kept)
    presenter.choose(path)
    assert (day.state.brought.title, day.state.brought.good) == ("Nothing new in this file", True)
    assert day.state.brought.lines[0] == "All of copy.json is in your vault already."
    assert len(view_backups(day.session).kept) == before


def test_what_is_not_the_same_is_shown_and_chosen(day: Day, presenter: BringPresenter, tmp_path: Path) -> None:
    wish = add_wish(day.session, Wished("A lamp"))
    path = copy_of(day, tmp_path / "copy.json")
    day.later(days=1)
    set_words(day.session, SHOE, "EU 44")
    set_words(day.session, "health.foot_health", "flat_feet")
    remove_wish(day.session, wish.id)
    presenter.choose(path)
    merge = day.state.merge
    assert (merge.file, merge.new) == ("copy.json", ("Wishes: 1",))
    size, feet = sorted(merge.compared, key=lambda each: each.key)
    assert (size.name, size.here, size.there) == ("Shoe size", "EU 44", "EU 43")
    assert (size.here_newer, size.there_newer, size.sealed) == (True, False, False)
    assert (feet.sealed, feet.here, feet.there) == (True, "", "")
    assert merge.besides[0] == "2 preferences are the same in both."
    presenter.merge({SHOE})
    assert day.state.brought.title == "Done. Brought in copy.json"
    assert day.state.brought.lines[:2] == ("Wishes: 1", "1 preference is now as in the file.")
    assert words(day)[SHOE] == "EU 43"
    assert words(day)["health.foot_health"] == "Flat feet"
    assert [each.what for each in list_wishes(day.session)] == ["A lamp"]


def test_add_nothing(day: Day, presenter: BringPresenter, tmp_path: Path) -> None:
    path = copy_of(day, tmp_path / "copy.json")
    set_words(day.session, SHOE, "EU 44")
    recorded: list[None] = []
    presenter.recorded.connect(lambda: recorded.append(None))
    for done in (presenter.leave, lambda: presenter.merge(())):
        presenter.choose(path)
        assert day.state.merge is not None
        done()
        assert day.state == BringState()
        assert words(day)[SHOE] == "EU 44"
    presenter.merge({SHOE})
    assert (words(day)[SHOE], recorded) == ("EU 44", [])


def test_bringing_in_can_be_stopped(day: Day, presenter: BringPresenter, tmp_path: Path) -> None:
    path = copy_of(day, tmp_path / "copy.json")
    set_words(day.session, SHOE, "EU 44")
    presenter.stop()  # of nothing
    presenter.choose(path)
    day.tasks.hold = True
    presenter.merge({SHOE})
    assert day.state.merge.busy == "Bringing it in, then comparing each line."
    presenter.stop()
    assert (day.state.merge.busy, day.state.merge.stopping) == ("Stopping after this step.", True)
    day.tasks.run()
    assert (day.state.merge, day.state.brought.title) == (None, "Stopped")
    assert day.state.brought.lines == ("Nothing was added. Your vault is as it was.",)
    assert words(day)[SHOE] == "EU 44"
    day.tasks.hold = False
    presenter.choose(path)
    presenter.merge({SHOE})
    assert words(day)[SHOE] == "EU 43"


def test_a_vault_that_changed_meanwhile_is_looked_at_again(day: Day, presenter: BringPresenter, tmp_path: Path) -> None:
    path = copy_of(day, tmp_path / "copy.json")
    set_words(day.session, SHOE, "EU 44")
    presenter.choose(path)
    set_words(day.session, SHOE, "EU 45")
    day.tasks.hold = True
    presenter.merge({SHOE})
    presenter.merge({SHOE})
    presenter.leave()
    assert day.state.merge.busy
    day.tasks.run()
    assert day.state.merge.failed == sentences().say("errors", "merge_stale")
    assert words(day)[SHOE] == "EU 45"


def test_another_file_is_not_ours(day: Day, presenter: BringPresenter, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text("{}")
    presenter.choose(path)
    assert (day.state.brought.title, day.state.brought.good) == ("Nothing was brought in", False)
    presenter.choose(tmp_path / "missing.json")
    assert not day.state.brought.good


def test_a_broken_disk_is_said(day: Day, owner: QObject, tmp_path: Path) -> None:
    broken = HeldTasks(day.session)
    broken.fails = StorageError("file_unreadable", file="copy.json")
    alone = BringPresenter(broken, sentences(), shipped(), owner)
    day.watch(alone)
    alone.choose(tmp_path / "copy.json")
    assert day.state.brought.lines == (sentences().error(broken.fails),)


def test_locking_drops_what_was_looked_at(day: Day, presenter: BringPresenter, tmp_path: Path) -> None:
    path = copy_of(day, tmp_path / "copy.json")
    set_words(day.session, SHOE, "EU 44")
    presenter.choose(path)
    presenter.forget()
    assert day.state == BringState()
    assert presenter._difference is None
