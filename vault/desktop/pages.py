"""The pages behind the rail: each made on first use, so that the window opens before they are needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from vault.desktop.program import Program

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.core.clock import Clock
    from vault.core.sentences import Sentences
    from vault.customer.trust import Trust
    from vault.desktop.icons import Icons
    from vault.desktop.tasks import Tasks
    from vault.desktop.theme import Theme
    from vault.net.fetcher import Fetcher


class Known(NamedTuple):
    """What takes a while to load, and is not needed before the vault is open."""

    catalogue: Catalogue
    fetcher: Fetcher
    trust: Trust


class World(NamedTuple):
    """Everything a page is made of. ``known`` loads on its first call; ``open_address`` is for the browser."""

    theme: Theme
    icons: Icons
    sentences: Sentences
    clock: Clock
    tasks: Tasks
    known: Callable[[], Known]
    open_address: Callable[[str], None]
    program: Program = Program()

    @property
    def catalogue(self) -> Catalogue:
        """Which preferences there are."""
        return self.known().catalogue

    @property
    def fetcher(self) -> Fetcher:
        """The way to the network."""
        return self.known().fetcher

    @property
    def trust(self) -> Trust:
        """Who may vouch for a shop."""
        return self.known().trust


class Page(NamedTuple):
    """A view and the presenter that drives it. Presenters have ``start()`` and ``forget()``."""

    view: QWidget
    presenter: Any


def overview_page(world: World) -> Page:
    """03: what waits, who holds something, what ends soon."""
    from vault.desktop.overview_presenter import OverviewPresenter
    from vault.desktop.overview_view import OverviewView

    presenter = OverviewPresenter(world.tasks, world.sentences, world.catalogue, world.trust, world.clock)
    return _attached(OverviewView(world.theme, world.icons, world.sentences, world.catalogue), presenter)


def requests_page(world: World) -> Page:
    """05: what a shop asks."""
    from vault.desktop.request_presenter import RequestPresenter
    from vault.desktop.request_view import RequestView

    presenter = RequestPresenter(
        world.tasks, world.fetcher, world.trust, world.sentences, world.catalogue, world.clock, world.open_address
    )
    return _attached(RequestView(world.theme, world.icons, world.sentences, world.catalogue), presenter)


def preferences_page(world: World) -> Page:
    """04: what the customer keeps."""
    from vault.desktop.preferences_presenter import PreferencesPresenter
    from vault.desktop.preferences_view import PreferencesView

    presenter = PreferencesPresenter(world.tasks, world.sentences, world.catalogue)
    return _attached(PreferencesView(world.theme, world.icons, world.sentences, world.catalogue), presenter)


def shops_page(world: World) -> Page:
    """06: who holds what."""
    from vault.desktop.shops_presenter import ShopsPresenter
    from vault.desktop.shops_view import ShopsView

    presenter = ShopsPresenter(world.tasks, world.fetcher, world.sentences, world.catalogue, world.clock)
    return _attached(ShopsView(world.theme, world.icons, world.sentences, world.catalogue), presenter)


def activity_page(world: World) -> Page:
    """08: what happened."""
    from vault.desktop.activity_presenter import ActivityPresenter
    from vault.desktop.activity_view import ActivityView

    presenter = ActivityPresenter(world.tasks, world.sentences, world.catalogue, world.clock)
    return _attached(ActivityView(world.theme, world.icons, world.sentences, world.catalogue), presenter)


def your_data_page(world: World) -> Page:
    """09: take a copy, bring one in."""
    from vault.desktop.your_data_presenter import YourDataPresenter
    from vault.desktop.your_data_view import YourDataView

    presenter = YourDataPresenter(world.tasks, world.sentences, world.catalogue)
    return _attached(YourDataView(world.theme, world.icons, world.sentences, world.catalogue), presenter)


def settings_page(world: World) -> Page:
    """11: how the vault is guarded, and how the window looks."""
    from vault.desktop.settings_presenter import SettingsPresenter
    from vault.desktop.settings_view import SettingsView

    presenter = SettingsPresenter(world.tasks, world.sentences, world.program)
    return _attached(SettingsView(world.theme, world.icons), presenter)


def card_page(world: World) -> Page:
    """What the customer shows or hands over themselves."""
    from vault.desktop.card_presenter import CardPresenter
    from vault.desktop.card_view import CardView

    presenter = CardPresenter(world.tasks, world.sentences, world.catalogue, world.clock)
    return _attached(CardView(world.theme, world.icons, world.sentences, world.catalogue), presenter)


def sizes_page(world: World) -> Page:
    """What a size is called elsewhere, and the sizes that fit at certain brands."""
    from vault.desktop.size_presenter import SizesPresenter
    from vault.desktop.size_view import SizesView

    presenter = SizesPresenter(world.tasks, world.sentences, world.catalogue)
    return _attached(SizesView(world.theme, world.icons, world.sentences, world.catalogue), presenter)


def people_page(world: World) -> Page:
    """People the customer buys for."""
    from vault.desktop.people_presenter import PeoplePresenter
    from vault.desktop.people_view import PeopleView

    presenter = PeoplePresenter(world.tasks, world.sentences, world.catalogue)
    return _attached(PeopleView(world.theme, world.icons, world.sentences, world.catalogue), presenter)


def wishes_page(world: World) -> Page:
    """What the customer would like, or thinks of for somebody."""
    from vault.desktop.wishes_presenter import WishesPresenter
    from vault.desktop.wishes_view import WishesView

    presenter = WishesPresenter(world.tasks, world.sentences)
    return _attached(WishesView(world.theme, world.icons, world.sentences, world.catalogue), presenter)


def help_page(world: World) -> Page:
    """Short answers, for the page from which they are asked."""
    from vault.desktop.help_presenter import HelpPresenter
    from vault.desktop.help_view import HelpView

    return _attached(HelpView(world.theme, world.icons), HelpPresenter(world.tasks, world.sentences))


def _attached(view: Any, presenter: QObject) -> Page:
    view.attach(presenter)
    return Page(view, presenter)


FACTORIES: Mapping[str, Callable[[World], Page]] = {
    "overview": overview_page,
    "requests": requests_page,
    "preferences": preferences_page,
    "shops": shops_page,
    "activity": activity_page,
    "your_data": your_data_page,
    "settings": settings_page,
    "card": card_page,
    "sizes": sizes_page,
    "people": people_page,
    "wishes": wishes_page,
    "help": help_page,
}
"""What makes each page, in the order of the rail; then those that it does not name."""
UNDER: Mapping[str, str] = {**dict.fromkeys(("card", "sizes", "people", "wishes"), "preferences"), "help": "help"}
"""The pages that the rail does not name, each with the one that it shows them under; help has a place at its foot."""
