"""The cards of how the window looks: its language, its theme, and the size of its letters."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QWidget

from vault.desktop.appearance import DARK, LANGUAGES, LARGE, LARGEST, LIGHT, NORMAL, SYSTEM, Appearance
from vault.desktop.icons import Icons
from vault.desktop.parts.segments import Segments
from vault.desktop.preference_value import PlainList
from vault.desktop.settings_rows import SettingsCard
from vault.desktop.theme import Theme

_ICON = 18
_LIST = 180


class LanguageCard(SettingsCard):
    """``chosen`` carries the code of a language."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, around: QWidget) -> None:
        super().__init__(theme, around)
        self.list = PlainList()
        row = self.add_row(self.list)
        row.name.setText(self.tr("Language of this app"))
        self.list.setMinimumWidth(_LIST)
        self.list.setAccessibleName(row.name.text())
        for code, name in LANGUAGES.items():
            self.list.addItem(name, code)
        self.list.activated.connect(lambda index: self.chosen.emit(self.list.itemData(index)))

    def show_language(self, language: str) -> None:
        """Show the language that is spoken."""
        with QSignalBlocker(self.list):
            self.list.setCurrentIndex(self.list.findData(language))


class AppearanceCard(SettingsCard):
    """``theme_chosen`` and ``text_size_chosen`` carry what :mod:`appearance` calls it."""

    theme_chosen = Signal(str)
    text_size_chosen = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, around: QWidget) -> None:
        super().__init__(theme, around)
        self.theme_choice, self.text_size = Segments(theme), Segments(theme)
        rows = [self.add_row(control) for control in (self.theme_choice, self.text_size)]
        self._icons = icons
        for row, control, name in zip(
            rows, (self.theme_choice, self.text_size), (self.tr("Theme"), self.tr("Text size")), strict=True
        ):
            row.name.setText(name)
            control.setAccessibleName(name)
        self.theme_choice.set_items(
            [(code, word, icons.icon(icon, "ink2", _ICON)) for code, icon, word in self._themes()]
        )
        self.text_size.set_items(  # after the row above it: Tab goes in the order that things are made in
            [
                (NORMAL, self.tr("Normal"), None),
                (LARGE, self.tr("Large"), None),
                (LARGEST, self.tr("Largest"), None),
            ]
        )
        self.theme_choice.picked.connect(self.theme_chosen)
        self.text_size.picked.connect(self.text_size_chosen)

    def show_appearance(self, appearance: Appearance) -> None:
        """Show what is chosen."""
        for segment, (code, icon, _) in zip(self.theme_choice.buttons(), self._themes(), strict=True):
            segment.setIcon(self._icons.icon(icon, "primary" if code == appearance.theme else "ink2", _ICON))
        self.theme_choice.set_chosen(appearance.theme)
        self.text_size.set_chosen(appearance.text_size)

    def _themes(self) -> tuple[tuple[str, str, str], ...]:
        return (
            (SYSTEM, "desktop", self.tr("System")),
            (LIGHT, "sun", self.tr("Light")),
            (DARK, "moon", self.tr("Dark")),
        )


def keyboard_in(parts: dict[str, QWidget]) -> str:
    """The name of the part that has the keyboard, or nothing."""
    return next((name for name, part in parts.items() if part.hasFocus() or _inside(part)), "")


def give_keyboard(parts: dict[str, QWidget], name: str) -> None:
    """Go on with the keyboard in this part."""
    part = parts[name]
    stops = [each for each in part.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    (stops[0] if isinstance(part, Segments) and stops else part).setFocus(Qt.FocusReason.TabFocusReason)


def _inside(part: QWidget) -> bool:
    focused = part.window().focusWidget()
    return focused is not None and part.isAncestorOf(focused)
