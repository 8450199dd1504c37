"""What the page "Wish list" shows: frozen values from the presenter to the view."""

from __future__ import annotations

from dataclasses import dataclass, field

from vault.customer.wishes import Wished

ALL, ME = "all", "me"
"""Whose wishes are shown: everybody's, or one's own; any other word is the id of a person."""


@dataclass(frozen=True)
class WishLine:
    """One wish. ``about`` says for whom and at what price, ``more`` the note and where it was seen, a line each."""

    id: str
    what: str = field(repr=False)
    about: str = field(repr=False)
    more: tuple[str, ...] = field(repr=False)
    done: bool


@dataclass(frozen=True)
class WishForm:
    """A wish being typed. ``id`` is empty for a new one; ``number`` tells two forms apart; ``error`` is a sentence, and
    ``wrong`` its code."""

    id: str
    number: int
    wished: Wished
    error: str = ""
    wrong: str = ""
    busy: bool = False


@dataclass(frozen=True)
class WishesState:
    """The page. ``whose`` is what of ``choices`` (as ``(whose, name)``) is shown; ``people`` whom a wish can be for.

    ``lines`` are shown of the ``found`` that ``search`` finds, and ``some`` whether there is any wish at all.
    ``added`` is the id of the wish that was added last.
    ``prices`` are the bands of a price, as ``(band, words)``; ``told`` says what became of copying.
    """

    loaded: bool = False
    lines: tuple[WishLine, ...] = ()
    found: int = 0
    added: str = ""
    some: bool = False
    search: str = field(default="", repr=False)
    whose: str = ALL
    choices: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    prices: tuple[tuple[str, str], ...] = ()
    form: WishForm | None = None
    can_copy: bool = False
    told: str = ""
    failed: str = ""
