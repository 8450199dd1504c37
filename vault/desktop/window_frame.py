"""The frame around the pages: the rail, the page that is shown, and at its foot questions and the undo bar."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.pages import UNDER
from vault.desktop.rail import Rail, RailPage
from vault.desktop.theme import Theme
from vault.desktop.undo_bar import UndoBar

WIDE = 1080
"""Pixels of the window from which the rail has words."""
_FOOT_SIDE = 32


class WindowFrame(QWidget):
    """What is seen while the vault is open. ``links_settled`` says that the question about links is answered."""

    links_settled = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.rail = Rail(theme, icons, self._rail_pages())
        self.undo_bar = UndoBar(theme)
        self._width = 0
        self.shown = ""
        """The id of the page that is shown."""
        self.pages = QStackedWidget()
        """What every page is made in."""
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(_FOOT_SIDE, 0, _FOOT_SIDE, 0)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.pages, 1)
        right.addLayout(self._foot)
        right.addWidget(self.undo_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)

    def add_view(self, view: QWidget) -> None:
        """Take in a page that was made in :attr:`pages`; :meth:`show_view` shows it."""
        self.pages.addWidget(view)
        room_wanted = getattr(view, "room_wanted", None)
        if room_wanted is not None:
            room_wanted.connect(self._fit)

    def show_view(self, page_id: str, view: QWidget) -> None:
        """Show this page."""
        self.shown = page_id
        self.pages.setCurrentWidget(view)
        self.rail.set_chosen(UNDER.get(page_id, page_id))

    def remove_view(self, view: QWidget) -> None:
        """Let a page go, with all that is in it."""
        self.pages.removeWidget(view)
        view.deleteLater()

    def fit(self, width: int) -> None:
        """The rail has words in a window of this width that it has room for; beside a request there is never room."""
        self._width = width
        self._fit()

    def _fit(self) -> None:
        wants_room = getattr(self.pages.currentWidget(), "wants_room", False)
        self.rail.set_narrow(self._width < WIDE or wants_room or not self.rail.fits_words)

    def ask(self, question: QWidget) -> None:
        """Put a question at the foot of every page, until it is deleted."""
        self._foot.addWidget(question)
        question.show()

    def search(self) -> None:
        """Type into the search field of the page that is seen, if it has one."""
        focus = getattr(self.pages.currentWidget(), "focus_search", None) if self.isVisible() else None
        if focus is not None:
            focus()

    def next_area(self) -> None:
        """From the rail into the page, from the page to what can be taken back, if there is something, or the rail."""
        if not self.isVisible():
            return
        focused = self.window().focusWidget()
        areas = [each for each in (self.rail, self.pages.currentWidget(), self.undo_bar) if each and each.isVisible()]
        at = next((number for number, each in enumerate(areas) if focused and each.isAncestorOf(focused)), -1)
        area = areas[(at + 1) % len(areas)]
        if area is self.rail:
            self.rail.take_focus()
            return
        first = next((each for each in _in_tab_order(area) if _takes_tab(each)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.rail.set_words({page.id: page.word for page in self._rail_pages()})

    def _rail_pages(self) -> tuple[RailPage, ...]:
        return (
            RailPage("overview", "house", self.tr("Overview")),
            RailPage("requests", "tray", self.tr("Requests")),
            RailPage("preferences", "sliders-horizontal", self.tr("Preferences")),
            RailPage("shops", "storefront", self.tr("Shops")),
            RailPage("activity", "clock-counter-clockwise", self.tr("Activity")),
            RailPage("your_data", "export", self.tr("Your data")),
            RailPage("settings", "gear-six", self.tr("Settings")),
        )


def _in_tab_order(area: QWidget) -> Iterator[QWidget]:
    """Every widget inside ``area``, as Tab goes through them."""
    each = area.nextInFocusChain()
    while each is not None and each is not area:
        if area.isAncestorOf(each):
            yield each
        each = each.nextInFocusChain()


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
