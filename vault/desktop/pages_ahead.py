"""What the open vault needs of Qt and of this package, made while a passphrase is typed: a little in each turn.

On the thread of the window, unlike all else that is loaded ahead: a class with signals that is made on another thread
can end the interpreter. No turn of the event loop is long, so a key that is pressed meanwhile does not wait.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from vault import desktop
from vault.desktop import parts

if TYPE_CHECKING:
    from vault.desktop.window import Window

_TURN = 0.004
"""Seconds of work in a turn. PySide makes its classes when they are asked for, but all of them at once, which takes a
tenth of a second, at the first widget of a kind that it does not know yet."""


class PagesAhead(QtCore.QObject):
    """Makes Qt's classes and what stands behind the gate; then it is ``ready`` for what is loaded elsewhere.

    Not while that goes on: two threads that import wait for each other. Then the pages are ``loaded``.
    """

    ready = QtCore.Signal()
    loaded = QtCore.Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._work = self._make()
        self._turn = QtCore.QTimer(self)
        self._turn.timeout.connect(self._do_some)
        self._turn.start(0)

    @property
    def busy(self) -> bool:
        """Whether there is something left to do."""
        return self._turn.isActive()

    def stop(self) -> None:
        """Leave the rest: the window closes."""
        self._turn.stop()

    def load_pages(self) -> None:
        """Load every module of :mod:`vault.desktop` that is not there yet."""
        self._work = self._load()
        self._turn.start(0)

    def _do_some(self) -> None:
        end = time.perf_counter() + _TURN
        while time.perf_counter() < end:
            if next(self._work, None) is None:
                self._turn.stop()
                return

    def _make(self) -> Iterator[object]:
        for module in (QtCore, QtGui, QtWidgets):
            for name in dir(module):
                getattr(module, name)
                yield name
        yield self._window.inside
        self.ready.emit()
        yield self.ready

    def _load(self) -> Iterator[object]:
        for name in _names():
            if name not in sys.modules:
                import_module(name)
                yield name
        self.loaded.emit()
        yield self.loaded


def _names() -> list[str]:
    """First what others are made of, so that none of them brings many along."""
    names = [
        f"{package.__name__}.{each.name}" for package in (parts, desktop) for each in iter_modules(package.__path__)
    ]
    return sorted(names, key=lambda name: (not name.startswith(parts.__name__), not name.endswith("_state")))
