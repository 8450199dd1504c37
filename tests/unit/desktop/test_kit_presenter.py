"""Making a recovery kit without a window: a real vault, its code, its page, and two groups typed back."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.vault_day import HeldTasks
from vault import bundled
from vault.core.clock import SetClock
from vault.core.errors import StorageError
from vault.core.sentences import parse_sentences
from vault.customer import keys
from vault.customer.keys import NewRecovery
from vault.customer.kit_check import KitState as Kept
from vault.customer.kit_check import view_kit
from vault.customer.other_ways import recover
from vault.customer.session import Session, create_vault
from vault.desktop.kit_presenter import GroupCheck, KitPresenter, KitState
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
RIGHT = Passphrase("copper lantern borrows seven geese")
SENTENCES = parse_sentences("en", bundled.read("messages/en.json"))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = create_vault(
        tmp_path / "vault",
        RIGHT,
        catalogue=shipped(),
        clock=SetClock(NOON),
        random=secrets.token_bytes,
        profile=SMALL,
    )
    with made as opened:
        yield opened


def make(session: Session) -> NewRecovery:
    return keys.start(session, session.ask_passphrase().prove(RIGHT)).make_recovery()


class Shown:
    """A presenter and what it showed."""

    def __init__(self, session: Session) -> None:
        self.tasks = HeldTasks(session)
        self.presenter = KitPresenter(self.tasks, SENTENCES, make)
        self.states: list[KitState] = []
        self.done: list[bool] = []
        self.pages: list[bytes] = []
        self.presenter.changed.connect(self.states.append)
        self.presenter.done.connect(self.done.append)
        self.presenter.paper.pages_drawn.connect(self.pages.extend)

    @property
    def now(self) -> KitState:
        return self.states[-1]

    def type_right(self) -> None:
        for check in self.now.checks:
            self.presenter.look(check.number, self.now.groups[check.number - 1])


@pytest.fixture
def shown(session: Session) -> Shown:
    return Shown(session)


def test_code_is_shown_once_it_opens_the_vault(shown: Shown, session: Session) -> None:
    shown.presenter.start()
    busy, made = shown.states
    assert busy == KitState(busy="Making your recovery kit.")
    assert view_kit(session) == Kept(NOON)
    session.lock()
    recover(session.vault.folder.path, "-".join((*made.groups, made.sign)))  # raises if it does not open it
    assert made.groups[0] not in repr(made)
    assert f"'{made.sign}'" not in repr(made)


def test_a_second_start_makes_no_second_code(shown: Shown) -> None:
    shown.presenter.start()
    code = shown.now.groups
    shown.presenter.start()
    assert shown.now.groups == code


def test_two_groups_typed_back_are_remembered(shown: Shown, session: Session) -> None:
    shown.presenter.start()
    shown.presenter.finish()
    assert shown.done == []
    shown.type_right()
    assert shown.now.checked
    shown.presenter.finish()
    assert shown.done == [True]
    assert view_kit(session) == Kept(NOON, NOON)


def test_later_leaves_the_kit_and_says_that_it_is_not_checked(shown: Shown, session: Session) -> None:
    shown.presenter.start()
    shown.presenter.leave()
    assert shown.done == [False]
    assert view_kit(session) == Kept(NOON)


def test_each_group_is_judged_when_it_is_whole_or_left(shown: Shown) -> None:
    presenter = shown.presenter
    presenter.look(3, "0000")  # nothing is there to compare with
    presenter.start()
    third, seventh = shown.now.groups[2], shown.now.groups[6]
    wrong = "0" + third[1:] if third[0] != "0" else "1" + third[1:]
    for typed, left, check in (
        (third[:3], False, GroupCheck(3)),
        (third[:3], True, GroupCheck(3, wrong="Look again at group 3.")),
        (wrong, False, GroupCheck(3, wrong="Look again at group 3.")),
        ("", True, GroupCheck(3)),
        (f" {third.lower()[:2]}-{third[2:]} ", False, GroupCheck(3, right=True)),
    ):
        presenter.look(3, typed, left=left)
        assert shown.now.checks == (check, GroupCheck(7))
    presenter.look(7, seventh + "0")
    assert shown.now.checks == (GroupCheck(3, right=True), GroupCheck(7, wrong="Look again at group 7."))
    assert not shown.now.checked


def test_page_is_kept_as_a_pdf_that_opens_the_vault(shown: Shown, tmp_path: Path, session: Session) -> None:
    shown.presenter.start()
    shown.presenter.save(tmp_path / "kit.pdf")
    assert shown.states[-2].busy == "Drawing the page."
    assert shown.now.told == "Saved as kit.pdf. This file is not locked. Print it, then delete it."
    assert not shown.now.told_wrong
    with pypdfium2.PdfDocument(tmp_path / "kit.pdf") as kept:
        bitmap = kept[0].render(scale=150 / 72, grayscale=True)
        pixels = memoryview(bitmap.buffer).cast("B", shape=[bitmap.height, bitmap.stride])
        (scanned,) = (each.text for each in zxingcpp.read_barcodes(pixels))
    session.lock()
    recover(session.vault.folder.path, scanned)


def test_what_stands_in_the_way_of_saving_is_said(shown: Shown, tmp_path: Path) -> None:
    shown.presenter.start()
    (tmp_path / "kit.pdf").write_text("mine")
    shown.presenter.save(tmp_path / "kit.pdf")
    assert (shown.now.told, shown.now.told_wrong) == ("kit.pdf is already there. Choose another name.", True)
    assert (tmp_path / "kit.pdf").read_text() == "mine"
    shown.presenter.save(tmp_path / "other.pdf")
    assert not shown.now.told_wrong


def test_page_is_drawn_for_a_printer_and_said_what_came_of_it(shown: Shown) -> None:
    shown.presenter.start()
    shown.presenter.print_page()
    assert [page[:4] for page in shown.pages] == [b"\x89PNG"]
    assert not shown.now.busy
    shown.presenter.paper.print_with(lambda: True)
    assert (shown.now.told, shown.now.told_wrong) == ("Sent to the printer. Check that you can read the page.", False)
    shown.presenter.paper.print_with(lambda: False)
    assert shown.now.told_wrong


def test_no_kit_says_why_and_can_be_tried_again(
    shown: Shown, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StorageError("disk_full")

    with monkeypatch.context() as broken:
        broken.setattr(session.vault, "replace_slots", full)
        shown.presenter.start()
    assert shown.now == KitState(failed=SENTENCES.error(StorageError("disk_full")))
    for idle in (shown.presenter.print_page, shown.presenter.finish):
        idle()
    assert len(shown.states) == 2
    shown.presenter.start()
    assert len(shown.now.groups) == 8


def test_a_check_that_cannot_be_kept_is_said(shown: Shown, session: Session) -> None:
    shown.presenter.start()
    shown.type_right()
    keys.remove_recovery(session)
    shown.presenter.finish()
    assert shown.done == []
    assert shown.now.told_wrong
    assert not shown.now.busy


def test_nothing_of_the_code_is_kept_afterwards(shown: Shown) -> None:
    shown.presenter.start()
    code = shown.now.groups
    shown.presenter.forget()
    assert code[0] not in repr(
        [vars(each) if hasattr(each, "__dict__") else each for each in vars(shown.presenter).values()]
    )


def test_a_kit_that_was_left_is_not_printed(shown: Shown) -> None:
    shown.presenter.start()
    shown.tasks.hold = True
    shown.presenter.print_page()
    shown.presenter.forget()
    shown.tasks.run()
    assert shown.pages == []
    assert shown.now == KitState()
