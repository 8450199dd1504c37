"""The lines of the file that a suggestion stands on: when, what, and its size, colour or price."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from vault.desktop.import_state import OpenedRow
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_SIDE, _ABOVE, _GAP = 12, 5, 12
_LONGEST_DATE = "28 Sept 2026"


class EvidenceTable(QFrame):
    """All words can be read by a screen reader line by line. A line that speaks for the suggestion is strong."""

    def __init__(self, theme: Theme, opened: OpenedRow) -> None:
        super().__init__()
        self.setProperty("list", True)
        self.setAccessibleName(self.tr("Why"))
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        columns = 3 if any(line.detail for line in opened.lines) else 2  # a column with nothing in it is a gap
        head = (self.tr("Date"), self.tr("Product"), opened.detail)[:columns]
        column.addWidget(_Line(theme, head, ("caption",) * columns, ruled=False))
        for line in opened.lines:
            roles = ("small", "small", "label" if line.speaks else "small")
            column.addWidget(_Line(theme, (line.when, line.product, line.detail)[:columns], roles, ruled=True))


class _Line(QWidget):
    def __init__(self, theme: Theme, words: tuple[str, ...], roles: tuple[str, ...], *, ruled: bool) -> None:
        super().__init__()
        self._theme, self._ruled = theme, ruled
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, _ABOVE, _SIDE, _ABOVE)
        row.setSpacing(_GAP)
        date_width = QFontMetrics(theme.font("small")).horizontalAdvance(_LONGEST_DATE) + 2
        for number, (said, role, share) in enumerate(zip(words, roles, (0, 4, 2), strict=False)):
            label = WrapLabel(theme, said, role)
            label.setMinimumWidth(label.widest_word())
            if number == 0:
                label.setFixedWidth(max(date_width, label.widest_word()))
            row.addWidget(label, share)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._ruled:
            QPainter(self).fillRect(0, 0, self.width(), 1, self._theme.color("line"))
