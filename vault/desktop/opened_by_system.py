"""Links and files that macOS hands to a program that runs, which gets them as events and not behind its name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class OpenedBySystem(QObject):
    """``link_opened`` carries each link, or file as a link. Listens from when it is made."""

    link_opened = Signal(str)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if not isinstance(event, QFileOpenEvent):
            return False
        from vault.desktop.links import our_links

        for link in our_links([bytes(event.url().toEncoded().data()).decode("ascii")]):
            self.link_opened.emit(link)
        return True
