"""Links, files and QR pictures dropped anywhere on the window, open or locked, as the system delivers them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFileOpenEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.example_day import Day, example_day
from tests.screenshots.scenes import link, world_of
from tests.unit.customer.shop_files import write_unknown
from tests.unit.desktop.vault_day import names, texts, themed
from vault.desktop.opened_by_system import OpenedBySystem
from vault.desktop.request_file import MOST_DROPPED, dropped
from vault.desktop.window import Window
from vault.openid4vp.link import MAX_LINK
from vault.openid4vp.qr_code import qr_file

LINK = link(1)


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with example_day(tmp_path / "vault") as made:
        yield made


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, day: Day) -> Window:
    made = Window(world_of(day, themed(qapp)[0], "en"), lambda *_: QLineEdit())
    qtbot.addWidget(made)
    made.enter()
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def data_of(*urls: QUrl, text: str = "") -> QMimeData:
    data = QMimeData()
    if urls:
        data.setUrls(list(urls))
    if text:
        data.setText(text)
    return data


def drag(window: Window, data: QMimeData, place: QPoint) -> tuple[bool, bool, bool]:
    """Drag over the window, move there and let go. Whether each was accepted."""
    handle, only, move = window.windowHandle(), Qt.MouseButton.LeftButton, Qt.DropAction.MoveAction
    actions, keys = Qt.DropAction.CopyAction | move, Qt.KeyboardModifier.NoModifier
    accepted = []
    for kind, at in ((QDragEnterEvent, place), (QDragMoveEvent, place), (QDropEvent, QPointF(place))):
        event = kind(at, actions, data, only, keys)
        event.ignore()
        QCoreApplication.sendEvent(handle, event)
        accepted.append(event.isAccepted())
        assert not event.isAccepted() or event.dropAction() == Qt.DropAction.CopyAction
    QApplication.processEvents()
    first, then, last = accepted
    return first, then, last


def middle(window: Window, part: QWidget) -> QPoint:
    return part.mapTo(window, part.rect().center())


def asks(window: Window) -> bool:
    """Whether the request of the link is what is seen."""
    return {"Share nothing", "Share Shoe size. Everyday. Needed"} <= set(names(window))


def search_field(window: Window) -> QLineEdit:
    window.show_page("preferences")
    window.frame.search()
    (field,) = [each for each in window.findChildren(QLineEdit) if each.hasFocus()]
    return field


@pytest.mark.parametrize("page", ["overview", "preferences", "shops", "activity", "your_data", "settings"])
def test_a_link_is_dropped_on_any_page(window: Window, page: str) -> None:
    window.show_page(page)
    assert drag(window, data_of(text=f"{LINK}\n"), QPoint(600, 300)) == (True, True, True)
    assert asks(window)


def test_a_field_does_not_take_a_file_for_something_typed(window: Window, tmp_path: Path) -> None:
    (tmp_path / "code.png").write_bytes(qr_file(LINK, "png"))
    field = search_field(window)
    data = data_of(QUrl.fromLocalFile(str(tmp_path / "code.png")), text=str(tmp_path / "code.png"))
    assert drag(window, data, middle(window, field)) == (True, True, True)
    assert field.text() == ""
    assert asks(window)


def test_words_still_go_into_a_field(window: Window) -> None:
    field = search_field(window)
    assert drag(window, data_of(text="shoes"), middle(window, field)) != (False, False, False)
    assert field.text() == "shoes"


def test_what_is_dropped_on_a_locked_window_waits(window: Window, tmp_path: Path) -> None:
    window.lock()
    (gate,) = [each for each in window.findChildren(QLineEdit) if each.isVisible()]
    (tmp_path / "code.png").write_bytes(qr_file(LINK, "png"))
    file = QUrl.fromLocalFile(str(tmp_path / "code.png"))
    assert drag(window, data_of(file, QUrl(LINK)), middle(window, gate)) == (True, True, True)
    assert gate.text() == ""
    assert window._links == [file.toString(), LINK]


def test_what_is_not_ours_is_left_alone(window: Window) -> None:
    data = data_of(QUrl("https://shop.example/a.png"), QUrl.fromLocalFile("/a/b.exe"))
    assert drag(window, data, QPoint(600, 300)) == (False, False, False)


def test_only_what_can_be_a_request_counts() -> None:
    assert dropped(data_of()) == ()
    urls = [QUrl.fromLocalFile("/a/b.exe"), QUrl("http://a.example/b.png"), QUrl.fromLocalFile("/a/B.PNG"), QUrl(LINK)]
    assert dropped(data_of(*urls)) == ("file:///a/B.PNG", LINK)
    assert dropped(data_of(text=f" {LINK} ")) == (LINK,)
    for text in ("see openid4vp://?a=b", "openid4vp://?a=b\nc", "openid4vp:" + "a" * MAX_LINK, "https://a.example"):
        assert dropped(data_of(text=text)) == ()
    many = dropped(data_of(*(QUrl.fromLocalFile(f"/a/{number}.jpg") for number in range(MOST_DROPPED + 3))))
    assert len(many) == MOST_DROPPED


def test_macos_hands_links_and_files_to_the_running_program(qapp: QApplication, tmp_path: Path) -> None:
    heard: list[str] = []
    system = OpenedBySystem(qapp)
    system.link_opened.connect(heard.append)
    file = tmp_path / "één.prefrequest"
    for event in (QFileOpenEvent(QUrl(LINK)), QFileOpenEvent(str(file)), QFileOpenEvent(QUrl("https://a.example"))):
        QCoreApplication.sendEvent(qapp, event)
    assert heard == [LINK, file.as_uri()]
    qapp.removeEventFilter(system)


def test_a_file_of_a_shop_is_looked_through(window: Window, tmp_path: Path) -> None:
    file = write_unknown(tmp_path / "shop.CSV")
    assert drag(window, data_of(QUrl.fromLocalFile(str(file))), middle(window, window.frame)) == (True, True, True)
    assert "What is in shop.CSV?" in texts(window)
    assert window.frame.shown == "import_review"


@pytest.mark.parametrize("count", [0, 2])
def test_no_file_or_several_are_not_looked_through(window: Window, tmp_path: Path, count: int) -> None:
    files = [QUrl.fromLocalFile(str(tmp_path / f"{each}.csv")) for each in range(count)] or [
        QUrl("https://shop.example/orders.csv")
    ]
    drag(window, data_of(*files), middle(window, window.frame))
    assert window.frame.shown == "overview"


def test_a_file_of_a_shop_is_not_taken_while_the_vault_is_locked(window: Window, tmp_path: Path) -> None:
    file = write_unknown(tmp_path / "shop.csv")
    window.lock()
    assert drag(window, data_of(QUrl.fromLocalFile(str(file))), QPoint(600, 20)) == (False, False, False)
