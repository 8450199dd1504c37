"""``wish``: the wish list. A wish is named by its number in the list."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from vault.cli.exit_codes import DONE
from vault.cli.program import Program
from vault.core.errors import ChoiceError
from vault.core.value import Json
from vault.customer.people import list_people, person_named
from vault.customer.wishes import PriceBand, Wish, Wished, add_wish, change_wish, list_wishes, remove_wish, set_done

if TYPE_CHECKING:
    from vault.customer.session import Session


def list_(program: Program, arguments: argparse.Namespace) -> int:
    """Every wish with its number; ``--search`` shows fewer, under the same numbers."""
    with program.open_session() as session:
        every, names = list_wishes(session), _names(session)
        wanted = {each.id for each in list_wishes(session, arguments.search or "")}
    found = [(number, each) for number, each in enumerate(every, 1) if each.id in wanted]
    answer: list[Json] = [_as_json(number, each, names) for number, each in found]
    lines = [line for number, each in found for line in _listed(program, number, each, names)]
    program.show({"wishes": answer}, lines or [program.say("no_wishes")])
    return DONE


def add(program: Program, arguments: argparse.Namespace) -> int:
    """Add a wish."""
    with program.open_session() as session:
        person = person_named(session, arguments.person).id if arguments.person is not None else None
        wished = Wished(arguments.what, arguments.note, arguments.seen, _price(arguments), person)
        made = add_wish(session, wished)
        _show(program, session, made.id)
    return DONE


def set_(program: Program, arguments: argparse.Namespace) -> int:
    """Change what is given of a wish, and leave the rest."""
    with program.open_session() as session:
        before = _numbered(list_wishes(session), arguments.number)
        person = before.person
        if arguments.person is not None:
            person = person_named(session, arguments.person).id
        elif arguments.for_me:
            person = None
        wished = Wished(
            before.what if arguments.what is None else arguments.what,
            before.note if arguments.note is None else arguments.note,
            before.seen if arguments.seen is None else arguments.seen,
            before.price if arguments.price is None else _price(arguments),
            person,
        )
        change_wish(session, before.id, wished)
        if arguments.done is not None:
            set_done(session, before.id, done=arguments.done == "yes")
        _show(program, session, before.id)
    return DONE


def remove(program: Program, arguments: argparse.Namespace) -> int:
    """Remove a wish."""
    with program.open_session() as session:
        found = remove_wish(session, _numbered(list_wishes(session), arguments.number).id)
    program.show({"removed": found.what}, [program.say("removed", label=found.what)])
    return DONE


def _show(program: Program, session: Session, wish_id: str) -> None:
    names = _names(session)
    ((number, found),) = [each for each in enumerate(list_wishes(session), 1) if each[1].id == wish_id]
    program.show(_as_json(number, found, names), _listed(program, number, found, names))


def _price(arguments: argparse.Namespace) -> PriceBand | None:
    return PriceBand(arguments.price) if arguments.price is not None else None


def _numbered(found: Sequence[Wish], number: int) -> Wish:
    if not 0 < number <= len(found):
        raise ChoiceError("wish_unknown")
    return found[number - 1]


def _names(session: Session) -> dict[str, str]:
    return {each.id: each.nickname for each in list_people(session)}


def _as_json(number: int, wish: Wish, names: Mapping[str, str]) -> dict[str, Json]:
    return {
        "number": number,
        "what": wish.what,
        "note": wish.note,
        "seen": wish.seen,
        "price": wish.price.value if wish.price else None,
        "for": names.get(wish.person or ""),
        "done": wish.done,
    }


def _listed(program: Program, number: int, wish: Wish, names: Mapping[str, str]) -> list[str]:
    facts = [
        *([name] if (name := names.get(wish.person or "")) else []),
        *([program.sentences.say("price_bands", wish.price)] if wish.price else []),
        *([program.say("wish_done")] if wish.done else []),
    ]
    about = f" ({', '.join(facts)})" if facts else ""
    more = [*(wish.note or "").splitlines(), *([wish.seen] if wish.seen else [])]
    return [f"{number}. {wish.what}{about}", *(f"   {line}" for line in more)]
