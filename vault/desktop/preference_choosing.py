"""Editors for values that are chosen: one of few, one of many, a step of a scale, several."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from vault.core.catalogue import Entry, Type
from vault.core.wording import in_language
from vault.desktop.icons import Icons
from vault.desktop.parts.segments import Segments
from vault.desktop.preference_ticks import TickChips
from vault.desktop.preference_typed import NO, YES, Typed
from vault.desktop.preference_value import PlainList, ValueEditor
from vault.desktop.theme import Theme

_LIST_WIDTH = 320
_STEP_WIDTH = 44


class ListEditor(ValueEditor):
    """One option out of many, from a list."""

    def __init__(self, entry: Entry, language: str) -> None:
        super().__init__(entry, language)
        self.list = PlainList()
        self.list.setPlaceholderText(self.tr("Choose"))
        self.list.setAccessibleName(self.name)
        self.list.setMaxVisibleItems(12)
        for option in entry.options:
            self.list.addItem(in_language(option.label, language), option.id)
        self.list.setCurrentIndex(-1)
        self.list.setMaximumWidth(_LIST_WIDTH)
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.list.activated.connect(self.edited)
        self.row.addWidget(self.list)
        self.row.addStretch()

    def label(self) -> str:
        return self.tr("Your choice")

    def typed(self) -> Typed:
        return Typed(word=self.list.currentData() or "")

    def show_typed(self, typed: Typed) -> None:
        self.list.setCurrentIndex(self.list.findData(typed.word))

    def fields(self) -> tuple[QWidget, ...]:
        return (self.list,)


class OneOfSegments(ValueEditor):
    """One of the segments that the subclass puts in."""

    def __init__(self, theme: Theme, entry: Entry, language: str) -> None:
        super().__init__(entry, language)
        self.segments = Segments(theme)
        self.segments.setAccessibleName(self.name)
        self.segments.picked.connect(lambda _: self.edited.emit())

    def typed(self) -> Typed:
        return Typed(word=self.segments.chosen or "")

    def show_typed(self, typed: Typed) -> None:
        self.segments.set_chosen(typed.word or None)

    def fields(self) -> tuple[QWidget, ...]:
        return (self.segments,)

    def first(self) -> QWidget:
        buttons = self.segments.buttons()
        return next((each for each in buttons if each.isChecked()), buttons[0])

    def tab_chain(self) -> list[QWidget]:
        return list(self.segments.buttons())


class SegmentsEditor(OneOfSegments):
    """One out of few, side by side: short choices, and yes or no."""

    def __init__(self, theme: Theme, entry: Entry, language: str) -> None:
        super().__init__(theme, entry, language)
        if entry.type is Type.YES_NO:
            items = [(YES, self.tr("Yes"), None), (NO, self.tr("No"), None)]
        else:
            items = [(option.id, in_language(option.label, language), None) for option in entry.options]
        self.segments.set_items(items)
        self.row.addWidget(self.segments)
        self.row.addStretch()

    def label(self) -> str:
        return self.tr("Your answer") if self.entry.type is Type.YES_NO else self.tr("Your choice")


class ScaleEditor(OneOfSegments):
    """Five steps with words at both ends; each step has its own words for a screen reader and as a tooltip."""

    def __init__(self, theme: Theme, entry: Entry, language: str) -> None:
        super().__init__(theme, entry, language)
        labels = [in_language(option.label, language) for option in entry.options]
        self.segments.set_items([(option.id, option.id, None) for option in entry.options])
        for segment, label in zip(self.segments.buttons(), labels, strict=True):
            segment.setAccessibleName(label)
            segment.setToolTip(label)
            segment.setMinimumWidth(_STEP_WIDTH)
        self.segments.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        ends = QHBoxLayout()
        ends.setSpacing(16)
        for text, side in ((labels[0], Qt.AlignmentFlag.AlignLeft), (labels[-1], Qt.AlignmentFlag.AlignRight)):
            end = QLabel(text)
            end.setProperty("role", "smallSub")
            ends.addWidget(end, 1, side)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.segments)
        column.addLayout(ends)
        self.row.addLayout(column)
        self.row.addStretch()

    def label(self) -> str:
        return self.tr("Where you stand")


class ChoicesEditor(ValueEditor):
    """Several options, as chips to tick."""

    WIDE = True

    def __init__(self, theme: Theme, icons: Icons, entry: Entry, language: str) -> None:
        super().__init__(entry, language)
        options = [(option.id, in_language(option.label, language)) for option in entry.options]
        self.chips = TickChips(theme, icons, options, self.tr("Find in this list"))
        self.chips.setAccessibleName(self.name)
        self.chips.edited.connect(self.edited)
        self.row.addWidget(self.chips)

    def label(self) -> str:
        return self.tr("Your choices")

    def typed(self) -> Typed:
        return Typed(words=self.chips.ticked)

    def show_typed(self, typed: Typed) -> None:
        self.chips.set_ticked(typed.words)

    def fields(self) -> tuple[QWidget, ...]:
        return (self.chips.finder or self.chips.chips()[0],)

    def tab_chain(self) -> list[QWidget]:
        return [*self.fields()[: 1 if self.chips.finder else 0], *self.chips.chips()]
