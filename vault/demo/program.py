"""``preference-vault demo``: a first day with a made-up customer and a made-up shop, on this machine.

With a screen, the window and the shop open side by side and a person takes the journey. Without one it is played, on
the command line and in the window, and what came of it is kept.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from vault import bundled
from vault.core.errors import VaultError
from vault.core.sentences import Sentences, parse_sentences
from vault.demo.browser import Browser
from vault.demo.journey import NotHeld, open_stage, play
from vault.demo.schoenenhuis import RunningShop, open_schoenenhuis
from vault.storage.safe_write import storage_error

TEMPORARY = "preference-vault-demo-"
"""How a temporary folder's name begins."""


def main(argv: Sequence[str]) -> int:
    """Play the journey, or with a screen leave it to the person; 0 if every check held.

    What is played is kept. What a person does is kept only where they said, for a browser leaves much behind.
    """
    parser = argparse.ArgumentParser(prog="preference-vault demo", description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, help="keep everything in this new folder, not in a temporary one")
    parser.add_argument("--language", choices=("en", "nl"), default="en")
    parser.add_argument("--play", action="store_true", help="play by itself, also where there is a screen")
    parser.add_argument("--shop", action="store_true", help="only open the demo shop, until Ctrl+C")
    asked = parser.parse_args(argv)
    sentences = parse_sentences(asked.language, bundled.read(f"messages/{asked.language}.json"))
    by_hand = asked.shop or (has_window() and has_display() and not asked.play)
    with ExitStack() as stack:
        try:
            folder = make_folder(asked.folder, stack if by_hand else None)
            if asked.shop:
                return keep_open(stack.enter_context(open_schoenenhuis(folder / "shop")), sentences)
            if by_hand:
                return show_window(folder, asked.language)
            for line in play(stack.enter_context(open_stage(folder, asked.language))):
                print(line, flush=True)
            if has_window():
                play_offscreen(folder, asked.language)
        except NotHeld as problem:
            print(sentences.say("demo", "not_held", what=str(problem)), file=sys.stderr)
            return 1
        except VaultError as problem:
            print(sentences.error(problem), file=sys.stderr)
            return 1
    print(sentences.say("demo", "kept", folder=str(folder)))
    return 0


def make_folder(asked: Path | None, until: ExitStack | None) -> Path:
    """The folder that was asked for, else a temporary one, which only this user can read.

    That one goes with ``until``, or stays where that is None. Raises :class:`StorageError`.
    """
    if asked is not None:
        folder = asked.resolve()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise storage_error(problem, folder) from problem
        return folder
    if until is None:
        return Path(tempfile.mkdtemp(prefix=TEMPORARY))
    return Path(until.enter_context(tempfile.TemporaryDirectory(prefix=TEMPORARY, ignore_cleanup_errors=True)))


def has_window() -> bool:
    """Whether the desktop extra is installed."""
    return importlib.util.find_spec("PySide6") is not None


def has_display() -> bool:
    """Whether a window could be seen. Elsewhere than on Linux and the like there always is a screen."""
    return sys.platform in {"win32", "darwin"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def show_window(folder: Path, language: str) -> int:
    """Window and shop side by side, for a person."""
    from PySide6.QtWidgets import QApplication

    from vault.demo.side_by_side import watch
    from vault.demo.window_journey import open_theatre

    with open_theatre(QApplication(["preference-vault"]), folder, language) as stage:
        return watch(stage)


def play_offscreen(folder: Path, language: str) -> None:
    """The same journey through the real window, with a picture of every screen and page in ``folder / "pictures"``."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from vault.demo.window_journey import play_in_window

    play_in_window(folder, language)


def keep_open(shop: RunningShop, sentences: Sentences) -> int:
    """Serve until Ctrl+C, and print a fresh link each time Return is pressed."""
    browser = Browser(shop.address)
    print(sentences.say("demo", "shop_open", file=str(shop.folder / "test-shops.toml")))
    try:
        while True:
            page = browser.get(shop.url("/preferences/start"), accept="application/json")
            print(json.loads(page.body)["preference_vault_link"], flush=True)
            if not sys.stdin.readline():
                return 0
    except KeyboardInterrupt:
        return 0
