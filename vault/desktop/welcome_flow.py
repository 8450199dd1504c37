"""The first start, where there is no vault yet: a passphrase, the recovery kit, ready."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from vault.desktop.language_choice import LanguageChoice
from vault.desktop.new_vault import NewVault
from vault.desktop.passphrase_advice import PassphraseAdvice
from vault.desktop.welcome_presenter import WelcomePresenter
from vault.desktop.welcome_view import WelcomeView

if TYPE_CHECKING:
    from vault.desktop.pages import World
    from vault.desktop.welcome_kit import WelcomeReady


_FIRST_PICTURE_MS = 50
"""The keychain is looked for once the page was drawn."""


def _nothing() -> None:
    """For who need not know."""


def welcome(
    world: World, folder: Path, opened: Callable[[], None], begun: Callable[[], None] = _nothing
) -> WelcomeFlow:
    """The pages that make a vault at ``folder``.

    ``begun`` is called once it is open, and has to be locked again if nobody is there; ``opened`` once the customer is
    done with these pages.
    """
    return WelcomeFlow(world, folder, opened, begun)


class WelcomeFlow(QStackedWidget):
    """One page at a time; a page that is over is gone with what was typed in it.

    ``backup_asked`` is for who has a vault elsewhere.
    """

    backup_asked = Signal()

    def __init__(self, world: World, folder: Path, opened: Callable[[], None], begun: Callable[[], None]) -> None:
        super().__init__()
        self._world, self._opened, self._begun = world, opened, begun
        self._new = NewVault(world, folder)
        view = WelcomeView(world.theme, world.icons)
        view.fields.attach(PassphraseAdvice(world.tasks, world.sentences, (folder.name, Path.home().name)))
        presenter = WelcomePresenter(world.tasks, world.sentences, self._new.create)
        presenter.opened.connect(self._show_kit)
        view.attach(presenter)
        view.quick_chosen.connect(self._choose_quick)
        view.backup_asked.connect(self.backup_asked)
        language = LanguageChoice(world.theme, world.icons, world.sentences.language)
        language.chosen.connect(self._choose_language)
        view.put_at_foot(language)
        self._show(view)
        QTimer.singleShot(_FIRST_PICTURE_MS, view, lambda: self._look_for_keychain(view))

    def _look_for_keychain(self, view: WelcomeView) -> None:
        if not view.isVisible():  # the window was closed at once
            return
        self._world.tasks.outside(
            self._world.program.find_keychain,
            lambda _: view.offer_quick(True),
            lambda _: view.offer_quick(False),
            owner=view,
        )

    def _choose_language(self, language: str) -> None:
        program = self._world.program
        program.appear(program.appearance._replace(language=language))

    def _choose_quick(self, on: bool) -> None:
        self._new.quick = on

    def _show_kit(self) -> None:
        from vault.desktop.kit_presenter import KitPresenter
        from vault.desktop.welcome_kit import WelcomeKit

        self._begun()
        world = self._world
        page = WelcomeKit(world.theme, world.icons)
        presenter = KitPresenter(world.tasks, world.sentences, self._new.recovery)
        presenter.done.connect(self._show_ready)
        page.kit.attach(presenter)
        self._show(page)
        presenter.start()

    def _show_ready(self, kit_checked: bool) -> None:
        from vault.desktop.welcome_kit import WelcomeReady

        self._new.forget()
        world, problem = self._world, self._new.quick_problem
        page = WelcomeReady(world.theme, world.icons, kit_checked=kit_checked)
        if problem is not None:
            page.tell_quick(world.sentences.error(problem))
        elif self._new.quick:
            page.tell_quick("")
        page.manner.chosen.connect(lambda careful: self._begin_with(page, careful=careful))
        page.done.connect(self._opened)
        self._show(page)

    def _begin_with(self, page: WelcomeReady, *, careful: bool) -> None:
        from vault.customer.manner import CAREFUL, NORMAL, begin_with

        self._world.tasks.vault(
            lambda session: begin_with(session, CAREFUL if careful else NORMAL),
            lambda _: None,
            lambda problem: page.manner.tell_failed(self._world.sentences.error(problem)),
            owner=page,
        )

    def _show(self, page: QWidget) -> None:
        old = self.currentWidget()
        self.setCurrentIndex(self.addWidget(page))
        if old is not None:
            self.removeWidget(old)
            old.deleteLater()
