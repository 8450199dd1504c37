"""Help: its page in the window and before a locked vault, its keys, its search, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.screenshots.scenes import empty_window
from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.desktop.fits import cut
from tests.unit.desktop.vault_day import name_of, named, names, sentences, texts, themed
from vault.core.clock import SystemClock
from vault.customer.help import help_topics
from vault.desktop.app import translate
from vault.desktop.fonts import load_fonts
from vault.desktop.gate import Gate
from vault.desktop.help_presenter import TOPICS, WHO_HOLDS, HelpPresenter
from vault.desktop.help_state import HelpGroup, HelpState
from vault.desktop.help_view import HelpView
from vault.desktop.pages import FACTORIES, Known, World
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.rail import RailItem
from vault.desktop.tasks import InlineTasks
from vault.desktop.window import Window

IDS = {topic.id for topic in help_topics("en")}


@pytest.fixture(autouse=True)
def usual_looks(qapp: QApplication) -> Iterator[None]:
    """English, in letters of the usual size, again after each test."""
    load_fonts()
    yield
    translate(qapp, "en")
    themed(qapp)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    theme, _ = themed(qapp)
    with empty_window(tmp_path / "vault", theme, "en") as made:
        qtbot.addWidget(made)
        made.resize(1180, 780)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        yield made


def help_view(window: QWidget) -> HelpView:
    (found,) = [each for each in window.findChildren(HelpView) if each.isVisible()]
    return found


def heading(view: HelpView) -> str:
    """The title of the topic that is read."""
    (found,) = [each.text() for each in view.findChildren(WrapLabel) if each.property("role") == "heading"]
    return found


def in_rail(window: Window, name: str) -> RailItem:
    (found,) = [each for each in window.findChildren(RailItem) if name_of(each) == name]
    return found


def test_every_topic_that_is_named_is_there() -> None:
    assert {*TOPICS.values(), WHO_HOLDS} <= IDS
    assert set(TOPICS) <= FACTORIES.keys()


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("shops", "Stopping, and what the words mean"),
        ("overview", "What your vault is"),
        ("sizes", "Size help"),
        ("people", "People you buy for"),
        ("wishes", "Your wish list"),
    ],
)
def test_f1_shows_the_topic_of_the_page_and_esc_goes_back_there(window: Window, page: str, title: str) -> None:
    window.show_page(page)
    shown = window.inside.pages.page(page).view
    QTest.keyClick(window, Qt.Key.Key_F1)
    view = help_view(window)
    assert heading(view) == title
    assert view.search.hasFocus()
    assert in_rail(window, "Help").isChecked()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert heading(view) == title  # where one is already it changes nothing
    QTest.keyClick(view.search, Qt.Key.Key_Escape)
    assert shown.isVisible()
    assert not in_rail(window, "Help").isChecked()


def test_f1_on_the_table_is_about_the_table(window: Window) -> None:
    window.inside.show_matrix()
    QTest.keyClick(window, Qt.Key.Key_F1)
    view = help_view(window)
    assert heading(view) == "Who holds what"
    named(view, "Back").click()
    window.presenter("shops").matrix.leave()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert heading(view) == "Stopping, and what the words mean"


def test_who_does_not_see_the_list_hears_how_much_was_found(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    window.inside.help.open()
    view = help_view(window)
    said: list[str] = []

    def hear(event: QAccessibleAnnouncementEvent | QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    view.searched.emit("brand")
    view.searched.emit("brands")
    view.searched.emit("xyzzy")
    view.searched.emit("")
    view.searched.emit("e")
    assert said[:2] == ["1 topic found.", "Nothing here matches. Try another word."]
    assert said[2] == f"{len(view.rows.row_model.rows)} topics found."


def test_help_in_the_rail_leads_there_and_back_to_where_the_keyboard_was(window: Window) -> None:
    window.show_page("settings")
    settings = in_rail(window, "Settings")
    settings.setFocus()
    in_rail(window, "Help").click()
    view = help_view(window)
    assert heading(view) == "When it locks"
    named(view, "Back").click()
    assert settings.hasFocus()
    assert window.frame.shown == "settings"


def test_what_is_typed_is_searched_at_once_and_the_best_is_shown(window: Window) -> None:
    in_rail(window, "Help").click()
    view = help_view(window)
    QTest.keyClicks(window.focusWidget(), "PASSWORD")
    assert view.search.text() == "PASSWORD"
    assert heading(view) == "Your passphrase and the recovery kit"
    assert not any(isinstance(row, HelpGroup) for row in view.rows.row_model.rows)
    QTest.keyClicks(view.search, " forgot")
    assert heading(view) == "Your passphrase and the recovery kit"
    view.search.selectAll()
    QTest.keyClicks(view.search, "xyzzy")
    assert "Nothing here matches. Try another word." in texts(view)
    assert view._text is None
    QTest.keyClick(view.search, Qt.Key.Key_Escape)
    assert view.search.text() == ""
    assert len(view.rows.row_model.rows) > len(IDS)
    assert view.isVisible()


def test_arrows_move_through_the_topics(window: Window) -> None:
    window.inside.help.open()
    view = help_view(window)
    first = heading(view)
    QTest.keyClick(view.rows, Qt.Key.Key_Down)
    assert heading(view) != first
    window.frame.search()
    QTest.keyClick(view.search, Qt.Key.Key_Down)
    assert view.rows.hasFocus()


@pytest.mark.parametrize("size", [(880, 600), (1180, 780)])
def test_with_large_text_the_topic_opens_over_the_list_and_back_leads_to_it(
    window: Window, size: tuple[int, int]
) -> None:
    window.world.theme.set_text_scale(2.0)
    window.resize(*size)
    window.show_page("shops")
    window.inside.help.open()
    view = help_view(window)
    assert heading(view) == "Stopping, and what the words mean"
    assert not view.rows.isVisible()
    assert view.back.hasFocus()
    named(view, "Back to the topics").click()
    assert view.rows.hasFocus()
    QTest.keyClick(view.rows, Qt.Key.Key_Down)
    QTest.keyClick(view.rows, Qt.Key.Key_Return)
    assert heading(view) == "The stop code"
    assert not view.rows.isVisible()
    QTest.keyClick(view.back, Qt.Key.Key_Escape)
    QTest.keyClick(view.rows, Qt.Key.Key_Escape)
    assert window.frame.shown == "shops"


def test_a_topic_in_sight_stays_so_where_rows_wrap(window: Window, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    view = window.findChild(HelpView)
    assert view is not None
    rows = view.rows

    def stands(wide: bool) -> bool:
        place, narrow = rows.visualRect(rows.currentIndex()), rows.width() < 300
        return narrow is not wide and place.top() >= 0 and place.bottom() < rows.viewport().height()

    topics = [number for number in range(rows.row_model.rowCount()) if not rows.row_model.is_head(number)]
    for number in topics[12::3]:
        window.resize(1180, 600)
        qtbot.waitUntil(lambda: rows.width() > 300)
        rows.scrollToTop()
        rows.setCurrentIndex(rows.row_model.index(number))
        qtbot.waitUntil(lambda: stands(wide=True))
        window.resize(880, 600)
        qtbot.waitUntil(lambda: stands(wide=False))


def test_a_lock_forgets_what_was_searched(window: Window) -> None:
    window.inside.help.open()
    presenter = window.presenter("help")
    states: list[HelpState] = []
    presenter.changed.connect(states.append)
    presenter.search("health")
    window.lock()
    assert states[-1].search == ""


def test_files_that_are_gone_are_said_in_words(qtbot: QtBot, qapp: QApplication) -> None:
    theme, icons = themed(qapp)
    view = HelpView(theme, icons)
    qtbot.addWidget(view)
    presenter = HelpPresenter(InlineTasks(), sentences()._replace(language="xx"))
    view.attach(presenter)
    view.show()
    presenter.start()
    assert sentences().say("errors", "messages_damaged") in texts(view)


@pytest.mark.parametrize(("scale", "language"), [(1.0, "en"), (1.0, "nl"), (1.3, "nl"), (2.0, "nl")], ids=str)
def test_no_topic_is_cut(qtbot: QtBot, qapp: QApplication, scale: float, language: str) -> None:
    theme, icons = themed(qapp)
    theme.set_text_scale(scale)
    translate(qapp, language)
    view = HelpView(theme, icons)
    qtbot.addWidget(view)
    presenter = HelpPresenter(InlineTasks(), sentences(language))
    view.attach(presenter)
    presenter.start()
    view.show()
    for topic in help_topics(language):
        for size in ((972, 780), (816, 600)):
            view.resize(*size)
            presenter.open_topic(topic.id)
            for _ in range(4):
                QApplication.processEvents()
            assert (topic.id, size, cut(view)) == (topic.id, size, [])
            presenter.leave()


@pytest.fixture
def gate(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> tuple[Gate, QWidget]:
    """The pages before a vault that is not there yet."""
    theme, icons = themed(qapp)

    def known() -> Known:
        raise AssertionError("nothing of it is needed here")

    world = World(theme, icons, sentences(), SystemClock(), InlineTasks(), known, lambda address: None)
    made, window = Gate(world, tmp_path / "vault"), QStackedWidget()
    qtbot.addWidget(window)
    window.addWidget(made("", lambda: None, window))
    window.resize(1180, 780)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: "Help" in names(window))
    return made, window


def test_before_the_vault_help_lies_over_the_page_and_keeps_what_was_typed(gate: tuple[Gate, QWidget]) -> None:
    made, pages = gate
    first = made.shown
    assert first is not None
    typing = first.currentWidget().fields.first.edit  # type: ignore[attr-defined]
    QTest.keyClicks(typing, PASSPHRASE)
    named(pages, "Help").click()
    view = help_view(pages)
    assert heading(view) == "What your vault is"
    QTest.keyClick(view.search, Qt.Key.Key_Escape)
    assert made.shown is first
    assert typing.text() == PASSPHRASE
    QTest.keyClick(pages, Qt.Key.Key_F1)
    assert help_view(pages)


def test_behind_the_first_page_f1_is_about_the_one_that_is_shown(gate: tuple[Gate, QWidget]) -> None:
    from vault.desktop import gate_pages

    made, pages = gate
    gate_pages.show_backup(made)
    behind = made.shown
    QTest.keyClick(pages, Qt.Key.Key_F1)
    assert heading(help_view(pages)) == "Backups"
    named(pages, "Back").click()
    assert made.shown is behind
