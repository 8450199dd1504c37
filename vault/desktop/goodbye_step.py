"""One numbered step of a goodbye: where it stands, and while it is the present one what there is to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.desktop.goodbye_state import Mark, StepLine
from vault.desktop.icons import Icons
from vault.desktop.parts.steps import StepCircle
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_SIDE, _TOP, _GAP = 20, 14, 14


class StepRow(QWidget):
    """The row of step ``number``. :attr:`head` takes the keyboard when the step becomes the present one."""

    def __init__(self, theme: Theme, icons: Icons, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = number
        self._circle = StepCircle(theme, icons, number, 0)
        self.head = _Head(theme)
        self._about = WrapLabel(theme, "", "smallSub")
        self._words = QVBoxLayout()
        self._words.setSpacing(2)
        self._words.addWidget(self.head)
        self._words.addWidget(self._about)
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, _TOP, _SIDE, _TOP)
        row.setSpacing(_GAP)
        row.addWidget(self._circle, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words, 1)
        self._body: QWidget | None = None

    def show_line(self, line: StepLine, count: int) -> None:
        """Show where it stands; a screen reader hears it in one sentence."""
        marks = {
            Mark.DONE: self.tr("Done"),
            Mark.NOW: self.tr("Now"),
            Mark.LATER: self.tr("Later"),
        }
        self._circle.set_current({Mark.DONE: self._number + 1, Mark.NOW: self._number, Mark.LATER: 0}[line.mark])
        now = line.mark is Mark.NOW
        self.head.setText(line.title)
        about = line.about or ("" if now else marks[line.mark])
        self._about.setText(about)
        self._about.setVisible(bool(about))
        said = self.tr("Step {number} of {count}: {name}. {mark}.")
        self.head.setAccessibleName(
            said.format(number=self._number, count=count, name=line.title, mark=marks[line.mark])
        )
        self.head.show_mark(now=now, later=line.mark is Mark.LATER)

    def show_body(self, body: QWidget | None) -> None:
        """Have this below the title, or nothing."""
        if self._body is not None and body is not self._body:  # what is hidden for a moment loses the keyboard
            self._body.hide()
        if body is not None:
            if body is not self._body:
                body.setContentsMargins(0, 8, 0, 8)
                self._words.addWidget(body)
            body.show()
        self._body = body or self._body


class _Head(WrapLabel):
    """The title. A label has no focus of its own, so that Tab does not stop at it; the page puts it here."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", "strong")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_mark(self, *, now: bool, later: bool) -> None:
        role = "heading" if now else "sub" if later else "strong"
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)
            self.setText(self.text())
