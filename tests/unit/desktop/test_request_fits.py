"""The pages of a request, of a locked vault and of the first start, in larger and wider letters: nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import FEET, SHOE, SPORTS, WIDTH, item
from tests.unit.desktop.asking_request import NEEDED, Asking
from tests.unit.desktop.fits import cut
from tests.unit.desktop.vault_day import Day, open_day, sentences
from vault import bundled
from vault.core.errors import RequestError
from vault.customer.editing import remove_preference, set_words
from vault.desktop.app import translate
from vault.desktop.fonts import load_fonts
from vault.desktop.icons import Icons
from vault.desktop.request_view import RequestView
from vault.desktop.theme import Theme, Tokens, parse_tokens
from vault.desktop.unlock_presenter import UnlockState
from vault.desktop.unlock_view import UnlockView
from vault.desktop.welcome_presenter import WelcomeState
from vault.desktop.welcome_view import WelcomeView

SIZES = ((1116, 780), (816, 600))
"""The page in windows of 1180 by 780 and 880 by 600, beside a narrow rail."""
HOUSES = ((1180, 780), (880, 600))
COLOURS = {**item("colours", "clothing.colours_worn"), "purposes": ["dpv:ProvideProductRecommendations"]}


@dataclass(frozen=True)
class Letters:
    """How much larger and wider than usual, in percent."""

    size: int = 100
    width: int = 100


class LetterTheme(Theme):
    """The theme in other letters, as a system's text size or another font makes them."""

    def __init__(self, tokens: Tokens, letters: Letters) -> None:
        points = {kind: each.points * letters.size / 100 for kind, each in tokens.letters.items()}
        larger = {kind: each._replace(points=points[kind]) for kind, each in tokens.letters.items()}
        super().__init__(tokens._replace(letters=larger), dark=False)
        self._wide = letters.width

    def font(self, kind: str) -> QFont:
        font = super().font(kind)
        font.setStretch(self._wide)
        return font


def in_letters(app: QApplication, letters: Letters) -> Theme:
    load_fonts()
    made = LetterTheme(parse_tokens(bundled.read("theme/tokens.json")), letters)
    made.apply(app)
    return made


@pytest.fixture(scope="module", params=[Letters(), Letters(size=115), Letters(size=130), Letters(width=115)], ids=repr)
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    yield in_letters(qapp, request.param)
    in_letters(qapp, Letters())


@pytest.fixture(scope="module", params=["en", "nl"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    translate(qapp, request.param)
    yield request.param
    translate(qapp, "en")


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        set_words(made.session, "clothing.colours_worn", "navy, dark_green, grey, white")
        yield made


def resize(window: QWidget, size: tuple[int, int]) -> None:
    window.resize(*size)
    for _ in range(8):
        QApplication.processEvents()


def seen(window: QWidget, size: tuple[int, int]) -> list[str]:
    """What is cut in a window of this size, or that it had to grow."""
    resize(window, size)
    grown = f"{size}: window is {window.width()} by {window.height()}"
    found = [f"{size}: {each}" for each in cut(window)]
    return found if (window.width(), window.height()) == size else [grown, *found]


class Page(QWidget):
    """A window with the page in it."""

    def __init__(self, bot: QtBot, theme: Theme, day: Day, language: str) -> None:
        super().__init__()
        self.view = RequestView(theme, Icons(theme), sentences(language), shipped())
        self.asking = Asking(day, language)
        self.view.attach(self.asking)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.view)
        bot.addWidget(self)
        self.show()
        self.asking.start()

    def wrong(self) -> list[str]:
        """What is cut in either window, or that a window had to grow."""
        return [each for size in SIZES for each in seen(self, size)]


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, day: Day, language: str) -> Page:
    return Page(qtbot, theme, day, language)


def test_a_request_from_off_to_decided(page: Page) -> None:
    asking, view = page.asking, page.view
    assert page.wrong() == []
    asking.ask(NEEDED, SPORTS, WIDTH, COLOURS, FEET, duration="P365D")
    assert page.wrong() == []
    asking.on("shoe_size", "sports", "width", "colours")
    assert page.wrong() == []
    for fold in (view.asked.head.fold, view.asked.side.preview.fold, view.asked.side.promises.fold):
        fold.setChecked(True)
        assert page.wrong() == []
        fold.setChecked(False)
    asking.on("feet")
    assert page.wrong() == []
    asking.type_passphrase("")
    assert page.wrong() == []
    asking.type_passphrase()
    assert page.wrong() == []
    asking.choosing._arm()
    asking.share()
    assert page.wrong() == []


def test_requests_that_deserve_a_second_look(page: Page) -> None:
    asking = page.asking
    remove_preference(asking.day.session, "clothing.shoe_width")
    asking.ask(
        NEEDED,
        {**WIDTH, "required": True},
        COLOURS,
        recipients=[{"name": "Data & Co", "role": "controller", "country": "US"}],
        transfers=[{"country": "US", "safeguard": "Standard contract clauses"}],
        also_collects=["what you buy", "how long you look"],
        delete_within="P60D",
    )
    asking.on("shoe_size", "colours")
    assert page.wrong() == []
    for ask in (
        lambda: asking.ask(NEEDED, {**SPORTS, "required": True}),
        lambda: asking.ask_without_terms(SHOE, SPORTS),
        lambda: asking.ask_together("clothing.shoe_size", "clothing.shoe_width"),  # which is not in the vault
        lambda: asking.ask({**FEET, "required": True}, SHOE),
        lambda: asking._give_up("schoenenhuis.example", RequestError("request_signature", host="schoenenhuis.example")),
    ):
        asking._reset()
        ask()
        assert page.wrong() == []


def test_several_preferences_in_one_credential(page: Page) -> None:
    page.asking.ask_together("clothing.shoe_size", "clothing.shoe_width", "clothing.colours_worn", "media.sports")
    assert page.wrong() == []
    page.asking.on("all")
    assert page.wrong() == []
    page.asking.share()
    assert page.wrong() == []


def test_a_locked_vault_and_the_first_start(qtbot: QtBot, theme: Theme, language: str) -> None:
    say = sentences(language).say
    wrong, short = say("errors", "wrong_passphrase"), say("errors", "passphrase_short", minimum=8)
    full = say("errors", "disk_full")
    locked = UnlockState("Locked at 13:47, after 5 minutes without use.", "vault")
    unlock, welcome = UnlockView(theme, Icons(theme)), WelcomeView(theme, Icons(theme))
    for view in (unlock, welcome):
        qtbot.addWidget(view)
        view.show()
    for size in HOUSES:
        for asked in (locked, locked._replace(wrong=wrong), locked._replace(failed=full)):
            unlock.show_state(asked)
            assert seen(unlock, size) == []
        for made in (WelcomeState(), WelcomeState(first_wrong=short), WelcomeState(failed=full)):
            welcome.show_state(made)
            assert seen(welcome, size) == []


@pytest.mark.parametrize("theme", [Letters(size=150)], indirect=True, ids=repr)
def test_title_and_decisions_stay_in_view_in_letters_half_as_large_again(page: Page) -> None:
    page.asking.ask(NEEDED, SPORTS, WIDTH, COLOURS, FEET, duration="P365D")
    page.asking.on("shoe_size", "sports")
    for size in SIZES:
        resize(page, size)
        assert (page.width(), page.height()) == size
        pair = page.view.asked.foot.pair
        for part in (page.view.asked.head.title, pair.refuse_button, pair.share_button):
            assert page.rect().contains(QRect(part.mapTo(page, QPoint(0, 0)), part.size()))
