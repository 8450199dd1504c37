"""The choice of a language, at the foot of the pages before an open vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel

from vault.desktop.appearance import LANGUAGES
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import HandButton
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

_GAP, _PAD = 8, 8
_ICON, _CARET = 18, 14


class LanguageChoice(HandButton):
    """Names the present language; ``chosen`` carries the code of another that was picked."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, language: str) -> None:
        super().__init__()
        self._language = language
        self._menu: QMenu | None = None
        self.setProperty("kind", "quiet")
        self.setAutoDefault(False)
        self.setMinimumHeight(theme.size("minHitTarget"))
        name = QLabel(LANGUAGES[language])
        name.setProperty("role", "smallSub")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(_PAD, 0, _PAD, 0)
        row.setSpacing(_GAP)
        row.addWidget(IconLabel(theme, icons, "translate", "ink2", _ICON))
        row.addWidget(name)
        row.addWidget(IconLabel(theme, icons, "caret-down", "ink2", _CARET))
        self.setAccessibleName(self.tr("Language: {name}").format(name=LANGUAGES[language]))
        self.clicked.connect(self._open)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        from PySide6.QtCore import Qt

        for each in self.findChildren(QLabel) + self.findChildren(IconLabel):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        super().enterEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802
        return self._row.sizeHint().expandedTo(self.minimumSize())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def menu_actions(self) -> list[QAction]:
        """What can be picked, in the order in which it is shown."""
        return self._made_menu().actions()

    def _made_menu(self) -> QMenu:
        """Made on its first use: the first picture has no time for it."""
        if self._menu is None:
            from PySide6.QtWidgets import QMenu

            self._menu = QMenu(self)
            self._menu.setAccessibleName(self.tr("Language"))
            for code, name in LANGUAGES.items():
                action = self._menu.addAction(name)
                action.setCheckable(True)
                action.setChecked(code == self._language)
                action.setData(code)
            self._menu.triggered.connect(self._pick)
        return self._menu

    def _open(self) -> None:
        menu = self._made_menu()
        above = self.mapToGlobal(QPoint(self.width() - menu.sizeHint().width(), -menu.sizeHint().height()))
        menu.setActiveAction(menu.actions()[list(LANGUAGES).index(self._language)])
        menu.popup(above)

    def _pick(self, action: QAction) -> None:
        for each in self.menu_actions():
            each.setChecked(each.data() == self._language)  # the page shows another language only when it is made anew
        if action.data() != self._language:
            self.chosen.emit(action.data())
