"""One wish in the list: ticked off or not, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QHBoxLayout, QVBoxLayout

from vault.core.plain_text import breakable
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.delete_key import DeleteKey
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.row_column import ListRow
from vault.desktop.theme import Theme
from vault.desktop.wishes_state import WishLine

_ABOVE, _BELOW = 5, 10


class WishRow(DeleteKey, ListRow):
    """The Delete key removes it."""

    def __init__(self, theme: Theme, icons: Icons, line: WishLine) -> None:
        super().__init__(theme, line.id)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, _ABOVE, 0, _BELOW)
        row.setSpacing(8)
        self.tick = _Tick()
        side = theme.tick_room
        self.tick.setFixedSize(side, side)
        self.tick.setChecked(line.done)
        self.tick.setAccessibleName(self.tr("{name} is done").format(name=line.what))
        self.tick.setToolTip(self.tr("Done"))
        row.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        first = QFontMetrics(theme.font("bodyStrong")).height()
        words.setContentsMargins(
            0, max(0, (side - first) // 2), 0, 0
        )  # its first line is beside the middle of the tick
        words.addWidget(WrapLabel(theme, breakable(line.what), "sub" if line.done else "strong"))
        words.addWidget(WrapLabel(theme, breakable(line.about), "smallSub"))
        for said in line.more:
            words.addWidget(WrapLabel(theme, breakable(said), "small"))
        row.addLayout(words, 1)
        self.copy, self.edit, self.remove = (
            button("", "quiet", small=True, icon=icons.icon(icon, "ink2", 18))
            for icon in ("copy", "pencil-simple", "trash")
        )
        for each, name in (
            (self.copy, self.tr("Copy {name}")),
            (self.edit, self.tr("Change {name}")),
            (self.remove, self.tr("Remove {name}")),
        ):
            each.setAccessibleName(name.format(name=line.what))
            each.setToolTip(each.accessibleName())
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def stops(self) -> tuple[QAbstractButton, ...]:
        """What the keyboard comes to, from left to right."""
        return self.tick, self.copy, self.edit, self.remove


class _Tick(QCheckBox):
    """A tick without words takes a click all over its place."""

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(pos)
