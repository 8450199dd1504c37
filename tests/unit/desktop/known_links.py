"""A system in memory that opens links, for tests and pictures of what asks for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from vault.core.errors import StorageError
from vault.desktop.link_choice import LinkChoice
from vault.desktop.system_files import Claimed


@dataclass
class KnownLinks:
    """``taken`` is what opens here once it is taken, ``now`` what does; ``fails`` as a full disk does."""

    taken: Claimed = Claimed.ALL
    now: Claimed = Claimed.NOTHING
    fails: bool = False
    done: list[str] = field(default_factory=list)

    def claimed(self) -> Claimed:
        return self.now

    def take(self) -> None:
        self._do("take", self.taken)

    def give_back(self) -> None:
        self._do("give back", Claimed.NOTHING)

    def _do(self, what: str, then: Claimed) -> None:
        if self.fails:
            raise StorageError("disk_full", file="preference-vault.desktop")
        self.done.append(what)
        self.now = then

    def choice(self, config: Path) -> LinkChoice:
        """The choice of this system, which remembers a no in ``config``."""
        return LinkChoice(self, config / "links-not-here")
