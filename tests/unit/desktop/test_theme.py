"""The theme: contrast of every pair, live change, and the marks that a style sheet takes from files."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from vault import bundled
from vault.desktop.fonts import load_fonts
from vault.desktop.theme import Pair, Theme, Tokens, follow_system, parse_color, parse_tokens

TOKENS = parse_tokens(bundled.read("theme/tokens.json"))


def luminance(color: QColor) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast(front: QColor, ground: QColor) -> float:
    """Contrast ratio, WCAG 2.2."""
    darker, lighter = sorted((luminance(front), luminance(ground)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture
def theme() -> Theme:
    return Theme(TOKENS, dark=False)


def test_contrast_is_computed_as_the_standard_does() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("pair", TOKENS.pairs, ids=lambda pair: f"{pair.front} on {pair.ground}")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_pair_has_its_contrast(pair: Pair, dark: bool) -> None:
    colors = TOKENS.dark if dark else TOKENS.light
    assert contrast(QColor(colors[pair.front]), QColor(colors[pair.ground])) >= pair.least


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_what_is_chosen_is_seen_while_it_cannot_be_changed(
    qtbot: QtBot, qapp: QApplication, kind: type[QAbstractButton], dark: bool
) -> None:
    """As of a copy that is being written: what goes in is still there to be read."""
    theme = Theme(TOKENS, dark=dark)
    theme.apply(qapp)
    colors = []
    for chosen in (False, True):
        box = kind()
        qtbot.addWidget(box)
        box.setCheckable(True)
        box.setChecked(chosen)
        box.setEnabled(False)
        box.resize(40, 40)
        image = box.grab().toImage()
        places = [(x, y) for y in range(12, 28) for x in range(2, 18)]
        colors.append([image.pixelColor(x, y) for x, y in places])
    others = [new for old, new in zip(*colors, strict=True) if contrast(old, new) > 1.8]
    assert len(others) > 20
    assert max(contrast(each, other) for each in others for other in colors[1]) > 1.8


def test_both_themes_have_the_same_roles() -> None:
    assert TOKENS.light.keys() == TOKENS.dark.keys()


def test_every_text_color_has_a_pair() -> None:
    fronts = {pair.front for pair in TOKENS.pairs}
    assert fronts >= {"ink", "ink2", "ink3", "primary", "onPrimary", "onRail", "onRail2", "sandInk", "onSand"}
    assert fronts >= {"blue", "seal", "everyday", "error", "lineStrong", "focus", "focusOnRail"}


def test_color_reads_both_spellings() -> None:
    assert parse_color("#1D4A3B") == QColor(0x1D, 0x4A, 0x3B)
    veil = parse_color("rgba(10,20,16,0.55)")
    assert (veil.red(), veil.green(), veil.blue()) == (10, 20, 16)
    assert veil.alphaF() == pytest.approx(0.55, abs=0.01)


def test_unknown_role_is_a_bug(theme: Theme) -> None:
    with pytest.raises(KeyError):
        theme.color("pink")


def test_theme_changes_live(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    theme.apply(qapp)
    button = QPushButton("Save")
    button.setProperty("kind", "main")
    qtbot.addWidget(button)
    button.resize(100, 36)
    light = button.grab().toImage().pixelColor(50, 3)
    with qtbot.waitSignal(theme.changed):
        theme.set_dark(True)
    assert light == theme_color(TOKENS, "light", "primary")
    assert button.grab().toImage().pixelColor(50, 3) == theme_color(TOKENS, "dark", "primary")
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.color("canvas")


def theme_color(tokens: Tokens, name: str, role: str) -> QColor:
    return QColor((tokens.dark if name == "dark" else tokens.light)[role])


def test_same_colors_again_are_no_change(qtbot: QtBot, theme: Theme) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_dark(False)


def test_theme_follows_the_system(qapp: QApplication, theme: Theme) -> None:
    follow_system(qapp, theme)
    try:
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        assert theme.dark
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
        assert not theme.dark
    finally:
        qapp.styleHints().colorSchemeChanged.disconnect()


def test_fonts_are_the_shipped_ones(qapp: QApplication, theme: Theme) -> None:
    load_fonts()
    for kind, letter in TOKENS.letters.items():
        shown = QFontInfo(theme.font(kind))
        assert shown.family() == "Open Sans"
        assert shown.weight() == letter.weight
        assert letter.points >= 9
    assert QFontInfo(theme.font("display")).weight() == QFont.Weight.DemiBold


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(
    ("mark", "role"),
    [("tick", "onPrimary"), ("caret-down", "ink"), ("caret-down-off", "inkDisabled")],
)
def test_marks_in_files_have_the_colors_of_the_theme(name: str, mark: str, role: str) -> None:
    colors = TOKENS.dark if name == "dark" else TOKENS.light
    assert f'fill="{colors[role]}"'.encode() in bundled.read(f"theme/{name}/{mark}.svg")


def test_sheet_leaves_no_placeholder(qapp: QApplication, theme: Theme) -> None:
    theme.apply(qapp)
    assert "$" not in qapp.styleSheet()
