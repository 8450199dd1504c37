"""``preference-shop incident``: write down a leak, and the facts that the authority asks within 72 hours."""

from __future__ import annotations

import argparse
from datetime import datetime

from vault.core.clock import from_text
from vault.core.errors import ChoiceError
from vault.core.sentences import Sentences
from vault.core.wording import in_language
from vault.shop.opening import open_shop
from vault.shop.policy_argument import add_policy
from vault.shop.rights.incidents import IncidentFacts, Leak, incidents, record_leak
from vault.shop.service import Shop


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``incident add`` and ``incident list``."""
    incident = commands.add_parser("incident", help="write down a leak, and what to tell the authority")
    actions = incident.add_subparsers(dest="action", required=True)
    add = actions.add_parser("add", help="write down a leak; customers' vaults are told when they ask")
    add.add_argument("--what", required=True, help="what happened, one line for customers")
    add.add_argument("--advice", required=True, help="what they can do, one line")
    add.add_argument("--at", type=_moment, required=True, help="when, as 2026-05-12T12:04:00Z")
    add.add_argument("--noticed", type=_moment, help="when you learned of it; by default now")
    add.add_argument("--key", action="append", help="a preference that leaked; without it, all")
    add.add_argument("--customer", action="append", help="number or stop code of who is concerned; without it, all")
    listing = actions.add_parser("list", help="say what was written down")
    for action in (add, listing):
        add_policy(action)


def about_incidents(asked: argparse.Namespace, sentences: Sentences) -> list[str]:
    """Do what was typed, and give the lines to print. Raises as :func:`open_shop`, :func:`record_leak`, and
    :class:`ChoiceError` ``key_unknown`` or ``incident_future``."""
    shop = open_shop(asked.policy)
    try:
        if asked.action == "list":
            found = incidents(shop)
            lines = [line for each in found for line in facts_told(shop, each, sentences)]
            return lines or [sentences.say("rights", "incident_none")]
        for key in asked.key or ():
            shop.catalogue.entry(key)
        leak = Leak(
            asked.at,
            asked.noticed or shop.clock.now(),
            asked.what,
            asked.advice,
            frozenset(asked.key) if asked.key else None,
            frozenset(asked.customer) if asked.customer else None,
        )
        if max(leak.at, leak.noticed) > shop.clock.now():
            raise ChoiceError("incident_future")
        facts = record_leak(shop, leak)
        lines = facts_told(shop, facts, sentences)
        if facts.listed:
            lines.append(sentences.say("rights", "incident_listed", number=facts.listed))
        return [*lines, sentences.say("rights", "incident_yourself")]
    finally:
        shop.store.close()


def facts_told(shop: Shop, facts: IncidentFacts, sentences: Sentences) -> list[str]:
    """What GDPR art. 33(3) asks, a line each."""
    say, controller = sentences.say, shop.policy.controller
    entries = [shop.catalogue.entries.get(key) for key in facts.keys]
    labels = [in_language(each.label, sentences.language) for each in entries if each is not None]
    contact = controller.dpo or controller.contact
    return [
        say("rights", "incident_number", number=facts.id, date=sentences.minute(facts.at)),
        say("rights", "incident_deadline", date=sentences.minute(facts.report_by)),
        say("rights", "incident_controller", name=controller.name, address=controller.address, contact=contact),
        say("rights", "incident_nature", what=facts.what),
        say("rights", "incident_people", people=facts.vaults, items=facts.items),
        say("rights", "incident_kinds", kinds=", ".join(labels) or "0"),
        say("rights", "incident_measures", advice=facts.advice),
        say("rights", "incident_encrypted"),
    ]


def _moment(text: str) -> datetime:
    return from_text(text)
