"""Colours, fonts and sizes of the window, light and dark, from ``resources/theme/tokens.json``."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from vault.desktop.theme_sheet import style_sheet

_SYSTEM_STYLE = "Fusion"  # the one style that is the same on every system and takes a whole palette
_STYLED = "preference-vault.styled"
_DRAWN = 14
"""Pixels of the letters of ``body`` as every width and height is drawn for."""
_ONE_COLUMN = 1.5
_MOST_MARK = 1.6
"""With larger letters marks stay as they are: a box to tick, drawn 20 pixels, then fills the 32 that a finger needs."""
_DARK = 128
"""Below this lightness, of 255, a ground is dark."""


class Pair(NamedTuple):
    """Two colours that meet on screen: ``front`` on ``ground``, with the least contrast WCAG 2.2 AA asks."""

    front: str
    ground: str
    least: float


class Letter(NamedTuple):
    """One kind of text: its size in points, so that it follows the system's text size, and its weight."""

    points: float
    weight: int


class Tokens(NamedTuple):
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
        self._scale = 1.0
        self._growth: float | None = None
        self._letters = tokens.letters
        self._fonts: dict[str, QFont] = {}
        self._read_colors: dict[str, QColor] = {}
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
        self._read_colors.clear()
        if self._applied_to is not None:
            self.apply(self._applied_to)
        self.changed.emit()

    def set_text_scale(self, scale: float) -> None:
        """Make all letters this much larger than drawn. Pages that stand already keep heights they have measured."""
        if scale == self._scale:
            return
        self._scale, self._growth = scale, None
        letters = self._tokens.letters.items()
        self._letters = {kind: letter._replace(points=letter.points * scale) for kind, letter in letters}
        self._fonts.clear()
        if self._applied_to is not None:
            self.apply(self._applied_to)
        self.changed.emit()

    def color(self, role: str) -> QColor:
        """The colour of a role of ``tokens.json``, such as ``ink2``. Raises ``KeyError`` for any other word."""
        color = self._read_colors.get(role)
        if color is None:
            color = self._read_colors[role] = parse_color(self._colors()[role])
        return color.__copy__()  # as with fonts; to make one of it loads all enums of Qt

    def font(self, kind: str) -> QFont:
        """The font of a kind of text: display, title, heading, decision, body, bodyStrong, small or caption."""
        font = self._fonts.get(kind)
        if font is None:
            letter = self._letters[kind]
            font = self._fonts[kind] = QFont(self._tokens.family)
            font.setPointSizeF(letter.points)
            font.setWeight(QFont.Weight(letter.weight))
        return QFont(font)  # every row that is drawn asks for some, and may change its own

    @property
    def growth(self) -> float:
        """How many times larger letters are than drawn, by the chosen size and the system's; at least 1."""
        if self._growth is None:  # rows ask for it with each picture
            self._growth = max(1.0, QFontInfo(self.font("body")).pixelSize() / _DRAWN)
        return self._growth

    @property
    def one_column(self) -> bool:
        """Whether letters are so large that a page has no room for two columns."""
        return self.growth >= _ONE_COLUMN

    def size(self, name: str) -> int:
        """A size in pixels, such as ``control`` or ``icon.small``."""
        return self._tokens.sizes[name]

    def mark(self, drawn: str | int) -> int:
        """How large a mark stands beside letters of now, in pixels: an icon, a shutter, a front, a box to tick.

        ``drawn`` is its size beside letters as drawn, a name as in :meth:`size` or pixels.
        """
        pixels = drawn if isinstance(drawn, int) else self._tokens.sizes[drawn]
        return round(pixels * min(self.growth, _MOST_MARK))

    @property
    def tick_room(self) -> int:
        """The side in pixels of what a finger hits, with a box to tick at its left: words stand as far from the box as
        beside letters as drawn."""
        return self.mark("check") + self.size("minHitTarget") - self.size("check")

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
        if self._applied_to is None and not app.property(_STYLED):
            app.setStyle(_SYSTEM_STYLE)
        self._applied_to = app
        app.setPalette(self._palette())
        heights = {kind: QFontMetrics(self.font(kind)).height() for kind in ("body", "small")}
        name = "dark" if self._dark else "light"
        app.setStyleSheet(style_sheet(self._colors(), self._letters, heights, self.mark, name))
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


def make_application(name: str) -> QApplication:
    """The program, in the system style of the theme: asked for as Qt's own option, it is not loaded for Python too."""
    app = QApplication([name, "-style", _SYSTEM_STYLE])
    app.setProperty(_STYLED, True)
    app.setApplicationName(name)
    app.setDesktopFileName(name)
    return app


def looks_dark(app: QApplication) -> bool:
    """Whether the system's colours are dark, by the palette that no theme has changed yet.

    For the first picture: to ask the system itself, as :func:`follow_system` does, takes a seventh of its time.
    """
    return app.palette().color(QPalette.ColorRole.Window).lightness() < _DARK


def follow_system(app: QApplication, theme: Theme) -> Callable[[bool | None], None]:
    """Take the system's light or dark colours whenever they change.

    What this returns chooses dark or light colours instead, or with None those that the system has now.
    """
    hints = app.styleHints()
    chosen: bool | None = None

    def follow(scheme: QtCore.Qt.ColorScheme) -> None:
        theme.set_dark(scheme == QtCore.Qt.ColorScheme.Dark if chosen is None else chosen)

    def choose(dark: bool | None) -> None:
        nonlocal chosen
        chosen = dark
        if dark is None:
            follow(hints.colorScheme())
        else:
            theme.set_dark(dark)

    hints.colorSchemeChanged.connect(follow)
    return choose
