"""The first picture of the window is a field to type into, and nothing is loaded before it that it does not need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt

from vault.desktop.parts import qt_numbers

PROGRAM = """
import gc, sys
from PySide6.QtGui import QPaintEvent
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit
from vault.desktop import app

class Watched(app.Window):
    def paintEvent(self, event):
        QTimer.singleShot(0, self.look)
        super().paintEvent(event)

    def look(self):
        modules = sorted(sys.modules)
        classes = sorted({each.__name__ for each in gc.get_objects() if isinstance(each, type)
                          and (each.__module__ or "").startswith("PySide6")})
        print(isinstance(self.focusWidget(), QLineEdit), self.focusWidget().isVisible())
        print(*modules)
        print(*classes)
        self.close()

app.Window = Watched
app.main([])
"""
LATER_MODULES = {
    "argon2",
    "concurrent.futures",
    "cryptography",
    "keyring",
    "platformdirs",
    "sqlcipher3",
    "urllib3",
    "PySide6.QtNetwork",
    "vault.desktop.inside",
    "vault.desktop.links",
    "vault.desktop.lock_reasons",
    "vault.desktop.parts.focus_ring",
    "vault.desktop.quit_signals",
    "vault.desktop.rail",
    "vault.openid4vp.link",
    "vault.storage",
}
LATER_CLASSES = {"Qt", "QAccessible", "QMenu", "QShortcut", "QStyle"}
"""To name one of these in Python loads it; ``Qt`` with all of its enums is the dearest by far."""


def test_nothing_is_loaded_before_it_that_it_does_not_need(tmp_path: Path) -> None:
    (tmp_path / "preference-vault" / "vault").mkdir(parents=True)
    home = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    homes = {"XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=os.environ | home | homes, capture_output=True, text=True, check=True
    )
    field, modules, classes = done.stdout.splitlines()[:3]
    assert field == "True True"
    assert LATER_MODULES & set(modules.split()) == set()
    assert LATER_CLASSES & set(classes.split()) == set()


def test_numbers_are_those_of_qt() -> None:
    hints = Qt.InputMethodHint
    secret = hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase
    assert Qt.TextFormat.PlainText.value == qt_numbers.PLAIN_TEXT
    assert (Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft).value == qt_numbers.TOP_LEFT
    assert Qt.ScrollBarPolicy.ScrollBarAlwaysOff.value == qt_numbers.BAR_NEVER
    assert Qt.FocusPolicy.NoFocus.value == qt_numbers.NO_FOCUS
    assert secret.value == qt_numbers.SECRET_TEXT
