"""``refresh``, ``held`` and ``feedback``: what goes between a vault and a shop besides sharing and stopping."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from vault.cli.exit_codes import DONE, NOT_REACHED
from vault.cli.program import Program
from vault.cli.table import columns
from vault.core.clock import to_text
from vault.core.errors import ChoiceError
from vault.core.value import Json
from vault.core.wording import describe
from vault.customer.asking_held import ask_held
from vault.customer.delivery import deliver
from vault.customer.feedback import Says, give_feedback
from vault.customer.refreshing import ask_sealed_refresh, offers, refresh, refresh_words

if TYPE_CHECKING:
    from vault.core.value import Value
    from vault.customer.asking_held import HeldReport, ReportedItem
    from vault.customer.choosing import SealedPermission
    from vault.customer.refreshing import RefreshOffer
    from vault.customer.session import Session


def refresh_(program: Program, arguments: argparse.Namespace) -> int:
    """Bring what shops hold of one preference up to date, after showing what each has and would have."""
    key, host = arguments.key, arguments.shop
    with program.open_session() as session:
        found = tuple(offer for offer in offers(session, key) if host in {None, offer.host})
        if not found:
            program.show({"refreshed": []}, [program.say("nothing_to_refresh")])
            return DONE
        program.tell(*_offer_lines(program, found))
        _confirm(program, yes=arguments.yes)
        permissions = [_permit(program, session, offer) for offer in found if offer.sealed]
        hosts = refresh(session, found, permissions)
        delivered = [each for each in deliver(session, program.fetcher()) if each.host in hosts]
    answer: list[Json] = [{"host": each.host, "state": each.state} for each in delivered]
    lines = [f"{each.host}: {program.sentences.say('deliveries', each.state)}" for each in delivered]
    later = [] if len(hosts) == 1 else [program.say("refreshed_within_the_hour", count=len(hosts))]
    program.show({"hosts": list(hosts), "refreshed": answer}, [*lines, *later])
    return NOT_REACHED if any(each.state in {"not_reached", "not_refreshed"} for each in delivered) else DONE


def held(program: Program, arguments: argparse.Namespace) -> int:
    """Ask one shop what it holds, and show where that differs from what the vault knows."""
    with program.open_session() as session:
        report = ask_held(session, arguments.shop, program.fetcher())
    items: list[Json] = [_item_json(item) for item in report.items]
    incidents: list[Json] = [
        {"date": to_text(each.date), "items": list(each.items), "what": each.what, "advice": each.advice}
        for each in report.incidents
    ]
    program.show({"host": report.host, "items": items, "incidents": incidents}, _report_lines(program, report))
    return DONE


def feedback(program: Program, arguments: argparse.Namespace) -> int:
    """Tell a shop what one thinks of something it showed."""
    says = Says(arguments.says.replace("-", "_"))
    with program.open_session() as session:
        give_feedback(session, arguments.shop, arguments.about, says, program.fetcher())
    answer: dict[str, Json] = {"host": arguments.shop, "about": arguments.about, "says": says.value}
    program.show(answer, [program.say("feedback_heard", host=arguments.shop)])
    return DONE


def _offer_lines(program: Program, found: tuple[RefreshOffer, ...]) -> list[str]:
    rows = [
        [offer.host, _words(program, item.key, item.before), "->", _words(program, item.key, item.after)]
        for offer in found
        for item in offer.items
    ]
    return [program.say("refresh_shown", label=program.labelled(found[0].items[0].key)), *columns(rows, indent=2)]


def _words(program: Program, key: str, value: Value) -> str:
    return describe(program.catalogue.entry(key), value, program.sentences.language)


def _permit(program: Program, session: Session, offer: RefreshOffer) -> SealedPermission:
    """What is sealed: its explicit words are shown, then the passphrase is asked again, for this one shop."""
    words = refresh_words(session, offer, program.sentences)
    check = ask_sealed_refresh(session, offer, words, program.sentences)
    program.tell(words)
    return session.permit(check.prove(program.ask(program.say("ask_again"))))


def _confirm(program: Program, *, yes: bool) -> None:
    if yes:
        return
    if not program.interactive:
        raise ChoiceError("needs_yes")
    if program.read_line(program.say("type_yes")).strip().casefold() != program.say("yes_word"):
        raise ChoiceError("not_confirmed")


def _report_lines(program: Program, report: HeldReport) -> list[str]:
    rows = [
        [
            program.labelled(item.key),
            program.precision(item.precision),
            program.say("until", date=program.sentences.date(item.until)),
            _used(program, item),
            program.sentences.say("differences", item.difference) if item.difference else "",
        ]
        for item in report.items
    ]
    lines = [program.say("held_by", host=report.host), *columns(rows, indent=2)]
    lines = lines if rows else [program.say("held_nothing", host=report.host)]
    for each in report.incidents:
        date = program.sentences.date(each.date)
        lines += ["", program.say("incident", host=report.host, date=date), f"  “{each.what}”", f"  “{each.advice}”"]
    return lines


def _used(program: Program, item: ReportedItem) -> str:
    if item.last_used is None:
        return program.say("never_used")
    return program.say("last_used", date=program.sentences.date(item.last_used))


def _item_json(item: ReportedItem) -> Json:
    return {
        "jti": item.jti,
        "key": item.key,
        "precision": item.precision.word,
        "until": to_text(item.until),
        "last_used": None if item.last_used is None else to_text(item.last_used),
        "difference": None if item.difference is None else item.difference.value,
    }
