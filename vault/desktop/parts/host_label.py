"""A shop's proven address in words: the name strong, its ending quieter. A long one loses its start, never its end."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from vault.desktop.theme import Theme

LONGEST = 32  # characters shown; an address that is cut at its end could pass for another shop's


def shortened(host: str) -> str:
    """``host``, or its last characters behind an ellipsis."""
    return host if len(host) <= LONGEST else "…" + host[1 - LONGEST :]


class HostLabel(QLabel):
    """One line. ``kind`` is a kind of text of the theme. The whole address is in the tooltip and for screen readers."""

    def __init__(self, theme: Theme, host: str, kind: str = "heading", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._host = host
        self.setProperty("host", kind)
        self.setTextFormat(Qt.TextFormat.RichText)
        theme.changed.connect(self._show)
        self._show()

    def set_host(self, host: str) -> None:
        """Name another shop."""
        self._host = host
        self._show()

    def _show(self) -> None:
        name, dot, ending = shortened(self._host).rpartition(".")
        quiet = self._theme.color("ink2").name()
        strong = f'<span style="font-weight:600">{escape(name)}</span>'
        self.setText(f'{strong}<span style="color:{quiet}">{dot}{escape(ending)}</span>')
        self.setToolTip(escape(self._host) if len(self._host) > LONGEST else "")
        self.setAccessibleName(self._host)
