"""Copies without a window: what goes in, what locks it, written, proven, stopped and refused, with real vaults."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtWidgets import QApplication

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.desktop.vault_day import HOST, Day, open_day, sentences
from vault.core.errors import StorageError
from vault.customer.people import add_person
from vault.customer.taking_along import Form, Part, needs_passphrase
from vault.customer.wishes import Wished, add_wish
from vault.desktop.your_data_copy_presenter import CopyPresenter
from vault.desktop.your_data_presenter import YourDataPresenter
from vault.desktop.your_data_state import CopyState

FOR_FILE = "lantern gravel seven otters"


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def page(day: Day) -> YourDataPresenter:
    made = YourDataPresenter(day.tasks, sentences(), shipped())
    day.watch(made.copy)
    made.start()
    return made


@pytest.fixture
def copy(page: YourDataPresenter) -> CopyPresenter:
    """A plain JSON file, unless a test asks for more."""
    page.copy.choose_form(Form.JSON)
    page.copy.choose_lock(False)
    return page.copy


def said(day: Day) -> dict[Part, str]:
    return {tick.part: tick.text for tick in day.state.ticks}


def test_it_starts_with_everything_locked_and_nothing_sealed(day: Day, page: YourDataPresenter) -> None:
    day.share()
    page.start()
    assert (day.state.form, day.state.locked, day.state.with_sealed) == (Form.EVERYTHING, True, False)
    lines = len(day.kinds())
    assert said(day) == {
        Part.PREFERENCES: "Preferences (3)",
        Part.SHOPS: f"Shops, what they hold, and activity (1 shop, {lines} lines of history)",
    }
    assert all(tick.on for tick in day.state.ticks)
    assert day.state.sealed == "Sealed items (1)"
    assert day.state.hosts == (HOST,)
    assert ("clothing", "Clothing & shoes") in day.state.topics


def test_wishes_for_people_go_along_with_them_only(day: Day, page: YourDataPresenter) -> None:
    lou = add_person(day.session, "Lou")
    add_wish(day.session, Wished("Boots", person=lou.id))
    add_wish(day.session, Wished("A lamp"))
    page.start()
    assert (said(day)[Part.PEOPLE], said(day)[Part.WISHES]) == ("People you buy for (1)", "Wishes (2)")
    page.copy.tick(Part.PEOPLE, False)
    assert said(day)[Part.WISHES] == "Wishes (1)"


def test_a_copy_without_what_is_sealed(day: Day, copy: CopyPresenter, tmp_path: Path) -> None:
    path = tmp_path / "copy.json"
    day.tasks.hold = True
    copy.save(path, "", "")
    copy.save(path, "", "")
    assert day.state.writing.said == "Writing your copy, then reading it back."
    assert not day.state.ready
    day.tasks.run()
    saved = day.state.saved
    assert (saved.title, saved.good) == ("Done. Saved as copy.json", True)
    assert saved.lines == (
        "3 preferences, 5 lines of history.",
        "It is in " + str(tmp_path).replace("/", "/\u200b"),
        "We read the file back and compared everything.",
        "1 sealed item stayed behind.",
    )
    assert "health.foot_health" not in [each["key"] for each in json.loads(path.read_bytes())["preferences"]]
    assert day.state.writing is None
    assert "6 lines" in said(day)[Part.SHOPS]  # the copy itself is in the history


def test_a_long_page_says_in_which_files_it_is(
    day: Day, copy: CopyPresenter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vault.portability.bundle.LETTERS_OF_PAGE", 1500)
    copy.choose_form(Form.PAGE)
    copy.save(tmp_path / "copy.html", "", "")
    last = max(path.name for path in tmp_path.glob("copy-*.html"))
    count = len(list(tmp_path.glob("copy*.html")))
    assert count > 1
    assert f"It is long, so it is in {count} files. The last is {last}." in day.state.saved.lines


def test_with_what_is_sealed(day: Day, copy: CopyPresenter, tmp_path: Path) -> None:
    path, places = tmp_path / "copy.json", list[str]()
    copy.place_wanted.connect(places.append)
    copy.take_sealed(True)
    copy.ask("", "", "")
    assert (day.state.passphrase_wrong, places) == ("Type your passphrase, or leave sealed items out.", [])
    for wrong in ("no", "\ud800", "x" * 2000):
        copy.ask(wrong, "", "")
        copy.save(path, wrong, "")
        assert day.state.passphrase_wrong
        assert day.state.with_sealed
        assert not path.exists()
    copy.save(path, PASSPHRASE, "")
    assert day.state.saved.lines[0].startswith("4 preferences")
    assert len(day.state.saved.lines) == 3
    assert not day.state.with_sealed  # the next copy starts without


def test_a_passphrase_for_nothing_is_not_tried(day: Day, copy: CopyPresenter, tmp_path: Path) -> None:
    copy.save(tmp_path / "copy.json", "not the passphrase", "")
    assert day.state.saved.good


def test_a_lock_needs_a_passphrase_that_was_typed_twice(day: Day, page: YourDataPresenter) -> None:
    copy, places = page.copy, list[str]()
    copy.place_wanted.connect(places.append)
    for first, again, wrong in (
        ("", "", ("Type a passphrase for the file, or do not lock it.", "")),
        ("short", "short", (sentences().say("errors", "passphrase_short", minimum=8), "")),
        (FOR_FILE, FOR_FILE[:-1], ("", "This is not the same. Type it again.")),
    ):
        copy.ask("", first, again)
        assert (day.state.first_wrong, day.state.again_wrong) == wrong
        assert places == []
        copy.look(first, again + "s")
        assert (day.state.first_wrong, day.state.again_wrong) == ("", "")
    copy.look(FOR_FILE, FOR_FILE)
    assert day.state.same
    copy.ask("", FOR_FILE, FOR_FILE)
    assert places == ["preference-vault.zip.age"]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        (Form.EVERYTHING, "preference-vault.zip"),
        (Form.PAGE, "preference-vault.html"),
        (Form.PDF, "preference-vault.pdf"),
        (Form.TABLE, "preference-vault-tables.zip"),
        (Form.JSON, "preference-vault.json"),
        (Form.JSONLD, "preference-vault.jsonld"),
    ],
)
def test_the_name_that_is_offered_says_the_kind(copy: CopyPresenter, form: Form, name: str) -> None:
    places: list[str] = []
    copy.place_wanted.connect(places.append)
    copy.choose_form(form)
    copy.ask("", "", "")
    assert places == [name]


def test_a_locked_copy(day: Day, copy: CopyPresenter, tmp_path: Path) -> None:
    path = tmp_path / "copy.json.age"
    copy.choose_lock(True)
    copy.save(path, "", FOR_FILE)
    assert day.state.saved.lines[-1] == "Keep its passphrase well. Nobody can open the file without it."
    assert needs_passphrase(path)
    assert b"preferences" not in path.read_bytes()


def test_one_topic(day: Day, copy: CopyPresenter, tmp_path: Path) -> None:
    path = tmp_path / "copy.json"
    copy.tick(Part.PREFERENCES, False)
    copy.choose_topic("health")
    assert said(day) == {Part.PREFERENCES: "Preferences (0)"}
    assert (day.state.sealed, day.state.can_seal) == ("Sealed items (1)", True)
    copy.take_sealed(True)
    copy.choose_topic("clothing")
    assert (day.state.can_seal, day.state.with_sealed) == (False, False)
    copy.save(path, "", "")
    found = json.loads(path.read_bytes())
    assert {each["key"].partition(".")[0] for each in found["preferences"]} == {"clothing"}
    assert (found["scope"], found["journal"]) == ({"topic": "clothing"}, [])


def test_one_shop(day: Day, page: YourDataPresenter, copy: CopyPresenter, tmp_path: Path) -> None:
    day.share()
    page.start()
    path = tmp_path / "copy.json"
    copy.choose_topic("clothing")
    copy.choose_shop(HOST)
    assert (day.state.topic, day.state.shop) == ("", HOST)
    assert said(day) == {Part.SHOPS: f"Shops, what they hold, and activity ({HOST})"}
    copy.save(path, "", "")
    found = json.loads(path.read_bytes())
    assert ([each["host"] for each in found["shops"]], found["preferences"]) == ([HOST], [])


def test_what_is_not_ticked_stays(day: Day, copy: CopyPresenter, tmp_path: Path) -> None:
    copy.tick(Part.SHOPS, False)
    copy.choose_form(Form.EVERYTHING)
    copy.save(tmp_path / "copy.zip", "", "")
    assert day.state.saved.lines[0] == "3 preferences."
    with ZipFile(tmp_path / "copy.zip") as opened:
        assert json.loads(opened.read("preference-vault.json"))["journal"] == []
    copy.tick(Part.PREFERENCES, False)
    assert not day.state.ready
    places: list[str] = []
    copy.place_wanted.connect(places.append)
    copy.ask("", "", "")
    assert places == []


def test_a_copy_that_is_stopped_leaves_nothing(day: Day, copy: CopyPresenter, tmp_path: Path) -> None:
    day.tasks.hold = True
    copy.save(tmp_path / "copy.json", "", "")
    copy.stop()
    assert day.state.writing.said == "Stopping after this step."
    day.tasks.run()
    assert (day.state.saved.title, day.state.saved.lines) == ("Stopped", ("No file was left behind.",))
    assert {each.name for each in tmp_path.iterdir()} == {"vault"}
    copy.stop()
    assert day.state.writing is None


def test_how_far_it_is(day: Day, copy: CopyPresenter, tmp_path: Path) -> None:
    day.tasks.hold = True
    copy.save(tmp_path / "copy.json", "", "")
    steps = copy._steps
    assert steps is not None
    steps.tell(2, 5)
    copy._timer.timeout.emit()
    assert (day.state.writing.done, day.state.writing.of) == (2, 5)
    assert day.state.writing.said == "Writing your copy, then reading it back. 2 of 5 steps done."
    day.tasks.run()
    assert steps.done == (5, 5)
    assert not copy._timer.isActive()


def test_a_file_that_is_there_stays(day: Day, copy: CopyPresenter, tmp_path: Path) -> None:
    path = tmp_path / "copy.json"
    path.write_text("mine")
    copy.save(path, "", "")
    assert (day.state.saved.title, day.state.saved.good) == ("No copy was made", False)
    assert day.state.saved.lines == ("copy.json is already there. Choose another name.",)
    assert path.read_text() == "mine"


def test_what_cannot_be_counted_is_said(day: Day, page: YourDataPresenter) -> None:
    failed: list[str] = []
    page.failed.connect(failed.append)
    day.tasks.fails = StorageError("database_damaged")
    page.start()
    assert failed == [sentences().error(day.tasks.fails)]


def test_the_ways_to_other_pages(page: YourDataPresenter, tmp_path: Path) -> None:
    went: list[object] = []
    page.navigate.connect(went.append)
    page.review_wanted.connect(went.append)
    page.write_letter()
    page.say_goodbye()
    page.review(tmp_path / "orders.zip")
    assert went == ["letters", "goodbye", tmp_path / "orders.zip"]


def test_locking_takes_it_all_off_the_page(
    day: Day, page: YourDataPresenter, copy: CopyPresenter, tmp_path: Path
) -> None:
    day.tasks.hold = True
    copy.save(tmp_path / "copy.json", "", "")
    page.forget()
    assert day.state == CopyState()
    day.tasks.run()
    assert not (tmp_path / "copy.json").exists()  # what was under way is stopped
