"""What this program puts on the clipboard goes again; what others put there stays."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from pytestqt.qtbot import QtBot

from vault.desktop.clipboard import CLEAR_SECONDS, Clipboard

SECRET = "copper lantern borrows seven geese"

ON_A_SCREEN = """
import sys
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QLineEdit
from vault.desktop.clipboard import Clipboard

app = QApplication([])
system = QApplication.clipboard()
assert system.supportsSelection()
ours = Clipboard(system)
field = QLineEdit("half a thought")
field.selectAll()
field.copy()
app.processEvents()
assert system.text() == "half a thought" and system.ownsClipboard()
system.setText("marked", QClipboard.Mode.Selection)
ours.clear()
assert system.text() == "half a thought"  # copied by the person, who may paste it while the vault is open
ours.clear_all()
assert system.text() == "" and system.text(QClipboard.Mode.Selection) == ""
print("cleared")
"""
OTHERS = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

app = QApplication([])
QApplication.clipboard().setText("somebody else's")
print("put", flush=True)
QTimer.singleShot(60000, app.quit)
app.exec()
"""
BESIDE_OTHERS = """
from PySide6.QtWidgets import QApplication
from vault.desktop.clipboard import Clipboard

app = QApplication([])
ours = Clipboard(QApplication.clipboard())
ours.clear_all()
print(QApplication.clipboard().text())
"""


@pytest.fixture
def system(qtbot: QtBot) -> Iterator[QClipboard]:
    found = QGuiApplication.clipboard()
    found.clear()
    yield found
    found.clear()


def test_what_is_lasting_is_marked_too_and_stays_until_the_vault_locks(qtbot: QtBot, system: QClipboard) -> None:
    ours = Clipboard(system)
    ours.put("a secret before it")
    ours.put("EU 43", lasting=True)
    assert not ours._over.isActive()
    assert system.mimeData().data("x-kde-passwordManagerHint").data() == b"secret"
    ours.clear_all()
    assert system.text() == ""


def test_is_marked_as_not_for_histories(system: QClipboard) -> None:
    Clipboard(system).put(SECRET)
    assert system.text() == SECRET
    found = system.mimeData()
    assert found.data("x-kde-passwordManagerHint").data() == b"secret"
    assert found.data("CanIncludeInClipboardHistory").data() == bytes(4)
    assert found.data("CanUploadToCloudClipboard").data() == bytes(4)
    for kind in ("ExcludeClipboardContentFromMonitorProcessing", "org.nspasteboard.ConcealedType"):
        assert found.hasFormat(kind)


def test_goes_after_ten_seconds(qtbot: QtBot, system: QClipboard) -> None:
    assert CLEAR_SECONDS == 10
    clipboard = Clipboard(system)
    clipboard.put(SECRET)
    assert clipboard._over.interval() == 10_000
    clipboard._over.setInterval(1)
    qtbot.waitUntil(lambda: system.text() == "")


def test_a_second_text_has_its_own_time(qtbot: QtBot, system: QClipboard) -> None:
    clipboard = Clipboard(system)
    clipboard._over.setInterval(30)
    clipboard.put(SECRET)
    clipboard.put("another")
    assert system.text() == "another"
    qtbot.waitUntil(lambda: system.text() == "")
    assert not clipboard._over.isActive()


@pytest.mark.parametrize("clear", [Clipboard.clear, Clipboard.clear_all])
def test_what_another_program_put_there_stays(system: QClipboard, clear: Callable[[Clipboard], None]) -> None:
    clipboard = Clipboard(system)
    clipboard.put(SECRET)
    system.setText("somebody else's")
    clear(clipboard)
    assert system.text() == "somebody else's"


def test_a_text_that_was_cleared_is_not_remembered(system: QClipboard) -> None:
    clipboard = Clipboard(system)
    clipboard.put(SECRET)
    clipboard.clear()
    assert system.text() == ""
    system.setText(SECRET)  # now it is somebody else's
    clipboard.clear()
    assert system.text() == SECRET


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """A real X server, for only there a program knows whether what the clipboard holds is its own."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "640x480x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as said:
        number = said.readline().strip()
    assert number
    yield os.environ | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    server.terminate()
    server.wait()


def test_locking_takes_away_what_was_copied_and_marked_here(screen: dict[str, str]) -> None:
    done = subprocess.run([sys.executable, "-c", ON_A_SCREEN], env=screen, capture_output=True, text=True, check=False)
    assert done.stdout == "cleared\n", done.stderr


def test_locking_leaves_other_programs_text(screen: dict[str, str]) -> None:
    other = subprocess.Popen([sys.executable, "-c", OTHERS], env=screen, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "put\n"
    done = subprocess.run(
        [sys.executable, "-c", BESIDE_OTHERS], env=screen, capture_output=True, text=True, check=False
    )
    other.terminate()
    other.wait()
    other.stdout.close()
    assert done.stdout == "somebody else's\n", done.stderr
