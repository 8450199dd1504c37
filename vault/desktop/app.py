"""The composition root of the window: fonts, theme, language, network, the one instance, and the first screen."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCryptographicHash, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication

from vault import bundled
from vault.core.errors import VaultError
from vault.desktop.fonts import load_fonts
from vault.desktop.gate import Gate
from vault.desktop.icons import Icons
from vault.desktop.instance_lock import InstanceLock
from vault.desktop.later_starts import LaterStarts
from vault.desktop.looks import Looks, sentences, system_language
from vault.desktop.looks import translate as translate
from vault.desktop.other_vault import Elsewhere
from vault.desktop.pages import Known, LaterFetcher, World, once
from vault.desktop.program import (
    Program,
    delete_beside,
    delete_listed,
    links_in,
    no_links,
    send_off_beside,
    send_off_listed,
)
from vault.desktop.tasks import Tasks
from vault.desktop.theme import Theme, make_application, parse_tokens
from vault.desktop.window import Window

if TYPE_CHECKING:
    from datetime import datetime

    from vault.customer.vault_places import Places
    from vault.desktop.lock_reasons import Locker
    from vault.net.https_client import HttpsClient
    from vault.net.testing_shops import TestShops

_NOT_POSSIBLE = 7
"""The exit code of the command line for what cannot be done as asked."""
_OPENING_MS = 1000
"""Between two looks whether a vault is still being opened; most of it is left for its first page."""


def main(argv: Sequence[str]) -> int:
    """Open the window. Links in ``argv`` go to a window that is open already, if there is one."""
    asked = _arguments(argv)
    try:
        test_shops = _test_shops(asked.test_shops)
        folder = asked.vault or used_folder()
    except VaultError as problem:
        sys.stderr.write(f"{sentences(asked.language or system_language()).error(problem)}\n")
        return _NOT_POSSIBLE
    app = make_application("preference-vault")
    lock = InstanceLock(_instance_name(folder))
    if not lock.take():
        from vault.desktop.links import hand_over

        if hand_over(lock, asked.links):
            return 0
    starts = LaterStarts(lock, _instance_name)
    tasks = Tasks()
    try:
        # A folder that was named stays the one.
        elsewhere = Elsewhere(known_places if asked.vault is None else None, starts.move)
        config = config_folder()
        window = make_window(app, tasks, folder, asked.language, test_shops, elsewhere=elsewhere, config=config)
        if asked.links:
            from vault.desktop.links import our_links

            for link in our_links(asked.links):
                window.open_link(link)
        if sys.platform == "darwin":
            from vault.desktop.opened_by_system import OpenedBySystem

            OpenedBySystem(app).link_opened.connect(window.open_link)
        app.setQuitOnLastWindowClosed(False)
        window.closed.connect(app.quit)
        window.drawn.connect(partial(_complete, app, window, starts))
        window.show()
        return app.exec()
    finally:
        starts.end()
        tasks.shut_down()


def _complete(app: QApplication, window: Window, starts: LaterStarts) -> None:
    from vault.desktop import afterwards

    afterwards.guard_memory(window)
    afterwards.set_icon(app)
    afterwards.hear_signals(app, window)
    _unhurried(window, partial(starts.hear, window))
    _unhurried(window, partial(afterwards.settle, window))


def _unhurried(window: Window, then: Callable[[], None]) -> None:
    """Do it now; but whoever opens the vault at once need not wait for it."""
    if window.world.tasks.opening:
        QTimer.singleShot(_OPENING_MS, window, partial(_unhurried, window, then))
    else:
        then()


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
    elsewhere: Elsewhere | None = None,
    config: Path | None = None,
) -> Window:
    """Wire everything for a vault in ``folder``, which may not be there yet, and for others ``elsewhere``.

    Without a folder ``config`` nothing is read or kept outside of vaults.
    """
    load_fonts()
    theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False, parent=app)
    looks = Looks(app, theme, config, language)
    world = World(
        theme=theme,
        icons=Icons(theme),
        sentences=sentences(looks.language),
        clock=_Clock(),
        tasks=tasks,
        known=once(partial(_known, test_shops, threading.get_ident())),
        open_address=to_browser,
        program=Program(
            looks.now,
            lambda chosen: looks.change(window, gate, chosen),
            delete_beside if config is None else partial(delete_listed, data_folder(), config),
            find_links=no_links if config is None else partial(links_in, config),
            send_off=send_off_beside if config is None else partial(send_off_listed, data_folder(), config),
        ),
    )
    elsewhere = elsewhere or Elsewhere()
    gate = Gate(world, folder, elsewhere.places)
    gate.moved.connect(elsewhere.moved)
    gate.hold_back()
    window = Window(world, gate, partial(_make_locker, app, tasks, gate))
    gate.begun.connect(partial(window.enter, ready=False))
    window.rescue_wanted.connect(gate.rescue)
    window.drawn.connect(partial(_unhurried, window, gate.go_on))
    window.drawn.connect(looks.settle)
    window.drawn.connect(partial(_make_ahead, world, window))
    return window


class _Clock:
    """The machine's clock, loaded with the first question for the time: the first picture asks none."""

    def now(self) -> datetime:
        from vault.core.clock import SystemClock

        return SystemClock().now()


def _make_locker(app: QApplication, tasks: Tasks, gate: Gate) -> Locker:
    from vault.desktop.clipboard import Clipboard
    from vault.desktop.lock_reasons import Locker

    locker = Locker(tasks, app, Clipboard(app.clipboard()))
    locker.stops_left.connect(gate.stops_left)
    return locker


def _known(test_shops: TestShops | None, gui_thread: int) -> Known:
    from vault.core.catalogue import parse
    from vault.customer.trust import system_trust
    from vault.net.testing_shops import TestShops

    shops = test_shops or TestShops()

    def client() -> HttpsClient:
        from vault.net.https_client import HttpsClient

        return HttpsClient(shops, forbidden_thread=gui_thread)

    return Known(parse(*bundled.catalogue_files()), LaterFetcher(client), system_trust(shops))


def _make_ahead(world: World, window: Window) -> None:
    from vault.desktop.loading_ahead import make_ahead

    make_ahead(world, window, _load_network)


def _load_network() -> None:
    import vault.net.https_client  # noqa: F401  # loading it is the point


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


def config_folder() -> Path:
    """Where the command line keeps the list of vaults, and the window what it is to look like."""
    places = QStandardPaths.StandardLocation
    generic = places.GenericDataLocation if sys.platform == "darwin" else places.GenericConfigLocation
    return Path(QStandardPaths.writableLocation(generic)) / "preference-vault"


def known_places() -> Places:
    """Where vaults are known: as the command line has it. Raises :class:`StorageError` ``folder_unusable``."""
    from vault.customer.vault_places import Places

    return Places.at(data_folder(), config_folder())


def used_folder() -> Path:
    """The first vault, or the one that a list of several names; only then is more loaded. Raises as that list does."""
    if not (config_folder() / "vaults.json").exists():
        return data_folder() / "vault"
    import secrets

    from vault.customer.vaults import current_folder

    return current_folder(known_places(), secrets.token_bytes)


class Asked(NamedTuple):
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
    links: tuple[str, ...] = tuple(found.links)
    if links:
        from vault.desktop.request_file import as_link

        links = tuple(map(as_link, links))
    return Asked(links, found.vault, found.language, found.test_shops)
