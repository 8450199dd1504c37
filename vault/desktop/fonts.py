"""Open Sans, shipped with the program so that the window looks the same everywhere. Other scripts fall back."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

from vault import bundled

_FILES = ("fonts/OpenSans-Regular.ttf", "fonts/OpenSans-Semibold.ttf")


def load_fonts() -> None:
    """Make the shipped fonts known to Qt. A file that Qt does not take is a broken install: ``RuntimeError``."""
    for file in _FILES:
        if QFontDatabase.addApplicationFontFromData(QByteArray(bundled.read(file))) < 0:
            raise RuntimeError(file)
