"""Moves and deletes a vault again and again, killed one step later each time, and looks at what is left.

Run as a program of its own, which may fork: ``python -m tests.integration.vaults_killed move|copy|delete FOLDER``. It
prints the number of steps, or fails with what was lost.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.unit.storage.whole_vault import LASTING, fill, tree
from vault.customer.vault_places import Places, State
from vault.customer.vaults import current_folder, delete_vault, find_vault, move_vault, view_vaults
from vault.storage import vault_list

STEPS = frozenset({"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "os.link", "shutil.rmtree"})
"""Before these, and before each flush to the disk, a power cut may come."""


def killed_at(step: int, action: Callable[[], object]) -> bool:
    """Run ``action`` in a child that dies before its step; False if it came to its end first."""
    child = os.fork()
    if child == 0:
        left = step

        def count() -> None:
            nonlocal left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        fsync = os.fsync

        def flush(descriptor: int) -> None:
            count()
            fsync(descriptor)

        os.fsync = flush
        sys.addaudithook(lambda event, _: count() if event in STEPS else None)
        code = 1
        try:
            action()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0, f"failed at step {step}"
    return False


def moved(places: Places, target: Path) -> None:
    move_vault(places, find_vault(places, "vault", os.urandom), target, os.urandom)


def check_moved(places: Places, target: Path) -> None:
    """One whole vault, which is the one that is used, and nothing of it anywhere else."""
    found = current_folder(places, os.urandom)
    assert found in {places.first, target}
    held = tree(found)
    assert {name: held[name] for name in LASTING} == LASTING
    known = [(each.folder, each.state, each.current) for each in view_vaults(places, os.urandom)]
    assert known == [(found, State.THERE, True)], known
    assert vault_list.read(places.list).moving is None
    around = [place for place in (places.vaults, target.parent) if place.exists()]
    left = [each for place in around for each in place.iterdir()]
    assert left == [found], left
    if found == places.first:
        moved(places, target)
        assert current_folder(places, os.urandom) == target


def deleted(places: Places) -> None:
    delete_vault(places, find_vault(places, "vault", os.urandom), os.urandom)


def check_deleted(places: Places) -> None:
    """No database goes before what opens it; and deleting goes on where it was."""
    held = tree(places.first) if places.first.exists() else {}
    assert "vault.db" in held or not any(name.startswith(("slots", "backups/2")) for name in held), held.keys()
    if view_vaults(places, os.urandom):
        deleted(places)
    assert not places.first.exists() or not any(places.first.iterdir()), tree(places.first).keys()


def main(how: str, folder: Path) -> None:
    """The whole row of steps."""
    if how == "copy":
        replace = Path.replace

        def rename(self: Path, to: Path) -> Path:
            if not self.name.endswith(".unfinished"):
                raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
            return replace(self, to)

        Path.rename = rename  # type: ignore[method-assign]  # every place is on a disk of its own
    step, dies = 0, True
    while dies:
        here = folder / str(step)
        places, target = Places.at(here / "data", here / "config"), here / "stick" / "kluis"
        fill(places.first)
        if how == "delete":
            dies = killed_at(step, partial(deleted, places))
            check_deleted(places)
        else:
            dies = killed_at(step, partial(moved, places, target))
            check_moved(places, target)
        shutil.rmtree(here)
        step += dies
    print(step)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
