"""What the program gets behind its first picture: an icon, an ear for signals and links, and order in its memory."""

from __future__ import annotations

import gc
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


def ask_about_links(window: Window) -> None:
    """Once, where links can start this program."""
    from vault.desktop.link_question import LinkQuestion
    from vault.desktop.registration_note import RegistrationNote

    world = window.world
    question = LinkQuestion(world.tasks, world.sentences, world.program.find_links)
    question.setParent(window)

    def show() -> None:
        note = RegistrationNote(world.theme, world.icons)
        note.agreed.connect(question.agree)
        note.refused.connect(question.refuse)
        question.settled.connect(note.deleteLater)
        question.failed.connect(note.say)
        window.frame.links_settled.connect(note.deleteLater)
        window.ask(note)

    question.wanted.connect(show)
    question.start()


def guard_memory(window: Window) -> None:
    """Before anything is typed: no core dumps, and nothing left in memory that was given back."""

    def work() -> None:
        from vault.customer.locking import guard

        guard()

    window.world.tasks.outside(work, lambda _: None, lambda problem: None, owner=window)


def settle(window: Window) -> None:
    """Ask what is to be asked, and look for garbage again: not in what is there now, which stays. A vault does not."""
    ask_about_links(window)
    if not window.is_open:
        gc.freeze()
    gc.enable()
