"""What the program gets behind its first picture: an icon, an ear for signals and links, and order in its memory."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from vault import bundled
from vault.desktop.quit_signals import QuitSignals

if TYPE_CHECKING:
    from vault.desktop.window import Window


def set_icon(app: QApplication) -> None:
    """For systems that do not take it from the desktop file."""
    app.setWindowIcon(QIcon(str(bundled.resources() / "desktop" / "preference-vault.svg")))


def hear_signals(app: QApplication, window: Window) -> None:
    """Until there is something to lose, they end the program as ever."""
    signals = QuitSignals()
    signals.setParent(app)
    signals.asked.connect(window.close)
    app.aboutToQuit.connect(signals.stop)


def ask_about_links(window: Window, config: Path) -> None:
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
        config / "links-not-here",
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
    question.start()


def guard_memory(window: Window) -> None:
    """Before anything is typed: no core dumps, and nothing left in memory that was given back."""

    def work() -> None:
        from vault.customer.locking import guard

        guard()

    window.world.tasks.outside(work, lambda _: None, lambda problem: None, owner=window)


def collect_again() -> None:
    """What is there now stays to the end, so it is left out of every later search for garbage."""
    gc.freeze()
    gc.enable()
