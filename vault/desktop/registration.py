"""Opening links and request files with this program on desktops that follow freedesktop.org.

A desktop file and its icon, and the type of a request file. Only after the customer said so; off the GUI thread.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vault import bundled
from vault.core.errors import StorageError
from vault.desktop.request_file import REQUEST_TYPE
from vault.desktop.system_files import Asker, Claimed, Runner, ask_if_present, holds, put, run_if_present, take_away

FILE_NAME = "preference-vault.desktop"
ICON_NAME = "preference-vault.svg"
TYPE_NAME = "preference-vault.xml"
OURS = ("x-scheme-handler/preference-vault", REQUEST_TYPE)
OF_ALL_WALLETS = "x-scheme-handler/openid4vp"
"""Ours only where no other wallet has it."""
_PLAIN = re.compile(r"[A-Za-z0-9/._+,:@-]+")
"""Needs no quotes, and gets none: the generic xdg-open takes them for a part of the program's name."""


def applications_folder(environment: Mapping[str, str], home: Path) -> Path:
    """The user's own folder of desktop files (XDG Base Directory Specification; a relative path there is ignored)."""
    data = environment.get("XDG_DATA_HOME", "")
    return (Path(data) if data.startswith("/") else home / ".local" / "share") / "applications"


def icon_file(applications: Path) -> Path:
    """Where the user's own icons are, which fit every theme (Icon Theme Specification, "hicolor")."""
    return applications.parent / "icons" / "hicolor" / "scalable" / "apps" / ICON_NAME


def type_file(applications: Path) -> Path:
    """Where the user's own types of files are (Shared MIME-info Specification 0.21, "Directory layout")."""
    return applications.parent / "mime" / "packages" / TYPE_NAME


def desktop_file(executable: Path, *, of_all_wallets: bool = True) -> bytes:
    """The file that starts ``executable``, an absolute path, with a link or a file.

    Raises :class:`StorageError` ``folder_unusable`` for a path that such a file cannot name.
    """
    types = "".join(f"{kind};" for kind in _types(of_all_wallets=of_all_wallets))
    template = bundled.read(f"desktop/{FILE_NAME}").replace(b"@TYPES@", types.encode("ascii"))
    return template.replace(b"@PROGRAM@", _quoted(str(executable)).encode("utf-8"))


@dataclass(frozen=True)
class FreedesktopLinks:
    """``applications`` is where desktop files are, and ``program`` what they start."""

    applications: Path
    program: Path
    run: Runner = run_if_present
    ask: Asker = ask_if_present

    def claimed(self) -> Claimed:
        """What our files say, if they start this program and not one that was here before."""
        if not holds(type_file(self.applications), _type()):
            return Claimed.NOTHING
        for of_all_wallets, claimed in ((True, Claimed.ALL), (False, Claimed.ALL_BUT_TAKEN)):
            if holds(self.applications / FILE_NAME, desktop_file(self.program, of_all_wallets=of_all_wallets)):
                return claimed
        return Claimed.NOTHING

    def take(self) -> None:
        """Write the files, and make this program the one for them.

        A desktop that could not be told may read the files by itself at the next log in.
        """
        of_all_wallets = self._nobody_else_has_it()
        desktop = desktop_file(self.program, of_all_wallets=of_all_wallets)
        put(type_file(self.applications), _type())
        put(icon_file(self.applications), bundled.read(f"desktop/{ICON_NAME}"))
        put(self.applications / FILE_NAME, desktop)  # last, so that it never names what is not there
        self._tell()
        self.run(["xdg-mime", "default", FILE_NAME, *_types(of_all_wallets=of_all_wallets)])

    def give_back(self) -> None:
        """Take the files away. What was chosen by their names then counts for nothing."""
        if take_away(self.applications / FILE_NAME, icon_file(self.applications), type_file(self.applications)):
            self._tell()

    def _nobody_else_has_it(self) -> bool:
        """Where nobody can be asked, somebody may have it."""
        return self.ask(["xdg-mime", "query", "default", OF_ALL_WALLETS]) in ("", FILE_NAME)

    def _tell(self) -> None:
        """A desktop that keeps lists of these makes them anew; for others this is nothing."""
        self.run(["xdg-icon-resource", "forceupdate", "--mode", "user"])
        self.run(["update-mime-database", str(type_file(self.applications).parents[1])])
        self.run(["update-desktop-database", str(self.applications)])


def _types(*, of_all_wallets: bool) -> tuple[str, ...]:
    return (*OURS, OF_ALL_WALLETS) if of_all_wallets else OURS


def _type() -> bytes:
    return bundled.read(f"desktop/{TYPE_NAME}")


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
