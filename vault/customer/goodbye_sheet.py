"""The sheet at the end of a goodbye: who confirmed, who was told, who gets a letter, and what may remain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from vault.customer.goodbye import CopyState
from vault.customer.goodbye_shops import OPEN, ShopState
from vault.portability.card import CardLine
from vault.portability.short_page import PagePart, ShortPage

if TYPE_CHECKING:
    from vault.core.sentences import Sentences
    from vault.customer.goodbye import Goodbye
    from vault.customer.goodbye_shops import ShopEnd

_ORDER = (ShopState.CONFIRMED, ShopState.DENIED, ShopState.TOLD, ShopState.UNTOLD, ShopState.ENDED)


def goodbye_sheet(
    plan: Goodbye, sentences: Sentences, *, now: datetime, vault_name: str, proofs: Sequence[str]
) -> ShortPage:
    """The page. It is made just before the vault is deleted, and says so. ``proofs`` are names of files beside it."""
    say = sentences.say
    about = (
        say("goodbye", "made", name=vault_name, date=sentences.minute(now)),
        say("goodbye", "if_it_opens"),
    )
    parts = [
        PagePart(say("goodbye", "head_copy"), _copy(plan, sentences)),
        *_shops(plan, sentences),
        *([_signed(proofs, sentences)] if proofs else []),
        PagePart(say("goodbye", "head_final"), tuple(say("goodbye", each) for each in ("final_vault", "final_stop"))),
        PagePart(say("goodbye", "head_remains"), _remains(plan, sentences)),
    ]
    return ShortPage(say("goodbye", "title"), sentences.language, about, tuple(parts))


def _copy(plan: Goodbye, sentences: Sentences) -> tuple[str, ...]:
    say, copy = sentences.say, plan.done.copy if plan.done is not None else None
    if copy is None or plan.copy is CopyState.UNWANTED:
        return (say("goodbye", "copy_unwanted"),)
    said = [
        say("goodbye", "copy_where", file=str(copy.file)),
        say("goodbye", "copy_read_back", date=sentences.minute(copy.at)),
        say("goodbye", "copy_locked" if copy.locked else "copy_open"),
    ]
    if not copy.sealed:
        said.append(say("goodbye", "copy_without_sealed"))
    return (*said, say("goodbye", "copy_sha256", hash=copy.sha256))


def _shops(plan: Goodbye, sentences: Sentences) -> list[PagePart]:
    """A part for each state that some shop has, in a fixed order."""
    say, rest = sentences.say, plan.done.rest if plan.done is not None else {}
    parts = []
    for state in _ORDER:
        found = [each for each in plan.shops if each.state is state]
        if found:
            lines = tuple(_line(each, rest.get(each.host, ""), sentences) for each in found)
            said = tuple([say("goodbye", f"about_{state.value}")] if state in OPEN else [])
            parts.append(PagePart(say("goodbye", f"head_{state.value}"), said, lines))
    return parts or [PagePart(say("goodbye", "head_shops"), (say("goodbye", "no_shops"),))]


def _line(shop: ShopEnd, letter: str, sentences: Sentences) -> CardLine:
    say = sentences.say
    name = shop.host if shop.calls_itself == shop.host else f"{shop.calls_itself}, {shop.host}"
    more = []
    if shop.state in OPEN:
        more.append(say("goodbye", "letter_in", file=letter) if letter else say("goodbye", "no_letter"))
        more.append(say("goodbye", "stop_code", stop=shop.code))
    if shop.objection:
        more.append(say("goodbye", "objection"))
    return CardLine("", name, tuple(more))


def _signed(proofs: Sequence[str], sentences: Sentences) -> PagePart:
    said = (sentences.say("goodbye", "proofs"),)
    return PagePart(sentences.say("goodbye", "head_proofs"), said, tuple(CardLine("", each) for each in proofs))


def _remains(plan: Goodbye, sentences: Sentences) -> tuple[str, ...]:
    say = sentences.say
    months = max((each.proof_months or 0 for each in plan.shops), default=0)
    return (
        *([say("goodbye", "remains_proof", count=months)] if months else []),
        say("goodbye", "remains_disk"),
        say("goodbye", "remains_backups"),
        *([say("goodbye", "remains_letters")] if any(plan.done.rest.values() if plan.done else ()) else []),
    )
