"""Opening links and request files with this program on Windows: values in the registry of the user alone.

They are written as a text that Windows' own ``reg import`` reads. Only after the customer said so; off the GUI thread.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from vault.core.errors import StorageError
from vault.desktop.request_file import ENDINGS, REQUEST_TYPE
from vault.desktop.system_files import Claimed, Runner, put, run_if_present, take_away

Reader = Callable[[str, str], str | None]
"""The text of a value by its key and name (empty for the key's own), or ``None`` if there is none."""

OURS, OF_ALL_WALLETS = "preference-vault", "openid4vp"
USER_CHOICE = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\Shell\Associations\UrlAssociations"
NAME = "Preference Vault"
LINK, REQUEST = "PreferenceVault.Link", "PreferenceVault.Request"
"""What Windows calls these two things of ours."""
_CLASSES = r"HKEY_CURRENT_USER\Software\Classes"
_PROGRAM = r"HKEY_CURRENT_USER\Software\PreferenceVault"
_ALL_CLASSES = "HKEY_CLASSES_ROOT"
_LISTED = r"HKEY_CURRENT_USER\Software\RegisteredApplications"
_OUR_LINK = f"URL:{NAME}"
_HEAD = "Windows Registry Editor Version 5.00"
_FILE = "links.reg"

Values = Sequence[tuple[str, str | None]]


def taking(program: PurePath, *, of_all_wallets: bool) -> bytes:
    """The text that lets links and files open ``program``. Raises :class:`StorageError` ``folder_unusable``."""
    start = [("", command(program))]
    capabilities = rf"{_PROGRAM}\Capabilities"
    schemes = (OURS, OF_ALL_WALLETS) if of_all_wallets else (OURS,)
    keys: list[tuple[str, Values]] = [
        (rf"{_CLASSES}\{LINK}", [("", _OUR_LINK), ("URL Protocol", "")]),
        (rf"{_CLASSES}\{LINK}\shell\open\command", start),
        (rf"{_CLASSES}\{REQUEST}", [("", "Request of a shop")]),
        (rf"{_CLASSES}\{REQUEST}\shell\open\command", start),
        (rf"{_CLASSES}\{ENDINGS[0]}", [("", REQUEST), ("Content Type", REQUEST_TYPE)]),
        (rf"{_CLASSES}\{ENDINGS[0]}\OpenWithProgids", [(REQUEST, "")]),
    ]
    for scheme in schemes:
        keys.append((rf"{_CLASSES}\{scheme}", [("", _OUR_LINK), ("URL Protocol", "")]))
        keys.append((rf"{_CLASSES}\{scheme}\shell\open\command", start))
    keys += [
        (capabilities, [("ApplicationName", NAME), ("ApplicationDescription", "Preferences, locked on your computer")]),
        (rf"{capabilities}\URLAssociations", [(scheme, LINK) for scheme in schemes]),
        (rf"{capabilities}\FileAssociations", [(ENDINGS[0], REQUEST)]),
        (_LISTED, [(NAME, capabilities.partition("\\")[2])]),
    ]
    return _text(keys, ())


def giving_back(*, of_all_wallets: bool, of_files: bool) -> bytes:
    """The text that takes away what :func:`taking` wrote, and nothing that others put beside it or in its place."""
    schemes = (OURS, OF_ALL_WALLETS) if of_all_wallets else (OURS,)
    files: list[tuple[str, Values]] = [(rf"{_CLASSES}\{ENDINGS[0]}", [("", None), ("Content Type", None)])]
    return _text(
        [
            *(files if of_files else ()),
            (rf"{_CLASSES}\{ENDINGS[0]}\OpenWithProgids", [(REQUEST, None)]),
            (_LISTED, [(NAME, None)]),
        ],
        (*(rf"{_CLASSES}\{each}" for each in (LINK, REQUEST, *schemes)), _PROGRAM),
    )


def command(program: PurePath) -> str:
    """How Windows starts the program with a link or a file.

    ``--`` before it: whatever a link does to the quotes, what it holds is never taken for an option.
    Raises :class:`StorageError` ``folder_unusable`` for a path that would be read otherwise.
    """
    path = str(program)
    if not path.isprintable() or '"' in path or "%" in path:
        raise StorageError("folder_unusable")
    return f'"{path}" window -- "%1"'


def read_registry(key: str, name: str) -> str | None:
    """A :data:`Reader` of this computer."""
    found: str | None = None
    if sys.platform == "win32":
        import winreg

        root, _, path = key.partition("\\")
        with contextlib.suppress(OSError), winreg.OpenKey(getattr(winreg, root), path) as opened:
            value, kind = winreg.QueryValueEx(opened, name)
            found = str(value) if kind == winreg.REG_SZ else None
    return found


@dataclass(frozen=True)
class WindowsLinks:
    """``program`` is what links start; in ``folder`` the text lies for the moment that Windows reads it."""

    program: PurePath
    folder: Path
    read: Reader = read_registry
    run: Runner = run_if_present

    def claimed(self) -> Claimed:
        """What the registry says, if it starts this program and not one that was here before."""
        for kind in (OURS, REQUEST):
            if self.read(rf"{_CLASSES}\{kind}\shell\open\command", "") != command(self.program):
                return Claimed.NOTHING
        return Claimed.ALL if self._is_ours(_CLASSES) else Claimed.ALL_BUT_TAKEN

    def take(self) -> None:
        """Write the values. Raises :class:`StorageError`, among others ``links_not_changed``."""
        self._import(taking(self.program, of_all_wallets=self._nobody_else_has_it()))

    def give_back(self) -> None:
        """Take the values away. Raises as :meth:`take`."""
        of_files = self.read(rf"{_CLASSES}\{ENDINGS[0]}", "") == REQUEST
        self._import(giving_back(of_all_wallets=self._is_ours(_CLASSES), of_files=of_files))

    def _nobody_else_has_it(self) -> bool:
        """Neither chosen by the user, nor put there by a program for this user or for all."""
        chosen = self.read(rf"{USER_CHOICE}\{OF_ALL_WALLETS}\UserChoice", "ProgId")
        free = self.read(rf"{_ALL_CLASSES}\{OF_ALL_WALLETS}", "URL Protocol") is None
        return chosen in (None, LINK) and (free or self._is_ours(_ALL_CLASSES))

    def _is_ours(self, classes: str) -> bool:
        return self.read(rf"{classes}\{OF_ALL_WALLETS}", "") == _OUR_LINK

    def _import(self, text: bytes) -> None:
        file = self.folder / _FILE
        put(file, text)
        done = self.run(["reg", "import", str(file)])
        take_away(file)
        if not done:
            raise StorageError("links_not_changed")


def _text(keys: Sequence[tuple[str, Values]], gone: Sequence[str]) -> bytes:
    """A text of ``reg``: UTF-16, a value a line; ``None`` takes one away, and so does a minus before a key."""
    lines = [_HEAD, ""]
    for key, values in keys:
        lines += [f"[{key}]", *(f"{_name(name)}={_data(data)}" for name, data in values), ""]
    for key in gone:
        lines += [f"[-{key}]", ""]
    return ("\ufeff" + "\r\n".join(lines)).encode("utf-16-le")


def _name(name: str) -> str:
    return _data(name) if name else "@"


def _data(data: str | None) -> str:
    return "-" if data is None else '"' + data.replace("\\", "\\\\").replace('"', '\\"') + '"'
