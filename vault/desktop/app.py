"""The composition root of the window: fonts, theme, language, network, the one instance, and the first screen."""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_config_path, user_data_path
from PySide6.QtCore import QLocale, QTimer, QTranslator, QUrl
from PySide6.QtGui import QDesktopServices, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from vault import bundled
from vault.core.clock import SystemClock
from vault.core.errors import VaultError
from vault.core.sentences import Sentences, parse_sentences
from vault.desktop.fonts import load_fonts
from vault.desktop.icons import Icons
from vault.desktop.links import SingleInstance, our_links
from vault.desktop.pages import Known, World
from vault.desktop.tasks import Tasks, gui_thread_forbidden
from vault.desktop.theme import Theme, follow_system, parse_tokens
from vault.desktop.window import Window

if TYPE_CHECKING:
    from vault.customer.session import Session
    from vault.net.testing_shops import TestShops

_NOT_POSSIBLE = 7
"""The exit code of the command line for what cannot be done as asked."""
_FIRST_PICTURE_MS = 50
"""The first screen is drawn before anything else is loaded."""


def main(argv: Sequence[str]) -> int:
    """Open the window. Links in ``argv`` go to a window that is open already, if there is one."""
    asked = _arguments(argv)
    try:
        test_shops = _test_shops(asked.test_shops)
    except VaultError as problem:
        sys.stderr.write(f"{_sentences(_language(asked.language)).error(problem)}\n")
        return _NOT_POSSIBLE
    app = QApplication(["preference-vault"])
    app.setApplicationName("preference-vault")
    app.setDesktopFileName("preference-vault")
    app.setWindowIcon(QIcon(str(bundled.resources() / "desktop" / "preference-vault.svg")))
    folder = asked.vault or user_data_path("preference-vault", appauthor=False) / "vault"
    instance = SingleInstance(_instance_name(folder), app)
    if not instance.start(asked.links):
        return 0
    tasks = Tasks()
    try:
        window = make_window(app, tasks, folder, asked.language, test_shops)
        instance.link_received.connect(window.open_link)
        instance.called.connect(window.raise_)
        for link in our_links(asked.links):
            window.open_link(link)
        app.setQuitOnLastWindowClosed(False)
        window.closed.connect(app.quit)
        ask_about_links(window)
        window.show()
        return app.exec()
    finally:
        tasks.shut_down()


def open_address(address: str) -> None:
    """Hand an address to the browser. That it opened cannot be known: Qt says yes also when nothing happened."""
    QDesktopServices.openUrl(QUrl(address))


def make_window(
    app: QApplication,
    tasks: Tasks,
    folder: Path,
    language: str | None,
    test_shops: TestShops | None,
    to_browser: Callable[[str], None] = open_address,
) -> Window:
    """Wire everything for a vault in ``folder``, which may not be there yet."""
    chosen = _language(language)
    load_fonts()
    theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False, parent=app)
    theme.apply(app)
    follow_system(app, theme)
    translate(app, chosen)
    world = World(
        theme=theme,
        icons=Icons(theme),
        sentences=_sentences(chosen),
        clock=SystemClock(),
        tasks=tasks,
        known=cache(partial(_known, test_shops, threading.get_ident())),
        open_address=to_browser,
    )
    window = Window(world, partial(gate, world, folder))
    QTimer.singleShot(_FIRST_PICTURE_MS, window, partial(_load_ahead, world, window))
    return window


def _known(test_shops: TestShops | None, gui_thread: int) -> Known:
    from vault.core.catalogue import parse
    from vault.customer.trust import system_trust
    from vault.net.https_client import HttpsClient
    from vault.net.testing_shops import TestShops

    shops = test_shops or TestShops()
    catalogue = parse(*bundled.catalogue_files())
    return Known(catalogue, HttpsClient(shops, forbidden_thread=gui_thread), system_trust(shops))


def _load_ahead(world: World, window: Window) -> None:
    """While a passphrase is typed, load elsewhere what the open vault needs."""

    def load() -> None:
        import vault.customer.ending
        import vault.customer.session
        import vault.desktop.post  # noqa: F401  # loading them is the point

        world.known()

    world.tasks.outside(load, lambda _: None, lambda problem: None, owner=window)


def ask_about_links(window: Window) -> None:
    """Once, on a desktop of freedesktop.org, where this program has a path that links can start."""
    program = shutil.which("preference-vault")
    if sys.platform != "linux" or program is None:
        return
    from vault.desktop.link_question import LinkQuestion, Places
    from vault.desktop.registration import applications_folder
    from vault.desktop.registration_note import RegistrationNote

    places = Places(
        Path(program).absolute(),
        applications_folder(os.environ, Path.home()),
        user_config_path("preference-vault", appauthor=False) / "links-not-here",
    )
    world = window.world
    question = LinkQuestion(world.tasks, world.sentences, places)
    question.setParent(window)

    def show() -> None:
        note = RegistrationNote(world.theme, world.icons)
        note.agreed.connect(question.agree)
        note.refused.connect(question.refuse)
        question.settled.connect(note.deleteLater)
        question.failed.connect(note.say)
        window.ask(note)

    question.wanted.connect(show)
    QTimer.singleShot(_FIRST_PICTURE_MS, question, question.start)


def gate(world: World, folder: Path, reason: str, opened: Callable[[], None]) -> QWidget:
    """Unlock if there is a vault, else welcome."""
    if folder.exists():
        from vault.desktop.unlock_presenter import UnlockPresenter
        from vault.desktop.unlock_view import UnlockView

        view = UnlockView(world.theme, world.icons)
        presenter = UnlockPresenter(world.tasks, world.sentences, partial(_unlock, world, folder))
        presenter.opened.connect(opened)
        view.attach(presenter)
        presenter.start(folder.name, reason, world.clock.now())
        return view
    from vault.desktop.welcome_presenter import WelcomePresenter
    from vault.desktop.welcome_view import WelcomeView

    welcome = WelcomeView(world.theme, world.icons)
    creating = WelcomePresenter(world.tasks, world.sentences, partial(_create, world, folder))
    creating.opened.connect(opened)
    welcome.attach(creating)
    return welcome


def _unlock(world: World, folder: Path, typed: str) -> Session:
    from vault.customer.session import unlock
    from vault.storage.secret import Passphrase

    return unlock(
        folder,
        Passphrase(typed),
        catalogue=world.catalogue,
        clock=world.clock,
        random=secrets.token_bytes,
        forbidden_thread=gui_thread_forbidden,
    )


def _create(world: World, folder: Path, typed: str) -> Session:
    from vault.customer.session import create_vault
    from vault.storage.kdf import interactive
    from vault.storage.secret import Passphrase

    return create_vault(
        folder,
        Passphrase(typed),
        catalogue=world.catalogue,
        clock=world.clock,
        random=secrets.token_bytes,
        profile=interactive(time.perf_counter),
        forbidden_thread=gui_thread_forbidden,
    )


def translate(app: QApplication, language: str) -> None:
    """Dutch view texts over the English ones in the code."""
    translator = QTranslator(app)
    if language != "en" and translator.load(str(bundled.resources() / "translations" / f"vault_{language}.qm")):
        app.installTranslator(translator)


def _language(asked: str | None) -> str:
    return asked or ("nl" if QLocale.system().language() == QLocale.Language.Dutch else "en")


def _sentences(language: str) -> Sentences:
    return parse_sentences(language, bundled.read(f"messages/{language}.json"))


def _test_shops(path: Path | None) -> TestShops | None:
    if path is None:
        return None
    from vault.net.testing_shops import read_test_shops

    return read_test_shops(path)


def _instance_name(folder: Path) -> str:
    """One window for each vault of each user; the name tells nothing of where the vault is."""
    return f"preference-vault-{sha256(str(folder.resolve()).encode()).hexdigest()[:16]}"


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="preference-vault window")
    parser.add_argument("links", nargs="*", metavar="LINK")
    parser.add_argument("--vault", type=Path, metavar="FOLDER")
    parser.add_argument("--language", choices=("en", "nl"))
    parser.add_argument("--test-shops", type=Path, metavar="FILE")
    return parser.parse_args(argv)
