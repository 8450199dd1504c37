"""Lines of a shop's file, made by hand, and any at all."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st

from tests.unit.core.catalogue_values import shipped
from vault import bundled
from vault.core.sensitivity import Level
from vault.portability.suggestions.concluding import Suggester
from vault.portability.suggestions.suggestion import Suggestion
from vault.portability.suggestions.words import Words
from vault.portability.takeouts.purchase import Purchase

WORDS = bundled.read("suggestions/words.json")
LISTS: dict[str, Any] = json.loads(WORDS)


@cache
def words() -> Words:
    return Words(WORDS, shipped())


def line(product: str, **given: Any) -> Purchase:
    """One purchase."""
    usual: dict[str, Any] = {
        "at": date(2026, 3, 14),
        "kind": "bought",
        "product": product,
        "brand": None,
        "category": None,
        "size": None,
        "colour": None,
        "price_cents": None,
        "currency": None,
        "quantity": 1,
        "source": "test",
        "file": "orders.csv",
        "line": 2,
    }
    return Purchase(**{**usual, **given})


def concluded(lines: Iterable[Purchase]) -> dict[str, Suggestion]:
    """What all rules say of these lines, by id."""
    return {each.id: each for each in suggester(lines).conclude()}


def suggester(lines: Iterable[Purchase]) -> Suggester:
    made = Suggester(shipped(), WORDS)
    for each in lines:
        made.add(each)
    return made


def never_words() -> list[str]:
    """Words of which nothing is concluded, as a shop would print them."""
    return [word.strip("-") for listed in LISTS["never"].values() for word in listed]


def _said() -> list[str]:
    """Everything that our lists and the catalogue can say, sealed things above all."""
    found = never_words()
    for about in LISTS["choices"].values():
        found += [word.strip("-") for listed in about["options"].values() for word in listed]
    for group in ("kind", "medium"):
        found += [word.strip("-") for listed in LISTS[group].values() for word in listed]
    for entry in shipped().entries.values():
        labels = [entry.label, *(each.label for each in entry.options), *(each.label for each in entry.categories)]
        found += [text for label in labels for text in label.values()]
    return sorted(set(found))


def _sizes() -> list[str]:
    tables = {entry.table.id: entry.table for entry in shipped().entries.values() if entry.table is not None}
    spelled = {f"{system} {size}" for table in tables.values() for row in table.rows for system, size in row.items()}
    return sorted(spelled | {each.split(" ")[-1] for each in spelled} | {"W32 L34", "3XL", "EU 48"})


texts = st.lists(st.sampled_from(_said()), min_size=1, max_size=3).map(" ".join)
maybe_texts = st.none() | texts
purchases = st.builds(
    Purchase,
    at=st.none() | st.dates(date(2015, 1, 1), date(2026, 5, 1)),
    kind=st.sampled_from(["bought", "bought", "bought", "returned", "watched", "listened", "wished", "viewed"]),
    product=texts,
    brand=maybe_texts,
    category=maybe_texts,
    size=st.none() | st.sampled_from(_sizes()),
    colour=maybe_texts,
    price_cents=st.none() | st.integers(0, 200_000),
    currency=st.sampled_from(["EUR", "USD", None]),
    quantity=st.just(1),
    source=st.just("test"),
    file=st.just("orders.csv"),
    line=st.integers(1, 99),
    title=maybe_texts,
    genre=maybe_texts,
)
"""Any line. Drawn again and again in one file, so that rules have something to conclude."""


def is_sealed(each: Suggestion) -> bool:
    """Whether a suggestion says something that the catalogue seals, in its preference or in its value."""
    entry = shipped().entry(each.key)
    named = each.value.value if isinstance(each.value.value, tuple) else (each.value.value,)
    options = {option.id: option.level for option in entry.options}
    return Level.SEALED in {entry.level, each.level, *(options.get(str(name)) for name in named)}
