"""With large letters a request has one column: what the shop will see is a line above the decision."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import FEET, SPORTS, WIDTH
from tests.unit.desktop.asking_request import NEEDED, Asking
from tests.unit.desktop.fits import cut
from tests.unit.desktop.vault_day import Day, open_day, sentences
from vault import bundled
from vault.desktop.fonts import load_fonts
from vault.desktop.icons import Icons
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.request_asked import AskedPage
from vault.desktop.request_view import RequestView
from vault.desktop.theme import Theme, parse_tokens


class Page(QWidget):
    """A request on a page of 1116 by 780, in letters of ``scale``."""

    def __init__(self, bot: QtBot, app: QApplication, day: Day, scale: float) -> None:
        super().__init__()
        theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
        self.scale = scale
        theme.set_text_scale(scale)
        theme.apply(app)
        self.view = RequestView(theme, Icons(theme), sentences("en"), shipped())
        self.asking = Asking(day, "en")
        self.view.attach(self.asking)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.view)
        bot.addWidget(self)
        self.resize(1116, 780)
        self.show()
        self.asking.start()
        self.asking.ask(NEEDED, SPORTS, WIDTH, FEET)
        self.settle()

    @property
    def asked(self) -> AskedPage:
        return self.view.asked

    def settle(self) -> None:
        for _ in range(8):
            QApplication.processEvents()

    def top(self, part: QWidget) -> int:
        return part.mapTo(self, QPoint(0, 0)).y()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    load_fonts()
    with open_day(tmp_path) as day:
        made = Page(qtbot, qapp, day, request.param)
        yield made
        made.hide()
    Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False).apply(qapp)


@pytest.mark.parametrize("page", [1.0, 1.3], indirect=True)
def test_letters_up_to_the_largest_leave_the_preview_beside_the_list(page: Page) -> None:
    assert page.asked.folded.isHidden()
    assert page.asked.side.preview.isVisible()
    assert page.asked.side.x() > page.asked.list.x()


@pytest.mark.parametrize("page", [1.5, 2.0], indirect=True)
def test_the_preview_is_a_line_between_the_list_and_the_decision(page: Page) -> None:
    asked = page.asked
    assert asked.folded.line.text() == "The shop will see nothing yet"
    page.asking.on("shoe_size", "sports")
    page.settle()
    assert asked.folded.line.accessibleName() == "The shop will see: EU 43, Road running"
    assert not asked.side.preview.isVisible()
    assert page.top(asked.list) < page.top(asked.folded.line) < page.top(asked.foot.pair)
    assert asked.folded.line.visibleRegion().boundingRect() == asked.folded.line.rect()
    assert asked.foot.pair.visibleRegion().boundingRect() == asked.foot.pair.rect()


@pytest.mark.parametrize("page", [1.5, 2.0], indirect=True)
@pytest.mark.parametrize("narrow", [False, True])
def test_how_it_was_checked_stands_right_after_that_it_was(page: Page, narrow: bool) -> None:
    head, said = page.asked.head, "We checked who is asking"
    if narrow:
        head.setFixedWidth(round(292 * page.scale))
        page.settle()
    proven = next(each for each in head.findChildren(WrapLabel) if each.text() == said)
    words, link = (part.mapTo(page, QPoint(0, 0)) for part in (proven, head.fold))
    assert proven.isVisible()
    if narrow:
        assert (link.x(), link.y()) == (words.x(), words.y() + proven.height())
    else:
        assert 0 < link.x() - words.x() - proven.line_width() <= 24
    assert cut(head) == []


@pytest.mark.parametrize("page", [2.0], indirect=True)
def test_pressed_the_line_shows_all_that_leaves_and_pressed_again_the_list(page: Page) -> None:
    asked = page.asked
    page.asking.on("shoe_size", "sports")
    asked.folded.line.click()
    page.settle()
    assert not asked.list.isVisible()
    shown = [label.text() for label in asked.side.preview.findChildren(WrapLabel) if label.isVisible()]
    assert {"Exactly what the shop will see", "EU 43", "Road running"} <= set(shown)
    assert cut(page) == []
    asked.folded.line.click()
    page.settle()
    assert asked.list.isVisible()
    assert cut(page) == []


@pytest.mark.parametrize("page", [2.0], indirect=True)
def test_tab_goes_through_the_list_then_the_preview_then_the_decision(page: Page) -> None:
    asked = page.asked
    order, each = [], asked.head.title.nextInFocusChain()
    while each is not None and each is not asked.head.title:
        order.append(each)
        each = each.nextInFocusChain()
    parts = [asked.list.tab_chain()[0], asked.side.duration.list, asked.folded.line, asked.foot.pair.refuse_button]
    assert [order.index(part) for part in parts] == sorted(order.index(part) for part in parts)
