"""What the page "Your data" shows: frozen values from the presenter to the view."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Contents:
    """How much there is to take along. ``sealed`` preferences are not among ``preferences``; ``people`` and ``wishes``
    go along with what is kept of them."""

    preferences: int
    sealed: int
    shops: int
    entries: int
    people: int = 0
    wishes: int = 0


@dataclass(frozen=True)
class Outcome:
    """What became of a copy, in words: a title, lines below it, and whether it went well."""

    title: str
    lines: tuple[str, ...]
    good: bool


@dataclass(frozen=True)
class YourDataState:
    """The page. ``saving`` and ``bringing`` say in words what goes on, empty where nothing does.

    ``passphrase_wrong`` is a sentence below the passphrase's field.
    """

    contents: Contents | None = None
    with_sealed: bool = False
    passphrase_wrong: str = ""
    file_name: str = ""
    saving: str = ""
    saved: Outcome | None = None
    bringing: str = ""
    brought: Outcome | None = None
    failed: str = ""
