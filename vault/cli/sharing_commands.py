"""``open``, ``share``, ``shops``, ``stop`` and ``history``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vault.cli.delivered_view import as_json, code_of, problems, told
from vault.cli.earlier_view import as_with, earlier_json, earlier_line
from vault.cli.exit_codes import DONE, NOT_REACHED, REFUSED
from vault.cli.program import Program
from vault.cli.request_view import decision_json, decision_lines, request_json, request_lines, terms_code
from vault.cli.shops_view import held_json, item_rows, next_try, shop_json, shop_lines
from vault.cli.table import columns
from vault.core.clock import to_text
from vault.core.consent import ItemState
from vault.core.errors import ChoiceError
from vault.core.value import Json, Precision, precision_named
from vault.customer.choosing import Choice, Choices, decide, explicit_words
from vault.customer.delivery import deliver, hurry
from vault.customer.fetching import fetch_request
from vault.customer.from_another_shop import offers
from vault.customer.history import view_history
from vault.customer.holdings import view_shops
from vault.customer.offline import assert_free, fetch_file, named_file, save_answer
from vault.customer.review import propose
from vault.customer.sharing import ask_sealed, refuse, share
from vault.customer.status_pool import draw_places
from vault.customer.stopping import stop

if TYPE_CHECKING:
    from vault.customer.outcomes import Delivered
    from vault.customer.proposal import Proposal, ProposedItem
    from vault.customer.session import Session
    from vault.openid4vp.request_object import VerifiedRequest


def open_(program: Program, arguments: argparse.Namespace) -> int:
    """Show a request. Nothing is shared."""
    request = _fetch(program, arguments.link)
    with program.open_session() as session:
        proposal = propose(session, request)
        earlier = offers(session, proposal)
    end = program.say("request_refused" if proposal.check.refused else "nothing_shared_yet")
    answer: dict[str, Json] = {
        "request": request_json(program, proposal),
        "earlier": [earlier_json(each) for each in earlier],
    }
    before = [earlier_line(program, each) for each in earlier]
    program.show(answer, [*request_lines(program, proposal), "", *before, end])
    return REFUSED if proposal.check.refused else DONE


def share_(program: Program, arguments: argparse.Namespace) -> int:
    """Share what was named, after showing what was asked and exactly what leaves; or say no."""
    if arguments.nothing and (arguments.item or arguments.sealed or arguments.as_with):
        raise ChoiceError("nothing_and_something")
    if arguments.never_ask and not arguments.nothing:
        raise ChoiceError("never_ask_alone")
    to_file = Path(arguments.to_file) if arguments.to_file else None
    if to_file is not None:
        _require_file_possible(to_file, arguments)
    request = _fetch(program, arguments.link)
    with program.open_session() as session:
        proposal = propose(session, request)
        if arguments.nothing:
            return _refuse(program, session, proposal, never_ask=arguments.never_ask)
        _check_terms(proposal, arguments)
        program.tell(*request_lines(program, proposal), "")
        days = 0 if arguments.visit else proposal.usual_days if arguments.days is None else arguments.days
        items = [Choice(*_named(proposal, each)) for each in arguments.item]
        if arguments.as_with is not None:
            items = as_with(program, session, proposal, arguments.as_with, items)
        items += [_permit(program, session, proposal, each, days) for each in arguments.sealed]
        choices = Choices(tuple(items), days)
        decision = decide(proposal, choices, program.catalogue, program.clock.now())
        program.tell(*decision_lines(program, proposal, decision))
        _confirm(program, yes=arguments.yes)
        shared = share(session, proposal, choices, in_file=to_file is not None)
        delivered = () if to_file else _delivered(program, session, shared.host)
    if to_file is not None:
        save_answer(to_file, shared.answer, random=program.random)
    answer: dict[str, Json] = {
        "host": shared.host,
        "shared": decision_json(decision.items),
        "until": to_text(shared.until),
        "visit": decision.visit,
        "deliveries": as_json(delivered),
        "file": str(to_file) if to_file else None,
    }
    program.show(answer, _saved(program, proposal, to_file) if to_file else told(program, delivered))
    return code_of(delivered)


def shops(program: Program, arguments: argparse.Namespace) -> int:
    """Who holds what, until when. What still waits for a shop is brought to it first."""
    with program.open_session() as session:
        hurry(session)
        deliver(session, program.fetcher())
        draw_places(session, program.fetcher())
        found = view_shops(session)
    lines: list[str] = []
    for shop in found:
        lines += [*shop_lines(program, shop), ""]
    answer: list[Json] = [shop_json(shop) for shop in found]
    program.show({"shops": answer}, lines[:-1] or [program.say("no_shops")])
    return DONE


def stop_(program: Program, arguments: argparse.Namespace) -> int:
    """Stop at once, tell the shop, and say what is then true of each item."""
    host = arguments.shop
    with program.open_session() as session:
        stopped = _stop_named(session, host, arguments.item) if arguments.item else set(stop(session, host).items)
        delivered = _delivered(program, session, host)
        shop = next(each for each in view_shops(session) if each.host == host)
    items = [item for item in shop.items if item.jti in stopped]
    answer: dict[str, Json] = {
        "host": host,
        "stopped": [held_json(item) for item in items],
        "next_try": to_text(shop.next_try) if shop.next_try else None,
        "deliveries": as_json(delivered),
    }
    said = program.say("stopped_item" if arguments.item else "stopped", host=host)
    lines = [said, *item_rows(program, items), *problems(program, delivered)]
    program.show(answer, [*lines, *next_try(program, shop)])
    return NOT_REACHED if any(item.state is ItemState.STOPPING for item in items) else DONE


def history(program: Program, arguments: argparse.Namespace) -> int:
    """What happened, oldest first."""
    with program.open_session() as session:
        entries = view_history(session, host=arguments.shop)
    answer: list[Json] = [
        {"seq": each.seq, "at": to_text(each.at), "kind": each.kind, "host": each.host, "keys": list(each.keys)}
        for each in entries
    ]
    rows = [
        [
            program.sentences.minute(each.at),
            program.sentences.event(each.kind),
            each.host or "",
            ", ".join(program.labelled(key) for key in each.keys),
        ]
        for each in entries
    ]
    program.show({"history": answer}, columns(rows) if rows else [program.say("nothing_found")])
    return DONE


def _stop_named(session: Session, host: str, key: str) -> set[str]:
    """Stop every item of a shop that shows ``key``. Raises as :func:`stop`."""
    stopped: set[str] = set()
    holds = [item for shop in view_shops(session) if shop.host == host for item in shop.holds]
    named = [item for item in holds if key in {part.key for part in item.parts}]
    for item in named:
        if item.jti not in stopped:  # an answer that never left is taken back whole
            result = stop(session, host, jti=item.jti)
            stopped |= {*result.items, *result.untold}
    if not named:
        raise ChoiceError("item_not_held", host=host[:80])
    return stopped


def _fetch(program: Program, given: str) -> VerifiedRequest:
    """A link, or a file or picture by its name."""
    program.require_vault()
    fetcher, trust, clock, random = program.fetcher(), program.trust(), program.clock, program.random
    path = named_file(given)
    if path is not None:
        return fetch_file(path, fetcher=fetcher, trust=trust, clock=clock, random=random)
    return fetch_request(given, fetcher=fetcher, trust=trust, clock=clock, random=random)


def _require_file_possible(path: Path, arguments: argparse.Namespace) -> None:
    """Before anything is shared: a "no" needs no file, and nothing is written over."""
    if arguments.nothing:
        raise ChoiceError("nothing_in_file")
    assert_free(path)


def _saved(program: Program, proposal: Proposal, path: Path) -> list[str]:
    minute = program.sentences.minute(proposal.request.expires)
    return [
        program.say("answer_in_file", file=str(path), host=proposal.host, minute=minute),
        program.say("compare_counter", digits=proposal.code),
    ]


def _item_named(proposal: Proposal, query_id: str) -> ProposedItem:
    item = proposal.item(query_id)
    if item is None:
        raise ChoiceError("choice_unknown")
    return item


def _named(proposal: Proposal, typed: str) -> tuple[str, Precision]:
    """``ID=PRECISION``, or ``ID`` alone for the step that a switch turns on at."""
    query_id, _, word = typed.partition("=")
    item = _item_named(proposal, query_id)
    if word:
        return query_id, precision_named(word)
    if item.start is None:
        raise ChoiceError("choice_off", item=item.key)
    return query_id, item.start


def _permit(program: Program, session: Session, proposal: Proposal, typed: str, days: int) -> Choice:
    """A sealed item: its explicit words are shown, then the passphrase is asked again, for this one share."""
    query_id, precision = _named(proposal, typed)
    item, now = _item_named(proposal, query_id), program.clock.now()
    words = explicit_words(proposal, item, days, now, program.catalogue, program.sentences)
    check = ask_sealed(session, proposal, query_id, precision, days, words, program.sentences)
    program.tell(words)
    proof = check.prove(program.ask(program.say("ask_again")))
    return Choice(query_id, precision, session.permit(proof))


def _check_terms(proposal: Proposal, arguments: argparse.Namespace) -> None:
    """The shop writes its terms anew for each request. Who agrees without being asked says to which."""
    if (arguments.yes or arguments.terms is not None) and (arguments.terms or "") != terms_code(proposal):
        raise ChoiceError("terms_changed", host=proposal.host)


def _confirm(program: Program, *, yes: bool) -> None:
    if yes:
        return
    if not program.interactive:
        raise ChoiceError("needs_yes")
    if program.read_line(program.say("type_yes")).strip().casefold() != program.say("yes_word"):
        raise ChoiceError("not_confirmed")


def _refuse(program: Program, session: Session, proposal: Proposal, *, never_ask: bool) -> int:
    refuse(session, proposal, never_ask=never_ask)
    delivered = _delivered(program, session, proposal.host)
    answer: dict[str, Json] = {
        "host": proposal.host,
        "shared": [],
        "never_ask": never_ask,
        "deliveries": as_json(delivered),
    }
    lines = [program.say("shared_nothing"), *([program.say("never_asks")] if never_ask else [])]
    program.show(answer, [*lines, *told(program, delivered)])
    return code_of(delivered)


def _delivered(program: Program, session: Session, host: str) -> tuple[Delivered, ...]:
    return tuple(each for each in deliver(session, program.fetcher()) if each.host == host)
