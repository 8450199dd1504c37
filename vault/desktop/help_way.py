"""The way to help from any page, and back to where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from vault.desktop.rail import HELP

if TYPE_CHECKING:
    from vault.desktop.open_pages import OpenPages
    from vault.desktop.window import Window
    from vault.desktop.window_frame import WindowFrame

KEY = "F1"


class HelpWay(QObject):
    """F1, and help in the rail, show the topic of the page that is shown; :meth:`back` shows that page again."""

    def __init__(self, window: Window, frame: WindowFrame, pages: OpenPages) -> None:
        super().__init__(window)
        self._window, self._frame, self._pages = window, frame, pages
        self._from = "overview"
        self._focused: QWidget | None = None
        QShortcut(QKeySequence(KEY), frame, self.open)  # before a locked vault the key belongs to the pages there
        frame.rail.chosen.connect(self.go)

    def go(self, page_id: str) -> None:
        """Show what was chosen in the rail."""
        if page_id == HELP:
            self.open()
        else:
            self._window.show_page(self._pages.meant(page_id))
        if page_id == "preferences":  # the word says what is kept, not what can be added
            self._pages.page(page_id).presenter.leave_adding()

    def open(self) -> None:
        """Show help about this page. On the help page itself it stays where it is."""
        if self._frame.shown == HELP:
            return
        self._from, self._focused = self._frame.shown, self._window.focusWidget()
        who_holds = self._from == "shops" and self._pages.page("shops").presenter.matrix.open
        self._window.show_page(HELP)
        page = self._pages.page(HELP)
        page.presenter.open_from(self._from, who_holds=who_holds)
        view: Any = page.view
        view.take_focus()

    def back(self) -> None:
        """Show the page from which help was asked, with the keyboard where it was."""
        self._window.show_page(self._from)
        before, self._focused = self._focused, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
