"""What came of a request at a counter, in the shop's words: for the command line and the page alike."""

from __future__ import annotations

from vault.core.sentences import Sentences
from vault.core.wording import describe, in_language
from vault.shop.counter import CounterAnswer, CounterItem
from vault.shop.service import Shop


def told(shop: Shop, found: CounterAnswer, sentences: Sentences) -> list[str]:
    """The lines, the four digits first."""
    if found.outcome is None:
        return [digits(found.code, sentences), sentences.say("shop", "counter_not_yet")]
    lines = [digits(found.code, sentences), sentences.say("shop", f"counter_{found.outcome}")]
    lines += [_item(shop, item, sentences) for item in found.items]
    if found.customer is not None:
        lines.append(sentences.say("shop", "counter_customer", number=found.customer))
    if found.stop_code is not None:
        lines.append(sentences.say("shop", "counter_stop_code", stop=found.stop_code))
    return lines


def digits(code: str, sentences: Sentences) -> str:
    """That vault and till show the same four."""
    return sentences.say("shop", "counter_digits", digits=code)


def _item(shop: Shop, item: CounterItem, sentences: Sentences) -> str:
    entry, purpose = shop.catalogue.entry(item.key), shop.catalogue.purposes.get(item.purpose)
    return sentences.say(
        "shop",
        "counter_item_visit" if item.visit else "counter_item",
        label=in_language(entry.label, sentences.language),
        value=describe(entry, item.value, sentences.language),
        purpose=in_language(purpose.label, sentences.language) if purpose is not None else item.purpose,
        date=sentences.date(item.until),
    )
