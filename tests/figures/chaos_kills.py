"""Processes of the chaos run that are killed at a counted moment, so that a run can be had again from its seed.

The moment is a system call that writes, counted from the beginning of a step: a process is killed with -9 as it enters
that call. One tracer watches the vault's process and the shop's with its threads, as in
:mod:`tests.integration.write_steps`.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.integration.write_steps import (
    AT_CALL,
    CONT,
    EXITKILL,
    SETOPTIONS,
    TRACEME,
    TRACESECCOMP,
    ptrace,
    step_of,
    stop_at_calls,
)

_TRACECLONE, _WALL = 0x8, 0x40000000
"""Threads of a traced process are traced too; and are waited for."""
GRACE = 0.0005
"""Seconds between two looks at processes that may have nothing to say."""


@dataclass
class _Traced:
    """One process: the calls it came to in this step, and at which it ends. ``died_at`` is that call, in words."""

    writes: int = 0
    last: int | None = None
    died_at: str | None = None
    threads: set[int] = field(default_factory=set)


class Tracer:
    """Forks, watches and kills. Only what runs inside :meth:`ended` or :meth:`while_true` gets past a writing call."""

    def __init__(self) -> None:
        self._traced: dict[int, _Traced] = {}
        self._gone: dict[int, _Traced] = {}

    def fork(self, work: Callable[[], object]) -> int:
        """A process that does ``work``; its id."""
        child = os.fork()
        if child == 0:
            _child(work)
        os.waitpid(child, 0)
        ptrace(SETOPTIONS, child, data=EXITKILL | TRACESECCOMP | _TRACECLONE)
        self._traced[child] = _Traced(threads={child})
        ptrace(CONT, child)
        return child

    def count(self, child: int, last: int | None) -> None:
        """Count anew; at call number ``last``, from 0, the process ends."""
        traced = self._traced[child]
        traced.writes, traced.last = 0, last

    def came_to(self, child: int) -> tuple[int, str | None]:
        """The writing calls since :meth:`count`, and the one at which it was killed; also of what has ended."""
        traced = self._traced.get(child) or self._gone[child]
        return traced.writes, traced.died_at

    def alive(self, child: int) -> bool:
        """Whether it has not ended."""
        return child in self._traced

    def ended(self, child: int) -> tuple[int, int, str | None]:
        """Let all go on until this one ends: its exit code, its writes, and the call at which it was killed."""
        while True:
            gone, code = self._event(block=True)
            if gone == child:
                return (code, *self.came_to(child))

    def while_true(self, busy: Callable[[], bool]) -> None:
        """Let all go on while ``busy`` says so."""
        while busy():
            if not self._traced or self._event(block=False) == (0, 0):
                time.sleep(GRACE)

    def kill(self, child: int) -> None:
        """End a process wherever it is."""
        os.kill(child, signal.SIGKILL)
        self.ended(child)

    def _event(self, *, block: bool) -> tuple[int, int]:
        """One thing that happened: the process that ended and its exit code, or (0, 0)."""
        thread, status = os.waitpid(-1, _WALL | (0 if block else os.WNOHANG))
        if thread == 0:
            return 0, 0
        owner = next((pid for pid, each in self._traced.items() if thread in each.threads), None)
        if not os.WIFSTOPPED(status):
            if owner == thread:
                self._gone[owner] = self._traced.pop(owner)
                return thread, os.waitstatus_to_exitcode(status)
            return -1, 0
        if owner is None:
            owner = _process_of(thread)
            if owner in self._traced:
                self._traced[owner].threads.add(thread)
            _go_on(thread)
            return -1, 0
        self._stopped(self._traced[owner], owner, thread, status)
        return -1, 0

    def _stopped(self, traced: _Traced, owner: int, thread: int, status: int) -> None:
        step = step_of(thread) if status >> 8 == AT_CALL else None
        if step is not None and step.changes:
            if traced.last is not None and traced.writes >= traced.last:
                traced.died_at = traced.died_at or f"{step.call} {Path(step.file).name}".rstrip()
                os.kill(owner, signal.SIGKILL)
                return
            traced.writes += 1
        signalled = os.WSTOPSIG(status)
        _go_on(thread, 0 if signalled == signal.SIGTRAP or status >> 16 else signalled)


def _go_on(thread: int, signalled: int = 0) -> None:
    with contextlib.suppress(ProcessLookupError):  # killed meanwhile; its end is the next event
        ptrace(CONT, thread, data=signalled)


def _process_of(thread: int) -> int:
    """Whose thread it is; 0 of one that is gone already."""
    try:
        lines = Path(f"/proc/{thread}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("Tgid:"))


def _child(work: Callable[[], object]) -> None:
    """Never returns."""
    code = 1
    try:
        ptrace(TRACEME, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        stop_at_calls()
        work()
        code = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)
