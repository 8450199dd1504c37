"""The wish list: what I would like, or think of for somebody. An address in it is text, never fetched."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError, RequestError
from vault.core.plain_text import is_plain
from vault.core.web_address import checked_url
from vault.customer.people import checked_note
from vault.storage import journal, people, wishes
from vault.storage.preferences import folded
from vault.storage.wishes import MAX_SEEN as MAX_SEEN  # fields take no more
from vault.storage.wishes import MAX_WHAT as MAX_WHAT
from vault.storage.wishes import PriceBand as PriceBand
from vault.storage.wishes import Wish as Wish

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vault.core.sentences import Sentences
    from vault.customer.session import Session
    from vault.storage.connection import Transaction


@dataclass(frozen=True)
class Wished:
    """What a person typed of a wish. ``person`` is the id of whom it is for, None the customer."""

    what: str = field(repr=False)
    note: str | None = field(default=None, repr=False)
    seen: str | None = field(default=None, repr=False)
    price: PriceBand | None = None
    person: str | None = None


def list_wishes(session: Session, text: str = "") -> tuple[Wish, ...]:
    """Every wish, what is done last; with ``text`` only those that have all its words."""
    with session.database.read() as reader:
        found = sorted(wishes.wishes(reader), key=lambda each: each.done)
        names = {each.id: each.nickname for each in people.people(reader)}
    return matching_wishes(found, names, text)


def matching_wishes(found: Iterable[Wish], names: Mapping[str, str], text: str) -> tuple[Wish, ...]:
    """Those that have every word of ``text``. ``names`` are the nicknames by the ids of people."""
    wanted = folded(text).split()
    if not wanted:
        return tuple(found)
    words = ((each, _words(each, names)) for each in found)
    return tuple(each for each, said in words if all(word in said for word in wanted))


def add_wish(session: Session, wished: Wished) -> Wish:
    """Add a wish. Raises :class:`ChoiceError` ``wish_unfit``, ``seen_unfit``, ``note_unfit`` or ``person_unknown``."""
    made = Wish(session.urn(), "", session.clock.now())
    with session.database.transaction() as transaction:
        wish = _filled(transaction, made, wished)
        _put(transaction, session, wish)
    return wish


def change_wish(session: Session, wish_id: str, wished: Wished) -> Wish:
    """Change a wish. Raises as :func:`add_wish`, or ``wish_unknown``."""
    with session.database.transaction() as transaction:
        before = _required(transaction, wish_id)
        wish = _filled(transaction, before, wished)
        if wish != before:
            _put(transaction, session, wish)
    return wish


def set_done(session: Session, wish_id: str, *, done: bool) -> None:
    """Tick a wish off, or take that back. Raises :class:`ChoiceError` ``wish_unknown``."""
    with session.database.transaction() as transaction:
        before = _required(transaction, wish_id)
        if before.done is not done:
            _put(transaction, session, replace(before, done=done))


def remove_wish(session: Session, wish_id: str) -> Wish:
    """Forget a wish, and give it back to undo that. Raises :class:`ChoiceError` ``wish_unknown``."""
    with session.database.transaction() as transaction:
        wish = _required(transaction, wish_id)
        wishes.remove_wish(transaction, wish_id)
        journal.append(transaction, session.clock.now(), "wishes_changed", {})
    return wish


def put_wish_back(session: Session, wish: Wish) -> None:
    """Undo :func:`remove_wish`. Raises :class:`ChoiceError` ``person_unknown`` if whom it is for went too."""
    with session.database.transaction() as transaction:
        _require_person(transaction, wish.person)
        _put(transaction, session, wish)


def is_link(seen: str) -> bool:
    """Whether it is an address that a browser may be asked to open: ``https``, at a proper host."""
    try:
        checked_url(seen, fragment=True)
    except RequestError:
        return False
    return True


def wish_text(found: Iterable[Wish], sentences: Sentences) -> str:
    """A wish list to copy or print: a line for each that is not done, with what was written under it."""
    lines = []
    for wish in found:
        if wish.done:
            continue
        price = f" ({sentences.say('price_bands', wish.price)})" if wish.price else ""
        lines.append(f"- {wish.what}{price}")
        more = [*(wish.note or "").splitlines(), *([wish.seen] if wish.seen else [])]
        lines += [f"  {line}" for line in more if line.strip()]
    return "".join(f"{line}\n" for line in lines)


def _filled(transaction: Transaction, wish: Wish, wished: Wished) -> Wish:
    what, seen = " ".join(wished.what.split()), " ".join((wished.seen or "").split())
    if not 0 < len(what) <= MAX_WHAT or not all(map(is_plain, what)):
        raise ChoiceError("wish_unfit", most=MAX_WHAT)
    if len(seen) > MAX_SEEN or not all(map(is_plain, seen)):
        raise ChoiceError("seen_unfit", most=MAX_SEEN)
    _require_person(transaction, wished.person)
    note = checked_note(wished.note)
    return replace(wish, what=what, note=note, seen=seen or None, price=wished.price, person=wished.person)


def _require_person(transaction: Transaction, person_id: str | None) -> None:
    if person_id is not None and people.person(transaction, person_id) is None:
        raise ChoiceError("person_unknown")


def _required(transaction: Transaction, wish_id: str) -> Wish:
    found = wishes.wish(transaction, wish_id)
    if found is None:
        raise ChoiceError("wish_unknown")
    return found


def _put(transaction: Transaction, session: Session, wish: Wish) -> None:
    wishes.put_wish(transaction, wish)
    journal.append(transaction, session.clock.now(), "wishes_changed", {})


def _words(wish: Wish, names: Mapping[str, str]) -> str:
    return folded(" ".join((wish.what, wish.note or "", wish.seen or "", names.get(wish.person or "", ""))))
