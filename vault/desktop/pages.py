"""The pages behind the rail: each made on first use, so that the window opens before they are needed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

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
    from vault.net.fetcher import Fetcher, HttpRequest, HttpResponse


T = TypeVar("T")


class Known(NamedTuple):
    """What takes a while to load, and is not needed before the vault is open."""

    catalogue: Catalogue
    fetcher: Fetcher
    trust: Trust


def once(make: Callable[[], T]) -> Callable[[], T]:
    """What ``make`` makes when it is first asked for. Another thread that asks meanwhile waits, and makes no second."""
    made: list[T] = []
    making = threading.Lock()

    def get() -> T:
        with making:
            if not made:
                made.append(make())
        return made[0]

    return get


class LaterFetcher:
    """A way to the network that is made when something is first asked of it: an open vault shows itself without one."""

    def __init__(self, make: Callable[[], Fetcher]) -> None:
        self._made = once(make)

    def fetch(self, request: HttpRequest) -> HttpResponse:
        """As :meth:`vault.net.fetcher.Fetcher.fetch`."""
        return self._made().fetch(request)


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


def overview_page(world: World, around: QWidget) -> Page:
    """03: what waits, who holds something, what ends soon."""
    from vault.desktop.overview_presenter import OverviewPresenter
    from vault.desktop.overview_view import OverviewView

    presenter = OverviewPresenter(world.tasks, world.sentences, world.catalogue, world.trust, world.clock)
    return _attached(OverviewView(world.theme, world.icons, world.sentences, world.catalogue, around), presenter)


def requests_page(world: World, around: QWidget) -> Page:
    """05: what a shop asks."""
    from vault.desktop.request_presenter import RequestPresenter
    from vault.desktop.request_view import RequestView

    presenter = RequestPresenter(
        world.tasks, world.fetcher, world.trust, world.sentences, world.catalogue, world.clock, world.open_address
    )
    return _attached(RequestView(world.theme, world.icons, world.sentences, world.catalogue, around), presenter)


def preferences_page(world: World, around: QWidget) -> Page:
    """04: what the customer keeps."""
    from vault.desktop.preferences_presenter import PreferencesPresenter
    from vault.desktop.preferences_view import PreferencesView

    presenter = PreferencesPresenter(world.tasks, world.sentences, world.catalogue)
    return _attached(PreferencesView(world.theme, world.icons, world.sentences, world.catalogue, around), presenter)


def shops_page(world: World, around: QWidget) -> Page:
    """06: who holds what."""
    from vault.desktop.shops_presenter import ShopsPresenter
    from vault.desktop.shops_view import ShopsView

    presenter = ShopsPresenter(world.tasks, world.fetcher, world.sentences, world.catalogue, world.clock)
    return _attached(ShopsView(world.theme, world.icons, world.sentences, world.catalogue, around), presenter)


def activity_page(world: World, around: QWidget) -> Page:
    """08: what happened."""
    from vault.desktop.activity_presenter import ActivityPresenter
    from vault.desktop.activity_view import ActivityView

    presenter = ActivityPresenter(world.tasks, world.sentences, world.catalogue, world.clock)
    return _attached(ActivityView(world.theme, world.icons, world.sentences, world.catalogue, around), presenter)


def your_data_page(world: World, around: QWidget) -> Page:
    """09: take a copy, bring data in, and the ways from there."""
    from vault.desktop.your_data_presenter import YourDataPresenter
    from vault.desktop.your_data_view import YourDataView

    presenter = YourDataPresenter(world.tasks, world.sentences, world.catalogue, FACTORIES)
    return _attached(YourDataView(world.theme, world.icons, world.sentences, world.catalogue, around), presenter)


def import_page(world: World, around: QWidget) -> Page:
    """10: what a shop's file suggests."""
    from vault.desktop.import_presenter import ImportPresenter
    from vault.desktop.import_view import ImportView

    presenter = ImportPresenter(world.tasks, world.sentences, world.catalogue)
    return _attached(ImportView(world.theme, world.icons, world.sentences, world.catalogue, around), presenter)


def settings_page(world: World, around: QWidget) -> Page:
    """11: how the vault is guarded, and how the window looks."""
    from vault.desktop.settings_presenter import SettingsPresenter
    from vault.desktop.settings_view import SettingsView

    presenter = SettingsPresenter(world.tasks, world.sentences, world.program)
    return _attached(SettingsView(world.theme, world.icons, around), presenter)


def card_page(world: World, around: QWidget) -> Page:
    """What the customer shows or hands over themselves."""
    from vault.desktop.card_presenter import CardPresenter
    from vault.desktop.card_view import CardView

    presenter = CardPresenter(world.tasks, world.sentences, world.catalogue, world.clock)
    return _attached(CardView(world.theme, world.icons, world.sentences, world.catalogue, around), presenter)


def sizes_page(world: World, around: QWidget) -> Page:
    """What a size is called elsewhere, and the sizes that fit at certain brands."""
    from vault.desktop.size_presenter import SizesPresenter
    from vault.desktop.size_view import SizesView

    presenter = SizesPresenter(world.tasks, world.sentences, world.catalogue)
    return _attached(SizesView(world.theme, world.icons, world.sentences, world.catalogue, around), presenter)


def people_page(world: World, around: QWidget) -> Page:
    """People the customer buys for."""
    from vault.desktop.people_presenter import PeoplePresenter
    from vault.desktop.people_view import PeopleView

    presenter = PeoplePresenter(world.tasks, world.sentences, world.catalogue, world.clock)
    return _attached(PeopleView(world.theme, world.icons, world.sentences, world.catalogue, around), presenter)


def wishes_page(world: World, around: QWidget) -> Page:
    """What the customer would like, or thinks of for somebody."""
    from vault.desktop.wishes_presenter import WishesPresenter
    from vault.desktop.wishes_view import WishesView

    presenter = WishesPresenter(world.tasks, world.sentences, world.clock)
    return _attached(WishesView(world.theme, world.icons, world.sentences, world.catalogue, around), presenter)


def goodbye_page(world: World, around: QWidget) -> Page:
    """The end of a vault, step by step."""
    from vault.desktop.goodbye_presenter import GoodbyePresenter
    from vault.desktop.goodbye_view import GoodbyeView
    from vault.desktop.passphrase_advice import PassphraseAdvice

    presenter, view = GoodbyePresenter(world.tasks, world.sentences), GoodbyeView(world.theme, world.icons, around)
    view.attach(presenter, PassphraseAdvice(world.tasks, world.sentences, ()))
    return Page(view, presenter)


def letters_page(world: World, around: QWidget) -> Page:
    """Letters to shops about one's rights."""
    from vault.desktop.letters_presenter import LettersPresenter
    from vault.desktop.letters_view import LettersView

    presenter = LettersPresenter(world.tasks, world.sentences, world.catalogue, world.open_address)
    return _attached(LettersView(world.theme, world.icons, world.sentences, world.catalogue, around), presenter)


def help_page(world: World, around: QWidget) -> Page:
    """Short answers, for the page from which they are asked."""
    from vault.desktop.help_presenter import HelpPresenter
    from vault.desktop.help_view import HelpView

    return _attached(HelpView(world.theme, world.icons, around), HelpPresenter(world.tasks, world.sentences))


def _attached(view: Any, presenter: QObject) -> Page:
    view.attach(presenter)
    return Page(view, presenter)


FACTORIES: Mapping[str, Callable[[World, QWidget], Page]] = {
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
    "import_review": import_page,
    "goodbye": goodbye_page,
    "letters": letters_page,
    "help": help_page,
}
"""What makes each page inside a widget, in the order of the rail; then those that it does not name.

Within it from the start: a page that is put into another widget later is gone through once more by Qt."""
UNDER: Mapping[str, str] = {
    **dict.fromkeys(("card", "sizes", "people", "wishes"), "preferences"),
    **dict.fromkeys(("import_review", "goodbye", "letters"), "your_data"), "help": "help",
}  # fmt: skip
"""The pages that the rail does not name, each with the one that it shows them under; help has a place at its foot."""
