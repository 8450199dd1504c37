"""Whether a shop's links and request files open in this window: what this computer does now, and what was chosen."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from vault.desktop.system_files import Claimed, SystemLinks, put, take_away

_REFUSAL = "links-not-here"


@dataclass(frozen=True)
class LinkChoice:
    """``refusal`` is an empty file that remembers a no. Everything waits, and raises :class:`StorageError`."""

    links: SystemLinks
    refusal: Path

    def is_made(self) -> bool:
        """Whether links open here already, or were refused before."""
        return self.refusal.exists() or self.claimed() is not Claimed.NOTHING

    def claimed(self) -> Claimed:
        """What opens here now."""
        return self.links.claimed()

    def agree(self) -> Claimed:
        """Open links and files here from now on. Returns what opens here then."""
        self.links.take()
        take_away(self.refusal)
        return self.claimed()

    def refuse(self) -> Claimed:
        """Leave links alone, and do not ask again."""
        put(self.refusal, b"")
        return self.claimed()

    def give_back(self) -> Claimed:
        """Open nothing here any more, and do not ask again."""
        self.links.give_back()
        return self.refuse()


def choice_here(config: Path) -> LinkChoice | None:
    """The choice on this computer, kept in ``config``; none where this program has no path that links can start."""
    found = shutil.which("preference-vault")
    links = None if found is None else _links_of(sys.platform, Path(found).absolute(), config)
    return None if links is None else LinkChoice(links, config / _REFUSAL)


def _links_of(platform: str, program: Path, config: Path) -> SystemLinks | None:
    """How this kind of system opens links: each loads only what it needs."""
    if platform == "linux":
        from vault.desktop.registration import FreedesktopLinks, applications_folder

        return FreedesktopLinks(applications_folder(os.environ, Path.home()), program)
    if platform == "win32":
        from vault.desktop.registration_windows import WindowsLinks

        return WindowsLinks(program, config)
    if platform == "darwin":
        from vault.desktop.registration_macos import MacLinks

        return MacLinks(Path.home() / "Applications", program)
    return None
