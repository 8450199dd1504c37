"""What a process remembers: no core dumps, and nothing left of a vault in memory that was given back.

Python cannot wipe a string, and neither it nor the C library clears memory that is freed: a passphrase stays readable
there until something else happens to need the place. So the C library is told to overwrite what is freed, where it can,
and after a vault is locked :func:`forget_freed` fills what Python's own allocator and each thread keep back.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys

_PR_SET_DUMPABLE = 4
"""linux/prctl.h. With 0 there is no core dump and no other program of the same user can look into this one."""
_PT_DENY_ATTACH = 31
"""sys/ptrace.h of macOS, as above."""
_M_PERTURB, _FILL = -6, 0xA5
"""malloc.h of glibc: memory that is freed is filled with this."""
_SMALLEST, _LARGEST, _STEP = 48, 512, 16
"""What Python's allocator gives out itself, in sizes of 16 bytes; no string fits in less than 48."""
_OVERHEAD = sys.getsizeof(b"")
_AT_ONCE = 1024 * 1024
"""Bytes of each of those sizes that are filled: more than a vault of thousands of preferences leaves behind."""
_THREAD_LARGEST, _THREAD_KEPT = 1040, 8
"""glibc keeps up to seven freed pieces of each size up to this for each thread, which it does not fill."""


def guard() -> None:
    """Let nothing of this process be written to disk by a crash, nor left in freed memory where that can be helped.

    As far as this system knows how; it never fails. Call it before anything secret is there.
    """
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    library = ctypes.CDLL(None)
    if sys.platform == "darwin":
        library.ptrace(_PT_DENY_ATTACH, 0, None, 0)
    elif sys.platform == "linux":
        library.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        _fill_freed(library)


def forget_freed() -> None:
    """Overwrite what this process gave back and nothing has used since: some hundredths of a second, on any thread.

    What is still referred to stays, so let garbage be collected first. Each thread keeps a little back: on others that
    had to do with a vault call :func:`forget_here` as well.
    """
    for size in range(_SMALLEST, _LARGEST + 1, _STEP):
        held = [bytes(size - _OVERHEAD) for _ in range(_AT_ONCE // size)]
        del held
    forget_here()


def forget_here() -> None:
    """The part of :func:`forget_freed` that is about the present thread alone, and quick."""
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None)
    library.malloc.restype, library.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    library.free.restype, library.free.argtypes = None, [ctypes.c_void_p]
    for size in range(24, _THREAD_LARGEST, _STEP):
        pieces = [library.malloc(size) for _ in range(_THREAD_KEPT)]
        for piece in pieces:
            if piece:
                ctypes.memset(piece, 0, size)
        for piece in pieces:
            library.free(piece)


def give_back() -> None:
    """Let the system have what was freed and is not needed soon: glibc keeps it all, some megabytes after a long read.

    Some milliseconds, on any thread. What is given back this way is cleared by the system.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # only glibc has this
        if trim is not None:
            trim(ctypes.c_size_t(0))


def _fill_freed(library: ctypes.CDLL) -> None:
    """Only glibc has this."""
    mallopt = getattr(library, "mallopt", None)
    if mallopt is not None:
        mallopt(_M_PERTURB, _FILL)
