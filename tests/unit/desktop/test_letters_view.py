"""The page of letters as a person uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.fits import cut
from tests.unit.desktop.letter_day import BAKERY, SENDER, Letters, kept
from tests.unit.desktop.vault_day import HOST, Day, name_of, named, names, open_day, sentences, texts, themed
from vault.customer.letters import Ground, LetterEventKind, LetterKind, SentHow
from vault.desktop.letters_view import LettersView
from vault.desktop.page_scroll import ROOM
from vault.desktop.printing import A4, Chosen, Paper


class Desk:
    """A printer that takes everything, and a file that was chosen."""

    def __init__(self, path: Path) -> None:
        self.path, self.offered, self.sheets = path, "", 0

    def print_pages(self, parent: QWidget, pages: tuple[bytes, ...], paper: Paper, chosen: Chosen) -> None:
        assert paper is A4
        self.sheets = len(pages)
        chosen(lambda: True)

    def save(self, parent: QWidget, title: str, name: str, chosen: Callable[[Path], None]) -> None:
        self.offered = name
        chosen(self.path)

    def open(self, parent: QWidget, title: str, ending: str, chosen: Callable[[Path], None]) -> None:
        raise AssertionError(ending)


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def letters(qapp: QApplication, day: Day) -> Letters:
    del qapp
    return Letters(day)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication, letters: Letters) -> LettersView:
    theme, icons = themed(qapp)
    made = LettersView(theme, icons, sentences(), shipped())
    letters.setParent(made)
    made.attach(letters)
    qtbot.addWidget(made)
    made.resize(972, 780)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    letters.start()
    return made


def labels(part: QWidget) -> list[QLabel]:
    return [each for each in part.findChildren(QLabel) if each.isVisible()]


def seen(view: LettersView, text: str) -> bool:
    """Whether the words are within what is scrolled to."""
    (label,) = (each for each in labels(view) if each.text() == text)
    return label.visibleRegion().boundingRect().height() == label.height()


def test_without_letters_it_says_what_they_do(view: LettersView) -> None:
    assert "No letters yet" in texts(view)
    assert "The law lets you ask a shop what it has about you." in texts(view)
    assert view.add.hasFocus()


def test_a_letter_by_keyboard(view: LettersView, qtbot: QtBot, day: Day) -> None:
    qtbot.keyClick(view.add, Qt.Key.Key_Space)
    first = view.form.kinds.radios()[0]
    assert (first.hasFocus(), first.isChecked()) == (True, True)
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert view.form.kinds.chosen == "rectification"
    fields = (
        (view.form.to_name, BAKERY.name),
        (view.form.about.corrections.rows[0][0], "my name"),
        (view.form.about.corrections.rows[0][2], "Noor"),
        (view.form.name, SENDER.name),
        (view.form.reply, "noor@example.org"),
    )
    for field, text in fields:
        field.setFocus()
        qtbot.keyClicks(field, text)
    assert any("Noor de Vries\nnoor@example.org\n\nBakkerij Voorbeeld\n" in name_of(each) for each in labels(view.form))
    assert any("my name: it should be “Noor”." in each for each in texts(view.form))
    qtbot.keyClick(view.form.make, Qt.Key.Key_Return)
    (made,) = kept(day)
    assert (made.kind, made.to) == (LetterKind.RECTIFICATION, BAKERY.name)
    assert view.letter.isVisible()
    assert view.letter.send.save.hasFocus()
    qtbot.keyClick(view.letter, Qt.Key.Key_Escape)
    assert view.add.hasFocus()
    assert {"Open: Have it corrected, Bakkerij Voorbeeld"} <= set(names(view))


def test_every_radio_says_its_right_and_what_comes_of_it(view: LettersView, letters: Letters) -> None:
    letters.begin()
    assert "See what the shop has. The shop tells what it has about you, why, and who got it" in names(view.form)


def test_a_click_on_the_words_chooses(qapp: QApplication, view: LettersView, letters: Letters, qtbot: QtBot) -> None:
    letters.begin()
    qapp.processEvents()
    row = view.form.kinds.radios()[2].parentWidget()
    assert row is not None
    qtbot.mouseClick(row.findChildren(QLabel)[0], Qt.MouseButton.LeftButton)
    assert view.form.kinds.chosen == "erasure"
    assert "The shop no longer needs it" in names(view.form)


def test_what_is_missing_gets_the_keyboard(view: LettersView, letters: Letters, qtbot: QtBot) -> None:
    letters.begin()
    letters.type(to_name="Bakkerij", name="Noor", reply="noor@example.org", kind=LetterKind.HUMAN_DECISION)
    qtbot.mouseClick(view.form.make, Qt.MouseButton.LeftButton)
    assert view.form.about.decision.hasFocus()
    assert "Say which decision the shop took." in texts(view.form)
    letters.type(kind=LetterKind.ERASURE, ground=Ground.UNLAWFUL)
    qtbot.mouseClick(view.form.make, Qt.MouseButton.LeftButton)
    assert view.form.about.reason.hasFocus()
    assert "Say what happened, or which law you mean." in texts(view.form)
    letters.type(kind=LetterKind.PORTABILITY, other_at="data@boekhoek.example")
    qtbot.mouseClick(view.form.make, Qt.MouseButton.LeftButton)
    assert view.form.about.to_other.hasFocus()


def test_what_does_not_fit_gets_the_keyboard_too(view: LettersView, letters: Letters, qtbot: QtBot) -> None:
    letters.begin()
    long, form = "x" * 121, view.form
    for field, typed in (
        (form.to_name, {"to_name": long}),
        (form.to_contact, {"to_contact": long}),
        (form.to_address, {"to_address": long}),
        (form.account, {"account": long}),
        (form.name, {"name": long}),
        (form.reply, {"reply": long}),
        (form.about.to_other, {"kind": LetterKind.PORTABILITY, "to_other": "x" * 201}),
    ):
        letters.begin()
        letters.type(**{"to_name": "Bakkerij", "name": "Noor", "reply": "noor@example.org", **typed})
        qtbot.mouseClick(form.make, Qt.MouseButton.LeftButton)
        assert (field.hasFocus(), field.property("error")) == (True, True), typed
        label = field.parentWidget()
        assert label is not None
        assert any(each.startswith("This text does not fit (") for each in texts(label))


def test_of_corrections_the_one_that_does_not_fit_gets_the_keyboard(
    view: LettersView, letters: Letters, qtbot: QtBot
) -> None:
    letters.begin()
    letters.type(kind=LetterKind.RECTIFICATION)
    what, wrong, right = view.form.about.corrections.rows[0]
    for field, text in ((view.form.to_name, "Bakkerij"), (what, "address"), (wrong, "Dam 1"), (right, "y" * 201)):
        qtbot.keyClicks(field, text)
    qtbot.mouseClick(view.form.make, Qt.MouseButton.LeftButton)
    assert (right.hasFocus(), right.property("error"), what.property("error")) == (True, True, None)


def test_what_is_missing_is_asked_from_the_top_and_has_a_red_border(
    view: LettersView, letters: Letters, qtbot: QtBot
) -> None:
    letters.begin()
    letters.type(kind=LetterKind.RECTIFICATION)
    form = view.form
    fields = (form.to_name, form.about.corrections.rows[0][0], form.name, form.reply)
    for number, field in enumerate(fields):
        qtbot.mouseClick(form.make, Qt.MouseButton.LeftButton)
        assert field.hasFocus()
        assert [bool(each.property("error")) for each in fields] == [at == number for at in range(len(fields))]
        qtbot.keyClicks(field, "Noor")
        assert not field.property("error")
    qtbot.mouseClick(form.make, Qt.MouseButton.LeftButton)
    assert view.letter.isVisible()


def test_where_data_goes_and_which_decision_it_was_are_typed(view: LettersView, letters: Letters, qtbot: QtBot) -> None:
    letters.begin()
    about = view.form.about
    letters.type(kind=LetterKind.PORTABILITY)
    about.to_other.setFocus()
    qtbot.keyClicks(about.to_other, "Boekhoek")
    qtbot.keyClick(about.to_other, Qt.Key.Key_Tab)
    assert about.other_at.hasFocus()
    assert about.other_at.accessibleName() == "Where that shop takes your data in, if you know"
    qtbot.keyClicks(about.other_at, "data@boekhoek.example")
    assert not about.reference.isVisible()
    assert any("The address there is: data@boekhoek.example." in each for each in texts(view.form))
    letters.type(kind=LetterKind.HUMAN_DECISION)
    about.decision.setFocus()
    qtbot.keyClick(about.decision, Qt.Key.Key_Tab)
    assert about.reference.hasFocus()
    qtbot.keyClicks(about.reference, "number 77")
    assert any("Date or reference of the decision: number 77" in each for each in texts(view.form))


def test_a_known_shop_fills_the_fields_and_its_ticks_are_in_the_letter(
    view: LettersView, letters: Letters, day: Day, qtbot: QtBot
) -> None:
    day.share()
    letters.begin()
    view.form.shop.setCurrentIndex(view.form.shop.findData(HOST))
    view.form.shop.activated.emit(view.form.shop.currentIndex())
    assert view.form.to_name.text() == day.shop.expects.controller.name
    tick = view.form.about.ticks["media.sports"]
    assert tick.isChecked()
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton, pos=tick.rect().center())
    assert not any("- Sports" in each for each in texts(view.form))
    assert any("- Shoe size" in each for each in texts(view.form))


def test_one_more_correction(view: LettersView, letters: Letters, qtbot: QtBot) -> None:
    letters.begin()
    letters.type(kind=LetterKind.RECTIFICATION)
    rows = view.form.about.corrections
    qtbot.mouseClick(rows.more, Qt.MouseButton.LeftButton)
    assert (len(rows.rows), rows.rows[1][0].hasFocus()) == (2, True)
    qtbot.keyClicks(rows.rows[1][0], "my age")
    assert any("- my age" in each for each in texts(view.form))


def test_it_is_saved_printed_copied_and_said_to_be_sent(
    view: LettersView, letters: Letters, day: Day, qtbot: QtBot, tmp_path: Path
) -> None:
    letters.write()
    desk = Desk(tmp_path / "mine.pdf")
    send = view.letter.send
    send.files = send.printing = desk
    qtbot.mouseClick(send.save, Qt.MouseButton.LeftButton)
    assert (desk.offered, desk.path.read_bytes()[:5]) == ("letter.pdf", b"%PDF-")
    assert "Saved as mine.pdf. This file is not locked." in texts(send)
    qtbot.mouseClick(send.print_button, Qt.MouseButton.LeftButton)
    assert (desk.sheets > 0, "Sent to the printer." in texts(send)) == (True, True)
    qtbot.mouseClick(send.copy, Qt.MouseButton.LeftButton)
    assert letters.copied
    qtbot.mouseClick(named(send, "I sent it"), Qt.MouseButton.LeftButton)
    assert send.panel.day.hasFocus()
    qtbot.mouseClick(send.panel.how.radios()[1], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(named(send, "Keep when and how you sent it"), Qt.MouseButton.LeftButton)
    assert kept(day)[0].how is SentHow.POST
    assert (send.panel.isVisible(), named(view.letter, "Note what came of it").hasFocus()) == (False, True)
    assert "Answer due by 15 June 2026." in texts(view.letter)
    assert "Change when you sent it" in names(send)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_what_was_kept_is_seen_at_once(
    view: LettersView, letters: Letters, qapp: QApplication, qtbot: QtBot, scale: float
) -> None:
    """The fields were below it, so that it was scrolled away."""
    view._theme.set_text_scale(scale)
    view.resize(816, 600)
    letters.write()
    named(view.letter, "I sent it").click()
    qapp.processEvents()
    assert seen(view, "Not sent yet.") is False
    named(view.letter, "Keep when and how you sent it").click()
    qapp.processEvents()
    qtbot.waitUntil(lambda: seen(view, "Answer due by 12 June 2026."))
    assert named(view.letter, "Note what came of it").hasFocus()


def test_what_came_is_noted_and_taken_back(view: LettersView, letters: Letters, day: Day, qtbot: QtBot) -> None:
    letters.write()
    letters.letter.mark_sent(day.clock.now().date(), SentHow.MAIL)
    qtbot.mouseClick(named(view.letter, "Note what came of it"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.letter.came.what.radios()[2], Qt.MouseButton.LeftButton)
    view.letter.came.note.setPlainText("A list of my orders.")
    qtbot.mouseClick(named(view.letter, "Keep what came of it"), Qt.MouseButton.LeftButton)
    assert [each.kind for each in kept(day)[0].came] == [LetterEventKind.ANSWERED]
    assert {"12 May 2026: the shop answered", "A list of my orders."} <= set(texts(view.letter))
    assert view.letter.came.note.toPlainText() == ""
    qtbot.mouseClick(named(view.letter, "Remove: 12 May 2026: the shop answered"), Qt.MouseButton.LeftButton)
    assert kept(day)[0].came == ()
    assert named(view.letter, "Note what came of it").hasFocus()


def test_a_complaint_elsewhere(view: LettersView, letters: Letters, day: Day, qtbot: QtBot) -> None:
    made = letters.write()
    letters.letter.mark_sent(day.clock.now().date(), SentHow.MAIL)
    day.later(days=40)
    letters.open(made)
    qtbot.mouseClick(named(view.letter, "Complain to the authority"), Qt.MouseButton.LeftButton)
    panel = view.letter.complain
    assert "The Dutch authority asks for your address and telephone number." in texts(panel)
    assert not panel.name.isVisible()
    qtbot.mouseClick(panel.which.radios()[1], Qt.MouseButton.LeftButton)
    panel.address.setPlainText("Paris")
    panel.reply.clear()
    view.resize(816, 600)
    for field, said, typed in (
        (panel.name, "Type the name of the authority.", "CNIL"),
        (panel.reply, "Say how the authority can reach you.", "noor@example.org"),
    ):
        qtbot.mouseClick(panel.write, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda field=field: field.visibleRegion().boundingRect().height() == field.height())
        assert (field.hasFocus(), field.property("error"), said in texts(view.letter)) == (True, True, True)
        qtbot.keyClicks(field, typed)
    qtbot.mouseClick(panel.write, Qt.MouseButton.LeftButton)
    assert (kept(day)[0].kind, kept(day)[0].to) == (LetterKind.COMPLAINT, "CNIL")
    assert "To CNIL" in texts(view.letter)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_complaint_is_begun_at_its_first_words(
    view: LettersView, letters: Letters, day: Day, qtbot: QtBot, scale: float
) -> None:
    """It is higher than a small window, which then showed its middle."""
    view._theme.set_text_scale(scale)
    view.resize(816, 480)
    made = letters.write()
    letters.letter.mark_sent(day.clock.now().date(), SentHow.MAIL)
    day.later(days=40)
    letters.open(made)
    named(view.letter, "Complain to the authority").click()
    panel, page = view.letter.complain, view.letter._scroll.viewport()
    qtbot.waitUntil(lambda: panel.mapTo(page, QPoint(0, 0)).y() == ROOM // 2)
    assert panel.height() > page.height()
    assert seen(view, "Your letter and reminders go along with it.")
    assert panel.which.radios()[0].hasFocus()


def test_nothing_typed_stays_in_a_field_when_the_vault_locks(view: LettersView, letters: Letters) -> None:
    letters.begin()
    letters.type(kind=LetterKind.RECTIFICATION)
    form = view.form
    form.name.setText("A secret")
    form.reply.setPlainText("of mine")
    form.about.reason.setPlainText("reasons")
    form.about.corrections.rows[0][1].setText("wrong")
    letters.forget()
    left = (form.name.text(), form.reply.toPlainText(), form.about.reason.toPlainText())
    assert (left, form.about.corrections.typed()) == (("", "", ""), (("", "", ""),))
    assert not any("A secret" in each for each in texts(view))


def test_a_closed_letter_leaves_nothing_on_the_page(view: LettersView, letters: Letters) -> None:
    letters.write()
    view.letter.complain.reply.setPlainText("020 123 45 67")
    letters.forget()
    assert view.letter.complain.reply.toPlainText() == ""
    assert not any(SENDER.name in each.text() for each in view.findChildren(type(view.title)))


def test_the_keyboard_stays_with_a_letter_that_changes(view: LettersView, letters: Letters, day: Day) -> None:
    first = letters.write()
    letters.letter.mark_sent(day.clock.now().date(), SentHow.MAIL)
    letters.write()
    letters.show_list()
    row = view.rows()[1]
    assert row.line_id == first
    row.steps[-1].setFocus()
    row.steps[-1].click()
    assert view.rows()[1].open.hasFocus()


def cut_once_laid_out(view: LettersView) -> list[str]:
    """Words that wrap take their height some turns after they are shown."""
    for _ in range(3):
        QApplication.processEvents()
    return cut(view)


@pytest.mark.parametrize("scale", [1.0, 1.3, 2.0])
@pytest.mark.parametrize("width", [816, 972])
def test_nothing_is_cut(view: LettersView, letters: Letters, width: int, scale: float) -> None:
    view._theme.set_text_scale(scale)
    view.resize(width, 600)
    letters.begin()
    letters.type(kind=LetterKind.OBJECTION, to_name="A" * 60, name="Noor", reply="noor@example.org")
    assert cut_once_laid_out(view) == []
    letters.form.make()
    assert cut_once_laid_out(view) == []
    letters.show_list()
    assert cut_once_laid_out(view) == []
