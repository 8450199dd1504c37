"""The system calls by which a program writes to the disk, one by one: counted, and any of them the last.

A child is traced with ptrace(2), at the calls that a seccomp(2) filter picks: SQLite's own writes are among them.
Killed as it enters a call, the child has done all before that call and nothing of it, as ``kill -9`` has it.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TRACEME, CONT, SETOPTIONS, _GET_SYSCALL_INFO = 0, 7, 0x4200, 0x420E
EXITKILL, TRACESECCOMP = 0x100000, 0x80
"""Options: the child ends with its tracer, and stops where its filter says so."""
AT_CALL = signal.SIGTRAP | 7 << 8
"""What the stop at a call looks like: PTRACE_EVENT_SECCOMP."""
_INFO = struct.Struct("<24x7Q8x")
"""``struct ptrace_syscall_info``: the call's number and its six arguments; the rest is not needed."""
_CREATES = os.O_CREAT | os.O_TRUNC
_CALLS: dict[int, str] = {
    "x86_64": {
        1: "write", 2: "open", 18: "pwrite64", 20: "writev", 40: "sendfile", 74: "fsync", 75: "fdatasync",
        77: "ftruncate", 82: "rename", 83: "mkdir", 84: "rmdir", 86: "link", 87: "unlink", 90: "chmod", 91: "fchmod",
        257: "openat", 258: "mkdirat", 263: "unlinkat", 264: "renameat", 265: "linkat", 268: "fchmodat",
        285: "fallocate", 296: "pwritev", 316: "renameat2", 326: "copy_file_range",
    },
    "aarch64": {
        34: "mkdirat", 35: "unlinkat", 37: "linkat", 38: "renameat", 46: "ftruncate", 47: "fallocate", 52: "fchmod",
        53: "fchmodat", 56: "openat", 64: "write", 66: "writev", 68: "pwrite64", 70: "pwritev", 71: "sendfile",
        82: "fsync", 83: "fdatasync", 276: "renameat2", 285: "copy_file_range",
    },
}[platform.machine()]  # fmt: skip
"""Every call that changes a file or a folder, or brings one to the disk."""
_FILLS = {"write", "writev", "pwrite64", "pwritev"}
_FLUSHES = {"fsync", "fdatasync"}


@dataclass(frozen=True)
class Step:
    """One write: the call's name and, where it puts bytes into a file, that file's path."""

    call: str
    file: str = ""

    @property
    def changes(self) -> bool:
        """Whether a killed program leaves something else after it than before. A flush matters to a power cut."""
        return self.call not in _FLUSHES


Ready = Callable[[], Callable[[], object]]
"""Makes something ready, and gives back what is then counted."""


def recorded(ready: Ready) -> list[Step]:
    """Let a child come to its end; every write step of it. Raises ``RuntimeError`` if it fails."""
    steps: list[Step] = []

    def never(step: Step) -> bool:
        steps.append(step)
        return False

    _run(ready, never)
    return steps


def killed_before(ready: Ready, number: int) -> None:
    """Let a child begin, and kill it as it comes to its write step of this number, from 0.

    Raises ``RuntimeError`` if it fails, or has no such step.
    """
    left = number

    def last(_: Step) -> bool:
        nonlocal left
        left -= 1
        return left < 0

    if not _run(ready, last):
        raise RuntimeError("there was no such step")


def _run(ready: Ready, is_last: Callable[[Step], bool]) -> bool:
    """Whether the child was killed because ``is_last`` said so of a step."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            action = ready()
            ptrace(TRACEME, 0)
            os.kill(os.getpid(), signal.SIGSTOP)
            stop_at_calls()
            action()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if not os.WIFSTOPPED(status):
        raise RuntimeError("it was not made ready")
    ptrace(SETOPTIONS, child, data=EXITKILL | TRACESECCOMP)
    signalled = 0
    while True:
        ptrace(CONT, child, data=signalled)
        _, status = os.waitpid(child, 0)
        if not os.WIFSTOPPED(status):
            if status != 0:
                raise RuntimeError("it did not come to its end")
            return False
        at_call = status >> 8 == AT_CALL
        signalled = 0 if at_call else os.WSTOPSIG(status)
        step = step_of(child) if at_call else None
        if step is not None and is_last(step):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return True


def step_of(child: int) -> Step | None:
    """The step that a stopped child is about to do, or None where that changes nothing."""
    info = ctypes.create_string_buffer(_INFO.size)
    ptrace(_GET_SYSCALL_INFO, child, _INFO.size, ctypes.addressof(info))
    number, first, second, third, *_ = _INFO.unpack(info.raw)
    call = _CALLS[number]
    flags = {"open": second, "openat": third}.get(call, _CREATES)
    if not flags & _CREATES:
        return None
    return Step(call, str(Path(f"/proc/{child}/fd/{first}").readlink())) if call in _FILLS else Step(call)


def stop_at_calls() -> None:
    """Let the tracer know of this process's writing calls, and of no other."""
    load, equal, give = (0x20, 0, 0), (0x15, 0, 1), (0x06, 0, 0)  # classic BPF, on struct seccomp_data
    trace, allow = 0x7FF00000, 0x7FFF0000
    lines = [(*load, 0), *(line for number in _CALLS for line in ((*equal, number), (*give, trace))), (*give, allow)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("<HBBI", *line) for line in lines))
    program = ctypes.create_string_buffer(struct.pack("<H6xQ", len(lines), ctypes.addressof(code)))
    _called("prctl", 38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS, without which only root may
    _called("prctl", 22, 2, ctypes.addressof(program), 0, 0)  # PR_SET_SECCOMP


def ptrace(request: int, child: int, address: int = 0, data: int = 0) -> None:
    _called("ptrace", request, child, address, data)


def _called(name: str, *arguments: int) -> None:
    call = ctypes.CDLL(None, use_errno=True)[name]
    call.argtypes, call.restype = [ctypes.c_long] * len(arguments), ctypes.c_long
    if call(*arguments) == -1:
        raise OSError(ctypes.get_errno(), f"{name} failed")
