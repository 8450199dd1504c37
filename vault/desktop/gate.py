"""What stands before a locked vault, and opens it: making one, or unlocking the one that is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from vault.core.errors import StorageError
from vault.desktop.damage_codes import DAMAGE
from vault.desktop.other_vault import OtherVault
from vault.desktop.tasks import gui_thread_forbidden

if TYPE_CHECKING:
    from datetime import datetime
    from types import ModuleType

    from vault.core.errors import VaultError
    from vault.customer.session import Derived, Session
    from vault.customer.vault_places import Places
    from vault.desktop.pages import World
    from vault.desktop.tasks import Opening
    from vault.desktop.unlock_presenter import UnlockPresenter

_FIRST_PICTURE_MS = 50
"""Files are looked at, and what that takes is loaded, once the page was drawn."""


class Locked(NamedTuple):
    """Why the vault is locked (one of :mod:`lock_reasons`, or the code of a problem) and since when.

    Before it was opened for the first time there is no reason, and no moment.

    ``stops_waiting`` is how many shops hear only when it is open again that the customer stopped.
    """

    reason: str
    moment: datetime | None
    stops_waiting: int = 0


class Gate(QObject):
    """Makes the pages before a locked vault, and knows which vault that is.

    ``places`` gives where vaults are known, for another one to be chosen; without it the window keeps to its own.
    ``moved`` carries the folder of another vault before which the window stands from now on.
    """

    begun = Signal()
    """A vault was made and is open, though the customer is not done with its first pages."""
    moved = Signal(object)

    def __init__(self, world: World, folder: Path, places: Callable[[], Places] | None = None) -> None:
        super().__init__()
        self.world, self.folder, self.places = world, folder, places
        self.damaged: Derived | None = None
        """The vault with its key, where its files turned out to be damaged when it was opened."""
        self._locked: Locked | None = None
        self._opened: Callable[[], None] = _nothing
        self._then: Callable[[], None] = _nothing
        self._again: Callable[[], None] | None = None
        self._pages = QStackedWidget()
        self._front: UnlockPresenter | None = None
        self._holds_back = False
        self._ways: tuple[bool, tuple[OtherVault, ...]] | None = None

    def dress(self, world: World) -> Gate:
        """From now on make pages that look and speak as this world does."""
        self.world = world
        return self

    def __call__(self, reason: str, opened: Callable[[], None], around: QWidget) -> QWidget:
        """The pages before the vault, in ``around``, the first of them shown; ``opened`` is called once it is open.

        Asked again while the vault is locked, for other looks, they tell the same.
        """
        if self._locked is None or self._locked.reason != reason:
            self._locked = Locked(reason, self.world.clock.now() if reason else None)
        self._opened = opened
        self._pages = QStackedWidget(around)
        self._pages.addWidget(self._first())
        if self._again is not None:
            self._again()
        return self._pages

    def stops_left(self, shops: int) -> None:
        """The vault was closed with this many shops still to hear of a stop."""
        if self._locked is not None:
            self._locked = self._locked._replace(stops_waiting=shops)
            if self._front is not None:
                self._front.tell_stops(shops)

    def show_page(self, page: QWidget, again: Callable[[], None] | None = None) -> None:
        """Show a page instead of the first one, to which :meth:`go_back` leads.

        ``again`` shows it once more where all pages are made anew, for other looks.
        """
        self._again = again or self._again
        self._pages.setCurrentIndex(self._pages.addWidget(page))

    def go_back(self) -> None:
        """Show the first page again."""
        self._again = None
        self._pages.setCurrentIndex(0)
        while (page := self._pages.widget(1)) is not None:
            self._drop(page)

    def close_page(self) -> None:
        """From the page that was shown last to the one below it."""
        last = self._pages.count() - 1
        self._pages.setCurrentIndex(last - 1)
        self._drop(self._pages.widget(last))

    @property
    def shown(self) -> QWidget | None:
        """The page that is shown."""
        return self._pages.currentWidget()

    def stand_before(self, folder: Path) -> None:
        """From now on stand before the vault in this folder."""
        self.folder, self._ways, self.damaged, self._then = folder, None, None, _nothing
        self._locked = Locked("", None)
        self.go_back()
        self.show_page(self._first())
        self._drop(self._pages.widget(0))
        self.moved.emit(folder)

    def open_by(self, prepare: Callable[[], Opening]) -> None:
        """Open the vault with the key that ``prepare`` finds; the first page says what comes of it."""
        if self._front is not None:
            self._front.open_by(prepare)

    def opening(self, derived: Derived) -> Opening:
        """What opens the vault on its own thread. A window that was just closed may still hold it for its last stops.

        Damage is remembered together with the key: with it more can be saved.
        """
        import secrets

        from vault.customer.session import PATIENT_TRIES

        clock, catalogue = self.world.clock, self.world.catalogue

        def open_it() -> Session:
            try:
                return derived.open(
                    catalogue=catalogue, clock=clock, random=secrets.token_bytes, tries=PATIENT_TRIES, chain_later=True
                )
            except StorageError as problem:
                self.damaged = derived if problem.code in DAMAGE else None
                raise

        return open_it

    def rescue(self, derived: Derived, problem: VaultError) -> None:
        """The vault was locked because it is damaged: show what can be saved with its key."""
        self.damaged = derived
        _pages_behind().show_damage(self, problem)

    def entered(self) -> None:
        """The vault is open."""
        self._locked = self._front = self.damaged = self._again = None
        self._opened()
        then, self._then = self._then, _nothing
        then()

    def once_open(self, then: Callable[[], None]) -> None:
        """Call this when the vault before which the window stands is open; not if another one is opened instead."""
        self._then = then

    def _drop(self, page: QWidget | None) -> None:
        if page is not None:
            self._pages.removeWidget(page)
            page.deleteLater()

    def _first(self) -> QWidget:
        self._front = None
        away = not self.folder.exists() and self._away()
        if away or self.folder.exists():
            return self._unlock_page(away)
        from vault.desktop.welcome_flow import welcome

        flow = welcome(self.world, self.folder, self.entered, self.begun.emit)
        flow.backup_asked.connect(lambda: _pages_behind().show_backup(self))
        if not self._holds_back:
            QTimer.singleShot(_FIRST_PICTURE_MS, flow, self._look)
        return flow

    def _unlock_page(self, away: bool) -> QWidget:
        from vault.desktop.unlock_presenter import UnlockPresenter
        from vault.desktop.unlock_view import UnlockView

        world, locked = self.world, self._locked or Locked("", None)
        view = UnlockView(world.theme, world.icons, world.sentences.language, self._pages)
        presenter = UnlockPresenter(world.tasks, world.sentences, self._unlock, self._quickly)
        presenter.opened.connect(self.entered)
        presenter.damaged.connect(lambda problem: _pages_behind().show_damage(self, problem))
        view.attach(presenter)
        view.recover_asked.connect(lambda: _pages_behind().show_recovery(self))
        view.backup_asked.connect(lambda: _pages_behind().show_backup(self))
        view.vault_chosen.connect(self._choose_vault)
        view.language_chosen.connect(self.choose_language)
        presenter.start(self.folder.name, locked.reason, locked.moment)
        presenter.tell_stops(locked.stops_waiting)
        if away:
            presenter.tell_away(self.folder)
        self._front = presenter
        if self._ways is not None:  # as it was before; it may have been changed in the open vault
            self._offer(*self._ways)
        if not self._holds_back:
            QTimer.singleShot(_FIRST_PICTURE_MS, presenter, self._look)
        return view

    def hold_back(self) -> None:
        """Look at no file before :meth:`go_on`, however slowly the first picture comes."""
        self._holds_back = True

    def go_on(self) -> None:
        """The first picture stands. Where the vault is open by now, there is nothing to offer."""
        self._holds_back = False
        if self._locked is not None:
            self._look()

    def _unlock(self, typed: str) -> Opening:
        from vault.customer.deriving import Passphrase, derive

        return self.opening(derive(self.folder, Passphrase(typed), forbidden_thread=gui_thread_forbidden))

    def _quickly(self) -> Opening:
        from vault.customer.other_ways import derive_quickly

        keychain = self.world.program.find_keychain()
        return self.opening(derive_quickly(self.folder, keychain, forbidden_thread=gui_thread_forbidden))

    def _look(self) -> None:
        """Offer help, and look at the files: which ways in there are, and which other vaults."""
        from vault.desktop.gate_help import offer_help

        offer_help(self, self._pages)
        from vault.desktop.gate_vaults import look_at_files, offer_at_first_start

        front, first = self._front, self._pages.widget(0)
        owner: QObject | None = front or first

        def found(ways: tuple[bool, tuple[OtherVault, ...]]) -> None:
            if front is not self._front:
                return
            self._ways = ways
            if front is None:
                offer_at_first_start(self, first, ways[1])
            else:
                self._offer(*ways)

        look = partial(look_at_files, self.folder, self.places)
        if owner is not None:
            self.world.tasks.outside(look, found, lambda _: None, owner=owner)

    def _offer(self, quick: bool, others: tuple[OtherVault, ...]) -> None:
        if self._front is not None:
            self._front.offer_quick(quick)
            self._front.offer_vaults(others)

    def _choose_vault(self, folder: Path) -> None:
        from vault.desktop.gate_vaults import choose_vault

        if self._front is not None:
            choose_vault(self, folder, self._front, self._front.tell_problem)

    def choose_language(self, language: str) -> None:
        """Speak another language from now on."""
        program = self.world.program
        program.appear(program.appearance._replace(language=language))

    def _away(self) -> bool:
        """Whether this is a vault that was in use, whose disk is out. Only then there is a list that names it."""
        places = self.places() if self.places is not None else None
        if places is None or not places.list.exists():
            return False
        from vault.customer.vaults import is_away

        return is_away(places, self.folder)


def _pages_behind() -> ModuleType:
    """What is needed by few, and not before they ask."""
    from vault.desktop import gate_pages

    return gate_pages


def _nothing() -> None:
    """Until there is something to do."""
