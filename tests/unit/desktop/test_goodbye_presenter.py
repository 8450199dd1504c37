"""A goodbye without a window: each step, what it asks, and that the last one asks for the passphrase."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtWidgets import QApplication

from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.desktop.vault_day import HOST, Day, open_day, sentences
from vault.core.errors import ChoiceError
from vault.customer.goodbye import CopyState, Step, view_goodbye
from vault.customer.holdings import view_shops
from vault.customer.taking_along import needs_passphrase
from vault.desktop.goodbye_presenter import GoodbyePresenter
from vault.desktop.goodbye_state import CopyTyped, GoodbyeState, Mark, SendOff
from vault.storage.secret import Passphrase

LOCK = "four loose words together"
NOTHING = CopyTyped("", "", "")


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


class Goodbye:
    """The presenter, and a window that does what it asks."""

    def __init__(self, day: Day, documents: Path) -> None:
        self.day, self.folder = day, documents / "Goodbye papers"
        self.sent: list[SendOff] = []
        self.pages: list[str] = []
        self.presenter = GoodbyePresenter(day.tasks, sentences(), documents)
        day.watch(self.presenter)
        self.presenter.flush_wanted.connect(self._flush)
        self.presenter.delete_wanted.connect(self.sent.append)
        self.presenter.navigate.connect(self.pages.append)
        self.presenter.start()

    def _flush(self, then: Callable[[], None]) -> None:
        self.day.deliver()
        then()

    @property
    def state(self) -> GoodbyeState:
        found = self.day.state
        assert isinstance(found, GoodbyeState)
        return found

    def copied(self) -> Goodbye:
        """With a locked copy that has everything."""
        self.presenter.begin()
        self.presenter.take_sealed(True)
        self.presenter.make_copy(CopyTyped(PASSPHRASE, LOCK, LOCK))
        return self

    def papers(self) -> list[str]:
        return sorted(each.name for each in self.folder.iterdir())


@pytest.fixture
def goodbye(day: Day, tmp_path: Path) -> Goodbye:
    return Goodbye(day, tmp_path / "documents")


def test_first_a_folder(goodbye: Goodbye, tmp_path: Path) -> None:
    assert (goodbye.state.step, goodbye.state.folder) == (Step.BEGIN, str(goodbye.folder))
    assert {line.mark for line in goodbye.state.lines} == {Mark.LATER}
    goodbye.presenter.choose_folder(tmp_path / "elsewhere")
    goodbye.presenter.begin()
    assert (goodbye.state.step, goodbye.state.folder) == (Step.COPY, str(tmp_path / "elsewhere"))
    goodbye.presenter.choose_folder(tmp_path / "another")
    assert goodbye.state.folder == str(tmp_path / "another")


def test_not_into_the_vault_itself(goodbye: Goodbye) -> None:
    goodbye.presenter.choose_folder(goodbye.day.session.vault.folder.path / "papers")
    goodbye.presenter.begin()
    assert goodbye.state.failed == sentences().say("errors", "goodbye_folder_inside")
    assert goodbye.state.step is Step.BEGIN


def test_the_copy_is_locked_unless_it_is_said_otherwise(goodbye: Goodbye) -> None:
    goodbye.presenter.begin()
    goodbye.presenter.make_copy(NOTHING)
    asked = goodbye.state.copy
    assert (asked.along_wrong, asked.first_wrong) == (
        "Say first what becomes of it.",
        "Choose a passphrase for the copy.",
    )
    goodbye.presenter.take_sealed(False)
    goodbye.presenter.make_copy(CopyTyped("", "short", "short"))
    assert goodbye.state.copy.first_wrong == sentences().error(ChoiceError("passphrase_short", minimum=8))
    goodbye.presenter.make_copy(CopyTyped("", LOCK, f"{LOCK}s"))
    assert goodbye.state.copy.again_wrong == "This is not the same. Type it again."
    assert goodbye.papers() == []
    goodbye.presenter.make_copy(CopyTyped("", LOCK, LOCK))
    assert goodbye.papers() == ["vault-copy.zip.age"]
    assert needs_passphrase(goodbye.folder / "vault-copy.zip.age")
    assert goodbye.state.step is Step.STOP
    assert goodbye.state.lines[0].about == "Your copy was read back and compared. It is locked."


def test_an_open_copy_has_no_lock(goodbye: Goodbye) -> None:
    goodbye.presenter.begin()
    goodbye.presenter.take_sealed(False)
    goodbye.presenter.lock_copy(False)
    goodbye.presenter.make_copy(NOTHING)
    assert goodbye.papers() == ["vault-copy.zip"]


def test_what_is_sealed_comes_along_with_the_passphrase(goodbye: Goodbye) -> None:
    goodbye.presenter.begin()
    goodbye.presenter.take_sealed(True)
    goodbye.presenter.make_copy(CopyTyped("", LOCK, LOCK))
    assert goodbye.state.copy.passphrase_wrong == "Type your passphrase, or leave sealed items behind."
    goodbye.presenter.make_copy(CopyTyped("not this one", LOCK, LOCK))
    assert goodbye.state.copy.passphrase_wrong == sentences().say("errors", "wrong_passphrase")
    assert (goodbye.papers(), goodbye.state.busy) == ([], "")
    goodbye.presenter.make_copy(CopyTyped(PASSPHRASE, LOCK, LOCK))
    assert goodbye.state.step is Step.STOP
    done = view_goodbye(goodbye.day.session).done
    assert done is not None
    assert done.copy is not None
    assert done.copy.sealed


def test_a_copy_that_is_cancelled_is_not_there(goodbye: Goodbye) -> None:
    goodbye.presenter.begin()
    goodbye.presenter.take_sealed(False)
    real = goodbye.day.tasks.vault

    def cancelled_at_once(*given: object, **named: object) -> None:
        goodbye.presenter.cancel()
        real(*given, **named)  # type: ignore[arg-type]

    goodbye.day.tasks.vault = cancelled_at_once  # type: ignore[method-assign]
    goodbye.presenter.make_copy(CopyTyped("", LOCK, LOCK))
    assert goodbye.state.told == "You cancelled it. There is no copy."
    assert goodbye.papers() == []
    assert goodbye.state.step is Step.COPY


def test_a_lock_in_between_finishes_no_copy(goodbye: Goodbye) -> None:
    goodbye.presenter.begin()
    goodbye.presenter.forget()
    assert goodbye.presenter._how_far.cancel.is_set()
    assert goodbye.state == GoodbyeState(folder=str(goodbye.folder))


def test_every_step_to_the_end(goodbye: Goodbye) -> None:
    day = goodbye.day
    day.share()
    day.deliver()
    goodbye.copied()
    assert [shop.host for shop in goodbye.state.shops] == [HOST]
    assert goodbye.state.shops[0].text == "You share something with this shop now."
    goodbye.presenter.stop_all()
    assert not view_shops(day.session)[0].shared
    assert len(day.shop.stops) == 1
    if goodbye.state.step is Step.CONFIRM:
        goodbye.presenter.look_again()
    assert (goodbye.state.step, goodbye.state.told) == (Step.SHEET, "")
    goodbye.presenter.write_sheet()
    assert goodbye.state.step is Step.DELETE
    assert [line.mark for line in goodbye.state.lines] == [Mark.DONE] * 4 + [Mark.NOW]
    assert goodbye.state.lost == ""
    goodbye.presenter.delete("")
    assert goodbye.state.wrong == "Type your passphrase first."
    goodbye.presenter.delete("not this one")
    assert goodbye.state.wrong == sentences().say("errors", "wrong_passphrase")
    assert goodbye.sent == []
    goodbye.presenter.delete(PASSPHRASE)
    assert goodbye.sent[0].cleared.folder == day.session.vault.folder.path
    said = [each.replace("\u200b", "") for each in goodbye.sent[0].papers]
    assert said == [
        f"Your copy: {goodbye.folder / 'vault-copy.zip.age'}",
        f"Your sheet: {goodbye.folder / 'goodbye.pdf'}",
    ]


def test_a_shop_that_is_not_reached_gets_a_letter(goodbye: Goodbye) -> None:
    day = goodbye.day
    day.share()
    day.deliver()
    goodbye.copied()
    day.shop.mood = "down"
    goodbye.presenter.stop_all()
    assert goodbye.state.step is Step.CONFIRM
    assert [(shop.host, shop.kind) for shop in goodbye.state.shops] == [(HOST, "not_reached")]
    goodbye.presenter.look_again()
    assert goodbye.state.told == "We asked once more. These shops have not confirmed yet."
    goodbye.presenter.write_letters("", "noor@example.org")
    assert goodbye.state.failed
    assert goodbye.state.told == ""
    assert goodbye.state.step is Step.CONFIRM
    goodbye.presenter.write_letters("Noor de Wit", "noor@example.org, Dorpsstraat 1")
    assert f"letter-{HOST}.pdf" in goodbye.papers()
    assert goodbye.state.step is Step.SHEET
    assert goodbye.state.lines[2].about == "One letter is ready to be sent."
    letter = pypdf.PdfReader(goodbye.folder / f"letter-{HOST}.pdf")
    assert "Dorpsstraat 1" in "".join(page.extract_text() for page in letter.pages)
    goodbye.presenter.write_sheet()
    assert f"Letters to send yourself: {goodbye.folder}" in [
        each.replace("\u200b", "") for each in goodbye.state.ending
    ]


def test_the_rest_can_be_left(goodbye: Goodbye) -> None:
    day = goodbye.day
    day.share()
    day.deliver()
    goodbye.copied()
    day.shop.mood = "down"
    goodbye.presenter.stop_all()
    goodbye.presenter.leave_rest()
    assert goodbye.state.lines[2].about == "Not all confirmed. You left it at that."


def test_without_a_copy_the_last_step_says_what_is_lost(goodbye: Goodbye) -> None:
    goodbye.presenter.begin()
    goodbye.presenter.go_without_copy()
    goodbye.presenter.stop_all()
    goodbye.presenter.write_sheet()
    assert goodbye.state.step is Step.DELETE
    assert goodbye.state.lost == "You have no copy. What is in your vault is lost."


def test_a_copy_that_is_gone_brings_its_step_back(goodbye: Goodbye) -> None:
    goodbye.copied()
    (goodbye.folder / "vault-copy.zip.age").unlink()
    goodbye.presenter.stop_all()
    assert goodbye.state.step is Step.COPY
    assert goodbye.state.copy.earlier == sentences().say("goodbye_copies", CopyState.MISSING)


def test_it_can_be_left_and_forgotten(goodbye: Goodbye) -> None:
    goodbye.presenter.begin()
    goodbye.presenter.leave()
    assert goodbye.pages == ["your_data"]
    again = Goodbye(goodbye.day, goodbye.folder.parent)
    assert again.state.step is Step.COPY
    again.presenter.stay()
    assert again.state.step is Step.BEGIN
    assert again.state.told == sentences().say("cli", "goodbye_stays")


def test_no_passphrase_is_in_a_repr() -> None:
    assert LOCK not in repr(CopyTyped(PASSPHRASE, LOCK, LOCK))
    assert LOCK not in repr(Passphrase(LOCK))
