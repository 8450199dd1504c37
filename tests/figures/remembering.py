"""The program of the memory figures: opens a vault, uses it, locks it, and stays, so that its memory can be searched.

``python -m tests.figures.remembering session|window FOLDER FD``. The passphrase comes byte by byte from the descriptor
FD, so that what reads it leaves no copy of its own. It says ``open`` and ``locked``, and waits for a line each
time.
"""

from __future__ import annotations

import ctypes
import gc
import os
import secrets
import sys
from pathlib import Path

_PR_SET_DUMPABLE = 4


def session(folder: Path, descriptor: int) -> None:
    """As the command line does, and more: list, search, look back, keep a backup, ask for the passphrase again."""
    from tests.unit.core.catalogue_values import shipped
    from vault.cli.passphrase_prompt import FromDescriptor
    from vault.core.clock import SystemClock
    from vault.customer.backups import keep_backup
    from vault.customer.editing import list_preferences, preference_history, search
    from vault.customer.session import unlock
    from vault.storage.private_memory import forget_freed, guard
    from vault.storage.secret import Passphrase

    guard()
    ask = FromDescriptor(descriptor)
    opened = unlock(
        folder,
        Passphrase(ask("")),
        catalogue=shipped(),
        clock=SystemClock(),
        random=secrets.token_bytes,
    )
    for each in list_preferences(opened):
        preference_history(opened, each.entry.key)
    search(opened, "e")
    keep_backup(opened)
    opened.accept(opened.ask_passphrase().prove(Passphrase(ask(""))))
    say("open")
    opened.lock()
    del each, opened
    gc.collect()
    forget_freed()


def window(folder: Path, descriptor: int) -> None:
    """The real window: the passphrase is typed, pages are looked at, something is searched, and it is locked."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit

    from vault.desktop.app import make_window
    from vault.desktop.tasks import Tasks
    from vault.storage.private_memory import guard

    guard()
    app = QApplication(["preference-vault"])
    tasks = Tasks()
    shown = make_window(app, tasks, folder, "en", None)
    shown.show()

    def settle(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    settle(500)
    field = next(each for each in shown.findChildren(QLineEdit) if each.isVisible())
    while (byte := os.read(descriptor, 1)) != b"\n":
        QTest.keyClicks(field, byte.decode())
    QTest.keyClick(field, Qt.Key.Key_Return)
    del field
    settle(3000)
    for page in ("overview", "preferences", "shops", "activity", "your_data", "preferences"):
        shown.show_page(page)
        settle(300)
    say("open")
    shown.lock("asked")
    settle(1500)
    say("locked")
    tasks.shut_down()


def say(stage: str) -> None:
    """Let the one who searches look in, which is forbidden to all but root, and stay until that is done."""
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0)
    sys.stdout.write(f"{stage}\n")
    sys.stdout.flush()
    sys.stdin.readline()
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


if __name__ == "__main__":
    if sys.argv[1] == "session":
        session(Path(sys.argv[2]), int(sys.argv[3]))
        say("locked")
    else:
        window(Path(sys.argv[2]), int(sys.argv[3]))
