"""The rows of a request: a switch, what is asked and why, and how precisely it would be shared."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from vault.core.value import Precision
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.level_badge import LevelBadge, badge_size
from vault.desktop.parts.precision_picker import PrecisionPicker
from vault.desktop.parts.shutter_mark import ShutterMark
from vault.desktop.parts.switch import Switch
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.request_state import ItemRow
from vault.desktop.request_text import Placed, Tinted, height_of, width_of
from vault.desktop.theme import Theme

_SIDE, _SMALL_SIDE = 16, 14
_TOP, _SMALL_TOP = 10, 9
_GAP, _SMALL_GAP = 14, 12
_PICKER, _WIDEST_PICKER = 324, 376
"""Width of a picker beside the words, and where its steps need more; past the second they stand below each other."""
_OFF_SIDE = 9  # as far in as the shutter of a picker stands
_REMARK_GAP = 6
_REMARK_ROOM = 2, 1
"""More room above and below a row with remarks."""
_OFF_GAP = 8
_BADGE_GAP = 6
_LEAST = 64


class _RowSwitch(Switch):
    """A switch whose item may become sealed by what else is on."""

    def set_sealed(self, sealed: bool) -> None:
        """Paint the lock, or not."""
        self._sealed = sealed
        self.update()


class RequestRow(Placed):
    """One item. ``switched`` and ``picked`` say what the customer does to it."""

    switched = Signal(str, bool)
    picked = Signal(str, object)
    add_pressed = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, row: ItemRow, *, bundled: bool, last: bool) -> None:
        super().__init__(theme)
        self.row, self._bundled = row, bundled
        self._line = 0 if last else 1  # below the row
        self.switch = _RowSwitch(theme, row.sealed, self)
        self.switch.setVisible(not bundled)
        self._name = WrapLabel(theme, row.name, "strong", self)
        self._badge = LevelBadge(theme, icons, row.level, row.level_text, self)
        self._reason = WrapLabel(theme, row.reason, "smallSub", self)
        self.picker = PrecisionPicker(theme, self)
        self.picker.setAccessibleName(row.name)
        self._steps: object = None
        self._caption = WrapLabel(theme, "", "caption", self)
        self._off_mark = ShutterMark(theme, Precision.CLOSED, "ink2", parent=self)
        self._off = WrapLabel(theme, "", "smallSub", self)
        self.add: QPushButton | None = None
        self._remarks: list[Tinted] = []
        self._shown: ItemRow | None = None
        self.switch.flipped.connect(self._switch)
        self.picker.picked.connect(self._pick)
        self.show_row(row)

    def show_row(self, row: ItemRow) -> None:
        """Show the item as it is now; what has the keyboard keeps it."""
        if row == self._shown:
            self.picker.set_chosen(row.chosen)  # a step that was pressed chose itself
            return
        same_remarks = self._shown is not None and self._shown.remarks == row.remarks
        self.row = self._shown = row
        self.switch.setAccessibleName(row.switch_name)
        self.switch.set_sealed(row.sealed)
        self.switch.setEnabled(row.able)
        if self.switch.isChecked() != row.on:
            self.switch.setChecked(row.on)
        self._name.setText(row.name)
        self._badge.set_level(row.level, row.level_text)
        self._reason.setText(row.reason)
        self._reason.setVisible(bool(row.reason))
        if self._steps != row.steps:
            self._steps = row.steps
            self.picker.set_steps([(step.precision, step.caption, step.value) for step in row.steps])
        self.picker.set_chosen(row.chosen)
        self.picker.setVisible(row.on)
        self._caption.setText(row.caption if row.able else "")
        self._caption.setVisible(bool(self._caption.text()))
        self._off.setText(self.tr("Not in your vault") if row.add_name else self.tr("Not shared"))
        self._off.setVisible(not row.on)
        self._off_mark.setVisible(not row.on)
        self._show_add(row)
        if not same_remarks:
            self._show_remarks(row)
        self.refit()

    def _show_add(self, row: ItemRow) -> None:
        """Another person's values may have what one's own have not, so this comes and goes."""
        if row.add_name and self.add is None:
            self.add = button(self.tr("Add"), "quiet", small=True)
            self.add.setAccessibleName(row.add_name)
            self.add.setParent(self)
            self.add.clicked.connect(self._press_add)
        if self.add is not None:
            self.add.setVisible(bool(row.add_name) and not row.on)

    def _show_remarks(self, row: ItemRow) -> None:
        for old in self._remarks:
            old.hide()
            old.deleteLater()
        self._remarks = []
        for each in row.remarks:
            label = Tinted(self.theme, each.text, "small", each.role)
            label.setParent(self)
            label.setVisible(True)
            self._remarks.append(label)

    def place(self, width: int, *, move: bool) -> int:
        side, top, gap = (_SMALL_SIDE, _SMALL_TOP, _SMALL_GAP) if self.small else (_SIDE, _TOP, _GAP)
        top += _REMARK_ROOM[0] if self._remarks else 0
        left = side + self.theme.mark("toggle.width") + gap
        room = width - side - left
        if not self.small:
            bottom = self._place_wide(left, top, room, move=move)
        elif self.row.on or self.row.add_name:
            bottom = self._place_below(left, top, room, move=move)
        else:
            bottom = self._place_at_end(left, top, room, move=move)
        for remark in self._remarks:
            tall = height_of(remark, room)
            if move:
                remark.setGeometry(left, bottom + _REMARK_GAP, room, tall)
            bottom += _REMARK_GAP + tall
        return max(_LEAST, bottom + top + self._line + (_REMARK_ROOM[1] if self._remarks else 0))

    def _place_wide(self, left: int, top: int, room: int, *, move: bool) -> int:
        """Words, and beside them the picker or that it is off; each in the middle of the row. Returns the bottom."""
        needed = self.picker.sizeHint().width() if self.row.steps else 0
        beside_width = max(_PICKER, needed) if needed <= _WIDEST_PICKER else _PICKER
        right, width = left + room - beside_width, room - beside_width - _GAP
        words = self._place_words(left, top, width, move=False)
        beside = self._place_beside(right, 0, beside_width, move=False)
        height = max(words, beside, _LEAST - 2 * top - self._line if not self._remarks else 0)
        if move:
            self._place_words(left, top + (height - words + 1) // 2, width, move=True)
            self._place_beside(right, top + (height - beside + 1) // 2, beside_width, move=True)
            self._place_switch(left - _GAP, top + (height + 1) // 2)
        return top + height

    def _place_below(self, left: int, top: int, room: int, *, move: bool) -> int:
        """The picker below the words."""
        words = self._place_words(left, top, room, move=move)
        beside = self._place_beside(left, top + words + 8, room, move=move)
        if move:
            self._place_switch(left - _SMALL_GAP, top + words // 2)
        return top + words + 8 + beside

    def _place_at_end(self, left: int, top: int, room: int, *, move: bool) -> int:
        """That it is off, at the end of the words."""
        off = self._off_width()
        words = self._place_words(left, top, room - off - _SMALL_GAP, move=False)
        tall = max(words, _LEAST - 2 * top - self._line if not self._remarks else 0)
        if move:
            self._place_words(left, top + (tall - words) // 2, room - off - _SMALL_GAP, move=True)
            self._place_off(left + room - off, top + tall // 2 - 10, move=True)
            self._place_switch(left - _SMALL_GAP, top + tall // 2)
        return top + tall + self._place_caption(left, top + tall, room, move=move)

    def _place_switch(self, right: int, middle: int) -> None:
        hit = self.switch.sizeHint()
        self.switch.setGeometry(right - hit.width() + 2, middle - hit.height() // 2, hit.width(), hit.height())

    def _place_words(self, left: int, top: int, width: int, *, move: bool) -> int:
        """Name and badge, the badge below a long name; then the shop's reason."""
        badge = badge_size(self.theme, self.row.level_text)
        name = width_of(self._name)
        beside = name + _BADGE_GAP + badge.width() <= width
        if beside:
            line = max(badge.height(), height_of(self._name, name))
            if move:
                self._name.setGeometry(left, top, name, line)
                self._badge.setGeometry(
                    left + name + _BADGE_GAP, top + (line - badge.height()) // 2, badge.width(), badge.height()
                )
            y = line
        else:
            tall = height_of(self._name, width)
            if move:
                self._name.setGeometry(left, top, width, tall)
                self._badge.setGeometry(left, top + tall + 2, badge.width(), badge.height())
            y = tall + 2 + badge.height() + 2
        if self.row.reason:
            tall = height_of(self._reason, width)
            if move:
                self._reason.setGeometry(left, top + y, width, tall)
            y += tall
        return y

    def _place_beside(self, left: int, top: int, width: int, *, move: bool) -> int:
        """The picker of what is on, or that it is not shared; below it how fine would be enough."""
        if self.row.on:
            tall = self.picker.heightForWidth(width)
            if move:
                self.picker.setGeometry(left, top, width, tall)
        else:
            if not self.small:  # in line with the other rows, also where this one's picker is wider
                left, width = left + width - _PICKER + _OFF_SIDE, _PICKER - _OFF_SIDE
            tall = self._place_off(left, top, move=move)
        return tall + self._place_caption(left, top + tall, width, move=move)

    def _place_caption(self, left: int, top: int, width: int, *, move: bool) -> int:
        if not self._caption.text():
            return 0
        tall = height_of(self._caption, width)
        if move:
            self._caption.setGeometry(left, top + 4, width, tall)
        return 4 + tall

    def _off_width(self) -> int:
        return self._off_mark.sizeHint().width() + _OFF_GAP + width_of(self._off)

    def _place_off(self, left: int, top: int, *, move: bool) -> int:
        mark, end = self._off_mark.sizeHint(), left + self._off_width()
        line = height_of(self._off, width_of(self._off))
        tall = max(20, line, self.add.sizeHint().height() if self.add is not None and self.row.add_name else 0)
        if move:
            start = left + mark.width() + _OFF_GAP
            self._off_mark.setGeometry(left, top + (tall - mark.height()) // 2, mark.width(), mark.height())
            self._off.setGeometry(start, top + (tall - line) // 2, end - start, line)
            if self.add is not None:
                hint = self.add.sizeHint()
                self.add.setGeometry(end + 6, top + (tall - hint.height()) // 2, hint.width(), hint.height())
        return tall

    def _switch(self, on: bool) -> None:
        """What is shown follows from the state: a sealed item stays off until its passphrase is typed."""
        self.switch.setChecked(self.row.on)
        self.switched.emit(self.row.id, on)

    def _pick(self, precision: Precision) -> None:
        self.picked.emit(self.row.id, precision)

    def _press_add(self) -> None:
        self.add_pressed.emit(self.row.key)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        QPainter(self).fillRect(0, self.height() - self._line, self.width(), self._line, self.theme.color("line"))
