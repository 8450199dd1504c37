"""Opening a shop's links with this program, on desktops that follow freedesktop.org: a desktop file and its icon.

Only after the customer said so. All functions touch files and run programs, so they belong off the GUI thread.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from vault import bundled
from vault.core.errors import StorageError
from vault.storage.safe_write import flush_folder, read, storage_error, write

FILE_NAME = "preference-vault.desktop"
ICON_NAME = "preference-vault.svg"
LINK_TYPES = ("x-scheme-handler/preference-vault", "x-scheme-handler/openid4vp")
"""The schemes that ``resources/desktop/preference-vault.desktop`` claims."""
_MOST_BYTES = 64 * 1024
_PLAIN = re.compile(r"[A-Za-z0-9/._+,:@-]+")
"""Needs no quotes, and gets none: the generic xdg-open takes them for a part of the program's name."""
_PATIENCE = 20
"""Seconds for a helper program that hangs."""

Runner = Callable[[Sequence[str]], bool]
"""Runs a command; whether it was there and did what it should."""


def run_if_present(command: Sequence[str]) -> bool:
    """Run a program of the desktop, if there is one of that name. Its output is of no use to anyone."""
    program = shutil.which(command[0])
    if program is None:
        return False
    try:
        done = subprocess.run(  # noqa: S603  # our own words, no shell; the one path in them is our folder
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def applications_folder(environment: Mapping[str, str], home: Path) -> Path:
    """The user's own folder of desktop files (XDG Base Directory Specification; a relative path there is ignored)."""
    data = environment.get("XDG_DATA_HOME", "")
    return (Path(data) if data.startswith("/") else home / ".local" / "share") / "applications"


def icon_file(applications: Path) -> Path:
    """Where the user's own icons are, which fit every theme (Icon Theme Specification, "hicolor")."""
    return applications.parent / "icons" / "hicolor" / "scalable" / "apps" / ICON_NAME


def desktop_file(executable: Path) -> bytes:
    """The file that starts ``executable``, an absolute path, with a link.

    Raises :class:`StorageError` ``folder_unusable`` for a path that such a file cannot name.
    """
    return bundled.read(f"desktop/{FILE_NAME}").replace(b"@PROGRAM@", _quoted(str(executable)).encode("utf-8"))


def install(applications: Path, executable: Path, run: Runner = run_if_present) -> bool:
    """Write the desktop file and its icon, and make it the one for links. Whether the desktop was told at once.

    Where it was not, it may read the file by itself at the next log in. Raises :class:`StorageError`.
    """
    data = desktop_file(executable)
    for path, content in (
        (icon_file(applications), bundled.read(f"desktop/{ICON_NAME}")),
        (applications / FILE_NAME, data),  # last, so that it never names an icon that is not there
    ):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise storage_error(problem, path.parent) from problem
        write(path, content)
    _show_icons(run)
    listed = run(["update-desktop-database", str(applications)])
    chosen = run(["xdg-mime", "default", FILE_NAME, *LINK_TYPES])
    return listed or chosen


def is_registered(applications: Path, executable: Path) -> bool:
    """Whether the desktop file is there and starts this program, not one that was here before."""
    try:
        return read(applications / FILE_NAME, max_bytes=_MOST_BYTES) == desktop_file(executable)
    except StorageError:
        return False


def remove(applications: Path, run: Runner = run_if_present) -> None:
    """Take the desktop file and its icon away, if they are there. What was chosen by it then counts for nothing.

    Raises :class:`StorageError`.
    """
    there = [path for path in (applications / FILE_NAME, icon_file(applications)) if os.path.lexists(path)]
    for path in there:
        try:
            path.unlink()
        except OSError as problem:
            raise storage_error(problem, path) from problem
        flush_folder(path.parent)
    if there:
        _show_icons(run)
        run(["update-desktop-database", str(applications)])


def _show_icons(run: Runner) -> None:
    """A desktop that keeps a list of icons makes it anew; for others this is nothing."""
    run(["xdg-icon-resource", "forceupdate", "--mode", "user"])


def keep_refusal(path: Path) -> None:
    """Remember, in an empty file, that links are not to open here. Raises :class:`StorageError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise storage_error(problem, path.parent) from problem
    write(path, b"")


def _quoted(program: str) -> str:
    """One argument of an ``Exec`` line (Desktop Entry Specification 1.5, "The Exec key").

    Quotes protect it, backslashes protect four characters in the quotes, the rule for strings doubles those
    backslashes, and a percent sign would else begin a field code.
    """
    if not program.startswith("/") or "=" in program or not program.isprintable():  # halves of characters neither
        raise StorageError("folder_unusable")
    if _PLAIN.fullmatch(program):
        return program
    escaped = "".join(f"\\{character}" if character in '"`$\\' else character for character in program)
    return '"' + escaped.replace("\\", "\\\\").replace("%", "%%") + '"'
