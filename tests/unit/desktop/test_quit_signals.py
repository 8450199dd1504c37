"""The system asks the program to end: it hears that in its event loop, once, and then ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from vault.desktop.quit_signals import QuitSignals

ENDS = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]

PATIENCE = 60  # seconds; a child takes two
STUBBORN = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from vault.desktop.quit_signals import QuitSignals

app = QCoreApplication([])
signals = QuitSignals()
signals.asked.connect(lambda: print("asked", flush=True))
QTimer.singleShot(0, lambda: print("here", flush=True))
app.exec()
"""
WINDOW = """
import sys
from PySide6.QtCore import QTimer
from vault.desktop import afterwards, app

afterwards.ask_about_links = lambda window: QTimer.singleShot(0, lambda: print("here", flush=True))
sys.exit(app.main(["--vault", sys.argv[1]]))
"""


def bound(child: subprocess.Popen[str]) -> None:
    """One that never says what it should is ended, so that the test fails and does not wait for ever."""
    alarm = threading.Timer(PATIENCE, child.kill)
    alarm.daemon = True
    alarm.start()


@pytest.mark.parametrize("number", ENDS)
def test_a_signal_is_heard_in_the_event_loop(qtbot: QtBot, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    signals = QuitSignals()
    try:
        with qtbot.waitSignal(signals.asked):
            os.kill(os.getpid(), number)
    finally:
        signals.stop()
    assert signal.getsignal(number) is before


def test_a_second_signal_ends_the_program_whatever_it_does() -> None:
    child = subprocess.Popen([sys.executable, "-c", STUBBORN], stdout=subprocess.PIPE, text=True)
    bound(child)
    assert child.stdout is not None
    assert child.stdout.readline() == "here\n"
    child.terminate()  # nothing but the event loop runs there, and it has to wake up for this
    assert child.stdout.readline() == "asked\n"
    child.terminate()
    assert child.wait() == -signal.SIGTERM
    child.stdout.close()


def test_the_window_closes_as_if_by_hand(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    child = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(tmp_path / "vault")],
        env=os.environ | home,
        stdout=subprocess.PIPE,
        text=True,
    )
    bound(child)
    assert child.stdout is not None
    assert child.stdout.readline() == "here\n"
    child.terminate()
    assert child.wait() == 0
    child.stdout.close()


def test_what_woke_it_before_the_end_is_not_read_after_it(qtbot: QtBot) -> None:
    """The number of the closed pipe may be another file's by then."""
    signals = QuitSignals()
    signals.asked.connect(signals.stop)
    with qtbot.waitSignal(signals.asked):
        os.kill(os.getpid(), signal.SIGTERM)
    reading, writing = os.pipe()
    os.write(writing, b"mine")
    signals._drain()
    assert os.read(reading, 4) == b"mine"
    os.close(reading)
    os.close(writing)
