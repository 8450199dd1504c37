"""The composition root of the window: fonts, theme, language, network, the one instance, and the first screen."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLocale, QStandardPaths, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from vault import bundled
from vault.core.clock import SystemClock
from vault.core.errors import VaultError
from vault.core.sentences import Sentences, parse_sentences
from vault.desktop.clipboard import Clipboard
from vault.desktop.fonts import load_fonts
from vault.desktop.gate import gate
from vault.desktop.icons import Icons
from vault.desktop.links import SingleInstance, our_links
from vault.desktop.lock_reasons import Locker
from vault.desktop.pages import Known, World
from vault.desktop.quit_signals import QuitSignals
from vault.desktop.tasks import Tasks
from vault.desktop.theme import Theme, follow_system, parse_tokens
from vault.desktop.window import Window

if TYPE_CHECKING:
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
        folder = asked.vault or used_folder()
    except VaultError as problem:
        sys.stderr.write(f"{_sentences(_language(asked.language)).error(problem)}\n")
        return _NOT_POSSIBLE
    app = QApplication(["preference-vault"])
    app.setApplicationName("preference-vault")
    app.setDesktopFileName("preference-vault")
    instance = SingleInstance(_instance_name(folder), app)
    if not instance.start(asked.links):
        return 0
    tasks = Tasks()
    signals = QuitSignals()
    try:
        window = make_window(app, tasks, folder, asked.language, test_shops)
        instance.link_received.connect(window.open_link)
        instance.called.connect(window.come_forward)
        window.closing.connect(instance.stop)
        for link in our_links(asked.links):
            window.open_link(link)
        app.setQuitOnLastWindowClosed(False)
        window.closed.connect(app.quit)
        signals.asked.connect(window.close)
        ask_about_links(window)
        window.show()
        return app.exec()
    finally:
        signals.stop()
        tasks.shut_down()


def open_address(address: str) -> None:
    """Hand an address to the browser. That it opened cannot be known: Qt says yes also when nothing happened."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

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
    window = Window(world, partial(gate, world, folder), Locker(tasks, app, Clipboard(app.clipboard())))
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
    """While a passphrase is typed, load elsewhere what the open vault needs.

    Nothing of this package: a class with signals that is made on another thread can end the interpreter when the window
    first uses it.
    """

    def load() -> None:
        import vault.customer.delivery
        import vault.customer.ending
        import vault.customer.review
        import vault.customer.session  # noqa: F401  # loading them is the point

        world.known()

    world.tasks.outside(load, lambda _: None, lambda problem: None, owner=window)


def ask_about_links(window: Window) -> None:
    """Once, on a desktop of freedesktop.org, where this program has a path that links can start."""
    import shutil

    from platformdirs import user_config_path

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
    place = os.fsencode(folder.resolve())
    digest = QCryptographicHash.hash(place, QCryptographicHash.Algorithm.Sha256)
    return f"preference-vault-{bytes(digest.data()).hex()[:16]}"


def data_folder() -> Path:
    """Where the command line's ``platformdirs`` puts vaults too; Qt knows the place without loading anything."""
    generic = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(generic)) / "preference-vault"


def used_folder() -> Path:
    """The first vault, or the one that a list of several names; only then is more loaded. Raises as that list does."""
    from platformdirs import user_config_path

    config = user_config_path("preference-vault", appauthor=False)
    if not (config / "vaults.json").exists():
        return data_folder() / "vault"
    import secrets

    from vault.customer.vault_places import Places
    from vault.customer.vaults import current_folder

    return current_folder(Places.at(data_folder(), config), secrets.token_bytes)


@dataclass(frozen=True)
class Asked:
    """What was typed after ``preference-vault window``."""

    links: tuple[str, ...] = ()
    vault: Path | None = None
    language: str | None = None
    test_shops: Path | None = None


def _arguments(argv: Sequence[str]) -> Asked:
    if not argv:  # as menus start it
        return Asked()
    import argparse

    parser = argparse.ArgumentParser(prog="preference-vault window")
    parser.add_argument("links", nargs="*", metavar="LINK")
    parser.add_argument("--vault", type=Path, metavar="FOLDER")
    parser.add_argument("--language", choices=("en", "nl"))
    parser.add_argument("--test-shops", type=Path, metavar="FILE")
    found = parser.parse_args(argv)
    return Asked(tuple(found.links), found.vault, found.language, found.test_shops)
