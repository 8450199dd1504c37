"""The composition root of the window: fonts, theme, language, network, the one instance, and the first screen."""

from __future__ import annotations

import argparse
import secrets
import time
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

from platformdirs import user_data_path
from PySide6.QtCore import QLocale, QTranslator, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from vault import bundled
from vault.core.catalogue import parse
from vault.core.clock import SystemClock
from vault.core.sentences import parse_sentences
from vault.customer.session import Session, create_vault, unlock
from vault.customer.trust import system_trust
from vault.desktop.fonts import load_fonts
from vault.desktop.icons import Icons
from vault.desktop.links import SingleInstance, our_links
from vault.desktop.pages import World
from vault.desktop.tasks import Tasks, gui_thread_forbidden
from vault.desktop.theme import Theme, follow_system, parse_tokens
from vault.desktop.unlock_presenter import UnlockPresenter
from vault.desktop.unlock_view import UnlockView
from vault.desktop.welcome_presenter import WelcomePresenter
from vault.desktop.welcome_view import WelcomeView
from vault.desktop.window import Window
from vault.net.https_client import HttpsClient
from vault.net.testing_shops import TestShops, read_test_shops
from vault.storage.kdf import interactive
from vault.storage.secret import Passphrase


def main(argv: Sequence[str]) -> int:
    """Open the window. Links in ``argv`` go to a window that is open already, if there is one."""
    asked = _arguments(argv)
    app = QApplication(["preference-vault"])
    app.setApplicationName("preference-vault")
    app.setDesktopFileName("preference-vault")
    folder = asked.vault or user_data_path("preference-vault", appauthor=False) / "vault"
    instance = SingleInstance(_instance_name(folder), app)
    if not instance.start(asked.links):
        return 0
    tasks = Tasks()
    try:
        window = make_window(
            app, tasks, folder, asked.language, read_test_shops(asked.test_shops) if asked.test_shops else TestShops()
        )
        instance.link_received.connect(window.open_link)
        instance.called.connect(window.raise_)
        for link in our_links(asked.links):
            window.open_link(link)
        app.setQuitOnLastWindowClosed(False)
        window.closed.connect(app.quit)
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
    test_shops: TestShops,
    to_browser: Callable[[str], None] = open_address,
) -> Window:
    """Wire everything for a vault in ``folder``, which may not be there yet."""
    chosen = language or ("nl" if QLocale.system().language() == QLocale.Language.Dutch else "en")
    load_fonts()
    theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False, parent=app)
    theme.apply(app)
    follow_system(app, theme)
    translate(app, chosen)
    world = World(
        theme=theme,
        icons=Icons(theme),
        sentences=parse_sentences(chosen, bundled.read(f"messages/{chosen}.json")),
        catalogue=parse(*bundled.catalogue_files()),
        clock=SystemClock(),
        tasks=tasks,
        fetcher=HttpsClient(test_shops),
        trust=system_trust(test_shops),
        open_address=to_browser,
    )
    return Window(world, partial(gate, world, folder))


def gate(world: World, folder: Path, reason: str, opened: Callable[[], None]) -> QWidget:
    """Unlock if there is a vault, else welcome."""
    if folder.exists():
        view = UnlockView(world.theme, world.icons)
        presenter = UnlockPresenter(world.tasks, world.sentences, partial(_unlock, world, folder))
        presenter.opened.connect(opened)
        view.attach(presenter)
        presenter.start(folder.name, reason, world.clock.now())
        return view
    welcome = WelcomeView(world.theme, world.icons)
    creating = WelcomePresenter(world.tasks, world.sentences, partial(_create, world, folder))
    creating.opened.connect(opened)
    welcome.attach(creating)
    return welcome


def _unlock(world: World, folder: Path, typed: str) -> Session:
    return unlock(
        folder,
        Passphrase(typed),
        catalogue=world.catalogue,
        clock=world.clock,
        random=secrets.token_bytes,
        forbidden_thread=gui_thread_forbidden,
    )


def _create(world: World, folder: Path, typed: str) -> Session:
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
