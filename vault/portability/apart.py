"""One piece of work in a process of its own: it can be ended at any moment, and the window goes on meanwhile.

The library that locks lets no other thread of Python go on while it works, two seconds or more; typesetting takes as
long, and 500 MB that go back to the system with its process. What goes in and comes out goes through pipes: nothing
of it is in an argument, in the environment or on the disk.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Final, Protocol

from vault.core.errors import ChoiceError, StorageError, VaultError

if TYPE_CHECKING:
    from collections.abc import Callable

_WORKS: Final = {
    "lock": ("vault.portability.locking", "lock_here"),
    "unlock": ("vault.portability.locking", "unlock_here"),
    "typeset": ("vault.portability.typeset", "typeset_here"),
}
"""Functions of two pieces of bytes that give bytes."""
_LOOK_EVERY = 0.02
"""Seconds between two looks whether to stop."""
_SIZE_BYTES = 8
_MOST_MEMORY = 4 * 1024**3
"""Bytes that the other process may have. The library sets scrypt's cost by a clock: where that stands still for a
moment, it would take all memory there is."""
_MADE, _REFUSED, _MISSING = b"+", b"-", b"?"
_ERRORS: Final[dict[str, Callable[[str], VaultError]]] = {"ChoiceError": ChoiceError, "StorageError": StorageError}


class Cancel(Protocol):
    """Whether somebody has had enough, as ``threading.Event`` says it."""

    def is_set(self) -> bool: ...


def apart(work: str, first: bytes, second: bytes, cancel: Cancel | None = None) -> bytes:
    """What the function of :data:`_WORKS` gives. On a cancel its process is ended, and nothing of it is left.

    Raises what the function raises with a code, :class:`ChoiceError` ``cancelled``, :class:`StorageError`
    ``memory_short`` where the system ended it, or ``ModuleNotFoundError``.
    """
    begin = f"import sys; sys.path[:] = {sys.path!r}; from vault.portability.apart import main; main({work!r})"
    asked = len(first).to_bytes(_SIZE_BYTES) + first + second
    found = list[bytes]()
    with subprocess.Popen(  # noqa: S603  # this interpreter and our own words, no shell
        [sys.executable, "-I", "-c", begin],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a trace may quote what it worked on
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        talking = threading.Thread(target=lambda: found.append(process.communicate(asked)[0]), name="apart")
        talking.start()
        try:
            while talking.is_alive():
                _require_wanted(cancel)
                talking.join(_LOOK_EVERY)
        finally:
            process.kill()  # it has ended, or nobody waits for it
            talking.join()
    return _answer(work, process.returncode, found[0])


def _require_wanted(cancel: Cancel | None) -> None:
    if cancel is not None and cancel.is_set():
        raise ChoiceError("cancelled")


def _answer(work: str, code: int, found: bytes) -> bytes:
    kind, said = found[:1], found[1:]
    if code == 0 and kind == _MADE:
        return said
    if code == 0 and kind == _REFUSED:
        name, problem = json.loads(said)
        raise _ERRORS[name](problem)
    if code == 0 and kind == _MISSING:
        raise ModuleNotFoundError(name=said.decode())
    if -code in {getattr(signal, "SIGKILL", 9), signal.SIGABRT}:
        raise StorageError("memory_short")  # who else ends it is the kernel, or the library where it gets no more
    raise RuntimeError(work, code)


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def main(work: str) -> None:
    """The other process: one work from its input to its output."""
    from vault.storage.private_memory import guard

    guard()
    _bound_memory()
    asked = sys.stdin.buffer.read()
    size, rest = int.from_bytes(asked[:_SIZE_BYTES]), memoryview(asked)[_SIZE_BYTES:]
    module, name = _WORKS[work]
    try:
        answer = _MADE + getattr(importlib.import_module(module), name)(bytes(rest[:size]), bytes(rest[size:]))
    except VaultError as problem:
        answer = _REFUSED + json.dumps([type(problem).__name__, problem.code]).encode()
    except ModuleNotFoundError as problem:
        answer = _MISSING + (problem.name or "").encode()
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    os._exit(0)  # whatever a library keeps running
