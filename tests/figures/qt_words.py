"""What Qt says in a process that measures the window: apart, so that nothing but the window is in its memory."""

from __future__ import annotations

import sys

from PySide6.QtCore import QtMsgType


def complain(kind: QtMsgType, context: object, text: str) -> None:
    """What Qt has to say, but for what a screen that is not there cannot do."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")
