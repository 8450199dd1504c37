"""Icons: those named are shipped and no others, and they take the colour of the theme of the moment."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from vault import bundled
from vault.desktop.icons import Icons
from vault.desktop.theme import Theme, parse_tokens

TOKENS = parse_tokens(bundled.read("theme/tokens.json"))


@pytest.fixture
def theme(qapp: object) -> Theme:
    return Theme(TOKENS, dark=False)


def colors_of(image: QImage) -> set[str]:
    """The colours of all pixels that cover what is below them."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_shipped_icons_are_the_named_ones() -> None:
    shipped = {file.stem for file in (bundled.resources() / "icons").glob("*.svg")}
    assert shipped == TOKENS.icons


@pytest.mark.parametrize("name", sorted(TOKENS.icons))
def test_every_icon_is_drawn(theme: Theme, name: str) -> None:
    assert colors_of(Icons(theme).pixmap(name, "ink", 20, 2.0).toImage()) == {theme.color("ink").name()}


def test_pixmap_has_the_pixels_of_its_screen(theme: Theme) -> None:
    pixmap = Icons(theme).pixmap("house", "ink", 20, 2.0)
    assert pixmap.size() == QSize(40, 40)
    assert pixmap.devicePixelRatio() == 2.0


def test_pixmap_is_drawn_once(theme: Theme) -> None:
    icons = Icons(theme)
    first = icons.pixmap("house", "ink", 20, 1.0)
    assert icons.pixmap("house", "ink", 20, 1.0).cacheKey() == first.cacheKey()
    assert icons.pixmap("house", "error", 20, 1.0).cacheKey() != first.cacheKey()


def test_icon_of_a_button_follows_the_theme(qtbot: QtBot, theme: Theme) -> None:
    button = QPushButton()
    button.setIcon(Icons(theme).icon("house", "error", 40))
    qtbot.addWidget(button)
    light = colors_of(button.icon().pixmap(40, 40).toImage())
    theme.set_dark(True)
    assert light == {QColor(TOKENS.light["error"]).name()}
    assert colors_of(button.icon().pixmap(40, 40).toImage()) == {QColor(TOKENS.dark["error"]).name()}


def test_disabled_icon_is_quiet(theme: Theme) -> None:
    icon = Icons(theme).icon("house", "error", 40)
    shown = colors_of(icon.pixmap(QSize(40, 40), QIcon.Mode.Disabled).toImage())
    assert shown == {theme.color("inkDisabled").name()}


def test_unknown_icon_is_a_bug(theme: Theme) -> None:
    with pytest.raises(FileNotFoundError):
        Icons(theme).icon("unicorn", "ink", 18)


def test_licences_are_shipped() -> None:
    assert b"MIT License" in bundled.read("icons/LICENSE")
    assert b"Apache License" in bundled.read("fonts/LICENSE")
