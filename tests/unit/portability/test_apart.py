"""Work in a process of its own: it ends when it is told to, shows nothing, and says what became of it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from vault.core.errors import ChoiceError, StorageError
from vault.portability.apart import apart
from vault.portability.locking import lock, unlock
from vault.portability.typeset import FONTS, typeset_apart, typeset_pdf
from vault.storage.secret import Passphrase

SECRET = Passphrase("copper lantern borrows seven geese")
PAGE = "page/short_page.typ"


def children() -> list[int]:
    return [int(each) for task in Path("/proc/self/task").iterdir() for each in (task / "children").read_text().split()]


class Looking:
    """A cancel that does something to the process each time it is asked, and then says yes or no."""

    def __init__(self, done: Callable[[int], bool]) -> None:
        self._done, self.seen = done, set[int]()

    def is_set(self) -> bool:
        found = children()
        self.seen.update(found)
        return True in {self._done(each) for each in found}


def test_a_cancel_ends_the_process_before_its_work_is_done() -> None:
    cancel = Looking(lambda _: True)
    with pytest.raises(ChoiceError, match="cancelled"):
        lock(b"x", SECRET, cancel)
    assert len(cancel.seen) == 1
    assert not children()
    assert not any(Path(f"/proc/{each}").exists() for each in cancel.seen)


def test_what_it_works_on_is_in_no_argument_and_no_variable() -> None:
    shown = list[bytes]()

    def look(process: int) -> bool:
        for name in ("cmdline", "environ"):
            try:
                shown.append(Path(f"/proc/{process}/{name}").read_bytes())
            except OSError:  # it lets nobody look into it, or has ended
                shown.append(b"-")
        return False

    locked = lock(b"what nobody may see", SECRET, Looking(look))
    assert unlock(locked, SECRET) == b"what nobody may see"
    assert any(b"vault.portability.apart" in each for each in shown)
    assert not any(SECRET.reveal() in each or b"nobody may" in each for each in shown)


def test_ended_by_the_system_is_a_want_of_memory() -> None:
    def end(process: int) -> bool:
        os.kill(process, signal.SIGKILL)
        return False

    with pytest.raises(StorageError, match="memory_short"):
        lock(b"x", SECRET, Looking(end))


def test_a_missing_library_is_said_as_here(monkeypatch: pytest.MonkeyPatch) -> None:
    root = str(Path(__file__).parents[3])
    monkeypatch.setattr(sys, "path", [root, *(each for each in sys.path if "site-packages" not in each)])
    with pytest.raises(ModuleNotFoundError) as missing:
        lock(b"x", SECRET)
    assert missing.value.name == "pyrage"


def test_a_bug_in_it_is_a_bug_here() -> None:
    with pytest.raises(RuntimeError):
        apart("unlock", b"\xff", b"x")


def test_a_page_is_the_same_as_in_this_process() -> None:
    data = {"title": "é 日", "language": "nl", "about": ["<b>"], "parts": [], "fonts": [*FONTS]}
    made = date(2026, 5, 12)
    assert typeset_apart(PAGE, data, made) == typeset_pdf(PAGE, data, made)
