"""Who sees a preference now, how precisely, a button that stops them all, and what can be sent to them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vault.core.sentences import Sentences
from vault.desktop.parts.buttons import button
from vault.desktop.parts.host_label import HostLabel
from vault.desktop.parts.shutter_mark import ShutterMark
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.preference_refresh_part import RefreshPart
from vault.desktop.preference_state import SeenBy, Updates
from vault.desktop.preference_words import shortened
from vault.desktop.theme import Theme

_MARK_GAP = 8


class SeenByPart(QWidget):
    """The shops that see it now. Not there at all when none does."""

    def __init__(self, theme: Theme, sentences: Sentences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._sentences = theme, sentences
        self._shown: tuple[SeenBy, ...] | None = None
        rule = QFrame()
        rule.setProperty("rule", True)
        self._count = QLabel()
        self._count.setProperty("role", "label")
        self._shops = FlowLayout(gap=16, line_gap=4)
        self.stop = button("", "normal", small=True)
        self.refresh = RefreshPart(theme, sentences)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._count)
        words.addLayout(self._shops)
        kept = self.tr("They keep what you gave them, also if you change this.")
        self._kept = WrapLabel(theme, kept, "smallSub")
        words.addWidget(self._kept)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(12)
        column.addWidget(rule)
        column.addLayout(row)
        column.addWidget(self.refresh)

    def show_shops(self, shops: tuple[SeenBy, ...], updates: Updates) -> None:
        """Show these shops, and what can be sent to them."""
        self._kept.setVisible(not (updates.offered or updates.sent))
        if shops != self._shown:
            self._shown = shops
            self._list(shops)
        self.refresh.show_updates(updates)

    def _list(self, shops: tuple[SeenBy, ...]) -> None:
        self.setVisible(bool(shops))
        while (item := self._shops.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for shop in shops:
            self._shops.addWidget(self._shop(shop))
        count = len({shop.host for shop in shops})
        if count == 1:
            self._count.setText(self.tr("1 shop sees this now"))
            self._name_stop(self.tr("Stop"), self.tr("Stop sharing this with {host}").format(host=shops[0].host))
        else:
            self._count.setText(self.tr("{count} shops see this now").format(count=count))
            words = self.tr("Stop both") if count == 2 else self.tr("Stop all {count}").format(count=count)
            self._name_stop(words, self.tr("Stop sharing this with {count} shops").format(count=count))

    def _name_stop(self, words: str, name: str) -> None:
        self.stop.setText(words)
        self.stop.setAccessibleName(name)

    def _shop(self, shop: SeenBy) -> QWidget:
        text = shop.text or self._sentences.say("precisions", shop.precision.word)
        value = QLabel(f": {shortened(text)}")
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setProperty("role", "small")
        value.setToolTip(text if text != shortened(text) else "")
        row = QHBoxLayout()
        row.setSpacing(0)
        mark = ShutterMark(self._theme, shop.precision)
        row.addWidget(mark)
        row.addSpacing(_MARK_GAP)
        row.addWidget(HostLabel(self._theme, shop.host, "small"))
        row.addWidget(value)
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        if shop.newer:
            newer = QLabel(self.tr("New: {value}").format(value=shortened(shop.newer)))
            newer.setTextFormat(Qt.TextFormat.PlainText)
            newer.setProperty("role", "small")
            newer.setToolTip(shop.newer if shop.newer != shortened(shop.newer) else "")
            newer.setIndent(mark.sizeHint().width() + _MARK_GAP)
            column.addWidget(newer)
        return line
