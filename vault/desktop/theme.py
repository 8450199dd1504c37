"""Colours, fonts and sizes of the window, light and dark, from ``resources/theme/tokens.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from vault.desktop.theme_sheet import style_sheet

_SYSTEM_STYLE = "Fusion"  # the one style that is the same on every system and takes a whole palette


@dataclass(frozen=True)
class Pair:
    """Two colours that meet on screen: ``front`` on ``ground``, with the least contrast WCAG 2.2 AA asks."""

    front: str
    ground: str
    least: float


@dataclass(frozen=True)
class Letter:
    """One kind of text: its size in points, so that it follows the system's text size, and its weight."""

    points: float
    weight: int


@dataclass(frozen=True)
class Tokens:
    """The file, checked for shape by its reader. Colours are ``#rrggbb`` or ``rgba(r,g,b,a)``; sizes are pixels."""

    light: Mapping[str, str]
    dark: Mapping[str, str]
    pairs: tuple[Pair, ...]
    family: str
    letters: Mapping[str, Letter]
    spaces: Mapping[str, int]
    sizes: Mapping[str, int]
    radii: Mapping[str, int]
    motions: Mapping[str, int]
    icons: frozenset[str]


def parse_tokens(data: bytes) -> Tokens:
    """Read ``tokens.json``. The file is ours: a wrong one is a bug and raises ``KeyError`` or ``ValueError``."""
    file = json.loads(data)
    kinds = file["type"]["scale"]
    return Tokens(
        light=file["color"]["light"],
        dark=file["color"]["dark"],
        pairs=tuple(Pair(pair["fg"], pair["bg"], pair["min"]) for pair in file["contrast"]),
        family=file["type"]["family"],
        letters={kind: Letter(letter["pt"], letter["weight"]) for kind, letter in kinds.items()},
        spaces=file["space"],
        sizes=file["size"],
        radii=file["radius"],
        motions=file["motion"],
        icons=frozenset(name for group in file["icons"].values() for name in group.values()),
    )


def parse_color(text: str) -> QColor:
    """The colour of one token: ``#rrggbb``, or ``rgba(10,20,16,0.55)`` as style sheets write it."""
    if not text.startswith("rgba("):
        return QColor(text)
    red, green, blue, alpha = text.removeprefix("rgba(").removesuffix(")").split(",")
    color = QColor(int(red), int(green), int(blue))
    color.setAlphaF(float(alpha))
    return color


class Theme(QObject):
    """The one theme of a program. Every widget gets it as an argument and repaints on :attr:`changed`."""

    changed = Signal()

    def __init__(self, tokens: Tokens, dark: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self._dark = dark
        self._applied_to: QApplication | None = None

    @property
    def tokens(self) -> Tokens:
        """What the theme was made from."""
        return self._tokens

    @property
    def dark(self) -> bool:
        """Whether the dark colours are in use."""
        return self._dark

    def set_dark(self, dark: bool) -> None:
        """Change the colours now. Palette and style sheet follow if :meth:`apply` was called."""
        if dark == self._dark:
            return
        self._dark = dark
        if self._applied_to is not None:
            self.apply(self._applied_to)
        self.changed.emit()

    def color(self, role: str) -> QColor:
        """The colour of a role of ``tokens.json``, such as ``ink2``. Raises ``KeyError`` for any other word."""
        return parse_color(self._colors()[role])

    def font(self, kind: str) -> QFont:
        """The font of a kind of text: display, title, heading, decision, body, bodyStrong, small or caption."""
        letter = self._tokens.letters[kind]
        font = QFont(self._tokens.family)
        font.setPointSizeF(letter.points)
        font.setWeight(QFont.Weight(letter.weight))
        return font

    def size(self, name: str) -> int:
        """A size in pixels, such as ``control`` or ``icon.small``."""
        return self._tokens.sizes[name]

    def space(self, name: str) -> int:
        """A distance in pixels, such as ``pageX``."""
        return self._tokens.spaces[name]

    def radius(self, name: str) -> int:
        """A corner's radius in pixels, such as ``card``."""
        return self._tokens.radii[name]

    def motion(self, name: str) -> int:
        """How long a movement takes, in milliseconds, where movement is allowed at all."""
        return self._tokens.motions[name]

    def apply(self, app: QApplication) -> None:
        """Give the program this theme: style, palette, font and style sheet."""
        if self._applied_to is None:
            app.setStyle(_SYSTEM_STYLE)
        self._applied_to = app
        app.setPalette(self._palette())
        app.setStyleSheet(style_sheet(self._colors(), self._tokens.letters, "dark" if self._dark else "light"))
        app.setFont(self.font("body"))  # last: the first style sheet brings the desktop's own fonts back

    def _colors(self) -> Mapping[str, str]:
        return self._tokens.dark if self._dark else self._tokens.light

    def _palette(self) -> QPalette:
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, name in (
            (roles.Window, "canvas"),
            (roles.WindowText, "ink"),
            (roles.Base, "surface"),
            (roles.AlternateBase, "sunken"),
            (roles.Text, "ink"),
            (roles.PlaceholderText, "ink3"),
            (roles.Button, "surface"),
            (roles.ButtonText, "ink"),
            (roles.Highlight, "primary"),
            (roles.HighlightedText, "onPrimary"),
            (roles.Link, "primary"),
            (roles.LinkVisited, "primary"),
            (roles.ToolTipBase, "surface"),
            (roles.ToolTipText, "ink"),
            (roles.Accent, "primary"),
        ):
            palette.setColor(role, self.color(name))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("inkDisabled"))
        return palette


def follow_system(app: QApplication, theme: Theme) -> None:
    """Take the system's light or dark colours now, and whenever they change."""
    hints = app.styleHints()

    def follow(scheme: Qt.ColorScheme) -> None:
        theme.set_dark(scheme == Qt.ColorScheme.Dark)

    hints.colorSchemeChanged.connect(follow)
    follow(hints.colorScheme())
