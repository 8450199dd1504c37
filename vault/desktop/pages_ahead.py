"""What the open vault needs of Qt and of this package, made while a passphrase is typed: a little in each turn.

On the thread of the window, unlike all else that is loaded ahead: a class with signals that is made on another thread
can end the interpreter. No turn of the event loop is long, so a key that is pressed meanwhile does not wait.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
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
_FIRST = "overview"
"""The first page; the names of its modules begin with it."""
_BELOW_FIRST = (
    "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.kdf.hkdf",
    "vault.customer.session",
    "vault.customer.holdings",
    "vault.customer.backups",
    "vault.customer.overview",
    "vault.customer.chain_check",
)
"""What opening a vault and its first page are made of, in the order in which one needs the other."""
_INSIDE = tuple(
    f"vault.desktop.{name}" for name in ("help_way", "parts.focus_ring", "undo_offer", "window_frame", "inside")
)
_HELD_MS = 250
"""Between two looks whether it may go on."""
_FIRST_MS = 1000
"""What the first page of a vault that was opened meanwhile has for itself: it reads the vault and is drawn then."""


class PagesAhead(QtCore.QObject):
    """Makes Qt's classes and what stands behind the gate; then it is ``ready`` for what is loaded elsewhere.

    Not while that goes on: two threads that import wait for each other. Then the pages are ``loaded``.

    Where a vault is being opened meanwhile, which ``held`` says, only its first page is made, while its key is derived.
    ``hurried`` says so: what that page is made of should be known soon, and :meth:`know` tells that it is. Behind that
    it waits as long as it is ``held``: a vault that is being opened needs nothing else.
    """

    hurried = QtCore.Signal()
    ready = QtCore.Signal()
    loaded = QtCore.Signal()

    def __init__(self, window: Window, held: Callable[[], bool] = lambda: False) -> None:
        super().__init__(window)
        self._window, self._held = window, held
        self._can_wait = self._was_held = self._knows = False
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

    def know(self) -> None:
        """What a page is made of is known: none waits for that on this thread."""
        self._knows = True

    def load_pages(self) -> None:
        """Load every module of :mod:`vault.desktop` that is not there yet."""
        self._work = self._load()
        self._turn.start(0)

    def _do_some(self) -> None:
        if self._can_wait and self._held():
            self._was_held = True
            self._turn.setInterval(_HELD_MS)
            return
        if self._can_wait and self._was_held:  # what was opened shows its first page now
            self._was_held = False
            self._turn.setInterval(_FIRST_MS)
            return
        self._turn.setInterval(0)
        end = time.perf_counter() + _TURN
        while time.perf_counter() < end and not (self._can_wait and self._held()):
            if next(self._work, None) is None:
                self._turn.stop()
                return

    def _make(self) -> Iterator[object]:
        classes, held = _classes(), False
        for name in classes:
            if held := self._held():  # its first page needs few of them
                break
            yield name
        if held or self._held():  # else most of what that page is made of is loaded elsewhere
            self._was_held = True
            self.hurried.emit()
            for name in (*_BELOW_FIRST, *_INSIDE, *_names(f"{_FIRST}_")):
                import_module(name)
                yield name
        yield self._window.inside
        if self._knows and self._held():
            yield self._window.inside.pages.page(_FIRST)
        self._can_wait = True
        yield self._can_wait
        yield from classes
        self.ready.emit()
        yield self.ready

    def _load(self) -> Iterator[object]:
        for name in _names():
            if name not in sys.modules:
                import_module(name)
                yield name
        self.loaded.emit()
        yield self.loaded


def leave_out(window: Window) -> None:
    """Leave all these modules out of every later search for garbage, but nothing of a vault: that is to be found."""
    if not window.is_open:
        gc.freeze()


def _classes() -> Iterator[str]:
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            getattr(module, name)
            yield name


def _names(beginning: str = "") -> list[str]:
    """First what others are made of, so that none of them brings many along."""
    names = [
        f"{package.__name__}.{each.name}"
        for package in (parts, desktop)
        for each in iter_modules(package.__path__)
        if each.name.startswith(beginning)
    ]
    return sorted(names, key=lambda name: (not name.startswith(parts.__name__), not name.endswith("_state")))
