"""``preference-shop audit``: what was read, what for and how that ended."""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta

from vault.core.clock import from_text
from vault.core.sentences import Sentences
from vault.core.wording import in_language
from vault.shop.opening import open_shop
from vault.shop.policy_argument import add_policy
from vault.shop.retention import READING_KEPT
from vault.shop.rights.access_command import named
from vault.shop.rights.audit import SMALLEST_GROUP, Question, Questions, audit_all, audit_customer
from vault.shop.service import Shop


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``audit``."""
    command = commands.add_parser("audit", help="say what was read, what for and how that ended")
    command.add_argument("--customer", help="number or stop code; - reads it; without it, all together")
    command.add_argument("--key", help="this preference only")
    command.add_argument("--since", type=_moment, help="as 2026-05-12T12:04:00Z; by default everything, a year")
    add_policy(command)


def audit_readings(asked: argparse.Namespace, sentences: Sentences) -> list[str]:
    """The lines to print. Raises as :func:`open_shop`, :func:`audit_customer` and :func:`audit_all`."""
    shop = open_shop(asked.policy)
    try:
        since = asked.since or shop.clock.now() - READING_KEPT - timedelta(days=1)
        if asked.customer is not None:
            questions = audit_customer(shop, named(asked.customer), since=since, key=asked.key)
            lines = [_one(shop, each, sentences) for each in questions]
        else:
            lines = [_group(shop, each, sentences) for each in audit_all(shop, since=since, key=asked.key)]
    finally:
        shop.store.close()
    return lines or [sentences.say("rights", "audit_none")]


def _one(shop: Shop, found: Question, sentences: Sentences) -> str:
    return sentences.say(
        "rights",
        "audit_one",
        date=sentences.minute(found.at),
        item=_label(shop, found.key, sentences),
        purpose=_purpose(shop, found.purpose, sentences),
        outcome=sentences.say("outcomes", found.outcome),
    )


def _group(shop: Shop, found: Questions, sentences: Sentences) -> str:
    what = {
        "item": _label(shop, found.key, sentences),
        "purpose": _purpose(shop, found.purpose, sentences),
        "outcome": sentences.say("outcomes", found.outcome),
    }
    if found.count is None or found.first is None or found.last is None:
        return sentences.say("rights", "audit_few", few=SMALLEST_GROUP, **what)
    days = {"first": sentences.date(found.first), "last": sentences.date(found.last)}
    return sentences.say("rights", "audit_group", times=found.count, **days, **what)


def _label(shop: Shop, key: str, sentences: Sentences) -> str:
    entry = shop.catalogue.entries.get(key)
    return in_language(entry.label, sentences.language) if entry is not None else repr(key)


def _purpose(shop: Shop, purpose: str | None, sentences: Sentences) -> str:
    if purpose is None:
        return sentences.say("rights", "audit_no_purpose")
    known = shop.catalogue.purposes.get(purpose)
    return in_language(known.label, sentences.language) if known is not None else repr(purpose)


def _moment(text: str) -> datetime:
    return from_text(text)
