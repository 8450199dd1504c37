"""The preferences page over a real vault, with what a person does to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.preferences_screen import (
    COLOURS,
    SHOE_SIZE,
    WIDTH,
    AtOnce,
    sentences,
)
from vault.core.value import Value
from vault.customer.editing import list_preferences
from vault.customer.session import Session
from vault.desktop.icons import Icons
from vault.desktop.preference_editor import PreferenceEditor
from vault.desktop.preference_fields import SizeEditor
from vault.desktop.preference_paint import PaintedRow
from vault.desktop.preferences_presenter import PreferencesPresenter
from vault.desktop.preferences_view import PreferencesView
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

KEPT = {
    SHOE_SIZE: "EU 43",
    WIDTH: "H",
    "clothing.price_per_pair": "80-140",
    COLOURS: "navy, dark_green, white, cream, grey",
    "food.coffee_strength": "4",
    "food.vegetarian": "yes",
    "food.chocolate": "70",
    "media.sports": "running_road",
    "media.phone_model": "Fairphone 5 with the larger battery and a case of cork",
    "contact.receipt": "paper",
    "health.foot_health": "insoles",
}
PRICE = "clothing.price_per_pair"


class Page:
    """The view over a presenter over a vault, with what a person does to it."""

    def __init__(self, qtbot: QtBot, session: Session, theme: Theme, language: str = "en") -> None:
        self.bot, self.session, self.tasks = qtbot, session, AtOnce(session)
        words = sentences(language)
        self.presenter = PreferencesPresenter(self.tasks, words, shipped())
        self.view = PreferencesView(theme, Icons(theme), words, shipped())
        self.view.attach(self.presenter)
        qtbot.addWidget(self.view)
        self.view.resize(972, 780)
        self.view.show()
        self.presenter.start()
        self.settle()

    def settle(self) -> None:
        for _ in range(5):
            QApplication.processEvents()

    def named(self, name: str) -> QAbstractButton:
        """The one visible button whose accessible name starts so."""
        buttons = self.view.findChildren(QAbstractButton)
        (found,) = [each for each in buttons if each.isVisible() and each.accessibleName().startswith(name)]
        return found

    def names(self) -> list[str]:
        """The rows, top to bottom."""
        rows = [each for each in self.view.findChildren(PaintedRow) if each.isVisible()]
        return [row.accessibleName() for row in sorted(rows, key=lambda row: row.mapTo(self.view, QPoint()).y())]

    def press(self, name: str) -> None:
        self.bot.mouseClick(self.named(name), Qt.MouseButton.LeftButton)
        self.settle()

    def key(self, key: Qt.Key, widget: QWidget | None = None) -> None:
        self.bot.keyClick(widget or QApplication.focusWidget() or self.view, key)
        self.settle()

    @property
    def editor(self) -> PreferenceEditor:
        editor = self.view.rows.editor
        assert editor is not None
        return editor

    @property
    def size(self) -> SizeEditor:
        assert isinstance(self.editor.value, SizeEditor)
        return self.editor.value

    def error(self) -> str:
        """The line below the field."""
        return self.editor.error.accessibleName() if self.editor.error.isVisible() else ""


def value_of(session: Session, key: str) -> Value:
    return next(each.value for each in list_preferences(session) if each.entry.key == key)
