"""A shop and what it holds, as lines and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vault.cli.table import columns
from vault.core.clock import to_text
from vault.core.consent import HELD
from vault.core.value import Json

if TYPE_CHECKING:
    from vault.cli.program import Program
    from vault.customer.holdings import HeldItem, ShopView


def shop_lines(program: Program, shop: ShopView) -> list[str]:
    """A shop, what it holds with what is true of it, and when a stop is tried again."""
    head = shop.host if shop.calls_itself == shop.host else f"{shop.host}  ({shop.calls_itself})"
    lines = [head, *([f"  {program.say('never_asks')}"] if shop.never_ask else [])]
    return [*lines, *item_rows(program, shop.items), *next_try(program, shop)]


def item_rows(program: Program, items: Sequence[HeldItem]) -> list[str]:
    """Items under each other: what, how precise, until when, and what is true."""
    rows = [
        [
            program.labelled(part.key),
            program.precision(part.precision),
            _end(program, item),
            program.sentences.say("states", item.state),
        ]
        for item in items
        for part in item.parts
    ]
    return columns(rows, indent=2)


def _end(program: Program, item: HeldItem) -> str:
    """Until when; what was stopped or is over has no end to come."""
    if item.state not in HELD:
        return ""
    return program.say("this_visit") if item.visit else program.say("until", date=program.sentences.date(item.until))


def next_try(program: Program, shop: ShopView) -> list[str]:
    """When a stop that has not arrived is tried again."""
    return [f"  {program.say('next_try', minute=program.sentences.minute(shop.next_try))}"] if shop.next_try else []


def shop_json(shop: ShopView) -> Json:
    """A shop for programs."""
    return {
        "host": shop.host,
        "calls_itself": shop.calls_itself,
        "signed": shop.signed,
        "first_seen": to_text(shop.first_seen),
        "never_ask": shop.never_ask,
        "items": [held_json(item) for item in shop.items],
        "next_try": to_text(shop.next_try) if shop.next_try else None,
    }


def held_json(item: HeldItem) -> Json:
    """One item for programs, without its value."""
    return {
        "jti": item.jti,
        "key": item.key,
        "precision": item.precision.word,
        "also": [{"key": part.key, "precision": part.precision.word} for part in item.also],
        "level": item.level.word,
        "purpose": item.purpose,
        "until": to_text(item.until),
        "visit": item.visit,
        "state": item.state.value,
        "changed_at": to_text(item.changed_at),
    }
