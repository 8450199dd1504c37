"""The topics as one choice list, where large letters leave no room for them beside the rows."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox

from vault.desktop.preference_state import TopicLine
from vault.desktop.preference_value import PlainList


class TopicChoice(PlainList):
    """``chosen`` has the id of the topic a person chose."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Topics"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.currentIndexChanged.connect(self._pick)
        self._topics: tuple[TopicLine, ...] = ()

    def show_topics(self, topics: tuple[TopicLine, ...], chosen: str | None) -> None:
        """Show the topics, with this one chosen or none."""
        with QSignalBlocker(self):
            if topics != self._topics:
                self._topics = topics
                self.clear()
                for line in topics:
                    label = self.tr("Sealed: {topic}").format(topic=line.label) if line.sealed else line.label
                    self.addItem(f"{label} ({line.count})", line.id)
            self.setCurrentIndex(self.findData(chosen))

    def _pick(self, number: int) -> None:
        if number >= 0:
            self.chosen.emit(self.itemData(number))
