"""What is freed is overwritten and no core is dumped. Each in a process of its own, for all of it lasts to its end."""

from __future__ import annotations

import subprocess
import sys

import pytest

GUARDED = """
import ctypes, resource
from vault.storage.private_memory import guard
guard()
library = ctypes.CDLL(None)
print(resource.getrlimit(resource.RLIMIT_CORE), library.prctl(3, 0, 0, 0, 0))
library.malloc.restype, library.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
piece, after = library.malloc(100_000), library.malloc(100_000)
ctypes.memset(piece, 0x41, 100_000)
library.free(piece)
print(b"A" * 16 in ctypes.string_at(piece, 100_000))
"""
FREED = """
import ctypes
from vault.storage.private_memory import forget_freed
words = [f"{'a word that nobody may read':{length}}" for length in range(28, 440, 8) for _ in range(50)]
places = [(id(each), len(each) + 48) for each in words]
def left():
    return sum(b"a word that nobody may read" in ctypes.string_at(*place) for place in places)
print(left() == len(places))
del words
print(left() > 0)
forget_freed()
print(left())
"""


POOR = """
from vault.storage import private_memory
class Library:
    def ptrace(self, *_): return -1
    def prctl(self, *_): return -1
private_memory.ctypes.CDLL = lambda _: Library()
private_memory.guard()
if sys.platform != "linux":
    private_memory.forget_freed()
print("done")
"""


def said(program: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_a_guarded_process_dumps_nothing_and_overwrites_what_it_frees() -> None:
    limits, left = said(GUARDED)
    assert limits == "(0, 0) 0"
    assert left == "False"


def test_text_that_was_freed_is_gone() -> None:
    assert said(FREED) == ["True", "True", "0"]


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_what_a_system_does_not_have_is_left_out(system: str) -> None:
    """It never fails, whatever the libraries of this system know."""
    assert said(f"import sys\nsys.platform = {system!r}\n{POOR}") == ["done"]
