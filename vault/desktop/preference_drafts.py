"""Which row is open, and what was typed in rows and not saved yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from vault.core.catalogue import Catalogue
from vault.core.value import Json
from vault.customer.editing import KeptPreference
from vault.desktop.preference_keeping import Unsaved, read_unsaved
from vault.desktop.preference_layout import blank
from vault.desktop.preference_state import Draft


class Drafts:
    """One row is open at most. What is typed in it waits when another opens, until it is saved or dropped."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._kept: Mapping[str, KeptPreference] = {}
        self._waiting: tuple[str, ...] = ()
        self.all: dict[str, Draft] = {}
        self.open: str | None = None
        self.stored = False
        """Whether the vault keeps some of it too."""

    @property
    def current(self) -> Draft | None:
        """What is typed in the open row."""
        return self.all[self.open] if self.open is not None else None

    @property
    def next_waiting(self) -> str | None:
        """The first row that was laid out and not filled in yet, while no row is open."""
        return self._waiting[0] if self._waiting and self.open is None else None

    def waits(self, key: str) -> bool:
        """Whether this row was laid out and not filled in yet."""
        return key in self._waiting

    @property
    def unsaved(self) -> Unsaved:
        """What is typed and differs from what is kept."""
        rows = {key: draft for key, draft in self.all.items() if draft != self._blank(key)}
        return Unsaved(rows, self.open if self.open in rows else None)

    def to_keep(self) -> Unsaved | None:
        """What the vault is to keep over a lock, or None if it has nothing to keep and keeps nothing."""
        unsaved = self.unsaved
        if not unsaved.rows and not self.stored:
            return None
        self.stored = bool(unsaved.rows)
        return unsaved

    def resume(self, body: Mapping[str, Json]) -> str | None:
        """Go on with what the vault kept over a lock. Returns the row that opened, if that is one of those.

        What was typed since comes first.
        """
        unsaved = read_unsaved(self._catalogue, body)
        self.stored = bool(body)
        for key, draft in unsaved.rows.items():
            if self.all.get(key, self._blank(key)) == self._blank(key) != draft:
                self.all[key] = draft
        if self.open is not None or unsaved.open not in self.all:
            return None
        self.open = unsaved.open
        return self.open

    def set_kept(self, kept: Mapping[str, KeptPreference]) -> None:
        """What is kept now; a draft in which nothing was typed shows it."""
        untouched = [key for key, draft in self.all.items() if draft == self._blank(key)]
        self._kept = kept
        for key in untouched:
            self.all[key] = self._blank(key)

    def lay_out(self, keys: Iterable[str]) -> None:
        """Give each of these a row to be filled in, kept or not."""
        self._waiting = tuple(keys)
        for key in self._waiting:
            self._start(key)

    def open_row(self, key: str) -> None:
        """Open this row; what was typed in it before is still there."""
        self.leave()
        self._start(key)
        self.open = key

    def leave(self) -> None:
        """Close the open row. A draft that says nothing new goes, unless its row waits to be filled in."""
        key, self.open = self.open, None
        if key is not None and key not in self._waiting and self.all.get(key) == self._blank(key):
            del self.all[key]

    def drop(self, key: str) -> None:
        """Forget what was typed here, and close the row."""
        self.all.pop(key, None)
        self._waiting = tuple(each for each in self._waiting if each != key)
        if self.open == key:
            self.open = None

    def change(self, change: Callable[[Draft], Draft]) -> bool:
        """Change the open draft; False if no row is open."""
        if self.open is None:
            return False
        self.all[self.open] = change(self.all[self.open])
        return True

    def _start(self, key: str) -> None:
        self.all.setdefault(key, self._blank(key))

    def _blank(self, key: str) -> Draft:
        return blank(self._catalogue.entry(key), self._kept.get(key))
