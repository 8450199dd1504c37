"""Size help over a real vault: what is kept at brands, what is refused, and its way out and back."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.conftest import PASSPHRASE
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError
from vault.core.sensitivity import Level
from vault.customer.editing import set_words
from vault.customer.session import Session, create_vault
from vault.customer.size_help import (
    MOST_BRANDS,
    BrandSize,
    charts,
    keep_brand_size,
    put_back,
    remove_brand_size,
    view_sizes,
)
from vault.customer.taking_along import export_to, import_from
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase

SHOE, TOP, PLUS = "clothing.shoe_size", "clothing.top_size", "health.plus_size"


def brands(session: Session) -> list[tuple[str, str, str, str]]:
    return [(each.key, each.brand, each.size, each.note) for each in view_sizes(session).brands]


def test_own_sizes_and_those_at_brands(session: Session) -> None:
    keep_brand_size(session, SHOE, " Groenekom ", "43.5", "falls   small")
    keep_brand_size(session, TOP, "Lumen & Linnen", "L")
    assert brands(session) == [
        (SHOE, "Groenekom", "43.5", "falls small"),
        (TOP, "Lumen & Linnen", "L", ""),
    ]
    found = view_sizes(session)
    assert {key: value.value for key, value in found.own.items()} == {SHOE: "43"}
    assert "Groenekom" not in repr(found)
    assert "43" not in repr(found)


def test_one_size_for_a_brand_and_a_kind(session: Session) -> None:
    keep_brand_size(session, SHOE, "Groenekom", "43.5")
    keep_brand_size(session, TOP, "Groenekom", "L")
    keep_brand_size(session, SHOE, "GROENEKOM", "44", "new last")
    assert brands(session) == [(SHOE, "GROENEKOM", "44", "new last"), (TOP, "Groenekom", "L", "")]


@pytest.mark.parametrize(
    ("brand", "size", "note", "field"),
    [
        ("", "43", "", "brand"),
        ("   ", "43", "", "brand"),
        ("x" * 61, "43", "", "brand"),
        ("Groenekom", "", "", "size"),
        ("Groenekom", "4\u202e3", "", "size"),
        ("Groenekom", "43", "\x07", "note"),
        ("Groenekom", "43", "x" * 61, "note"),
    ],
)
def test_what_cannot_be_read_back_is_refused(session: Session, brand: str, size: str, note: str, field: str) -> None:
    with pytest.raises(ChoiceError) as refused:
        keep_brand_size(session, SHOE, brand, size, note)
    assert (refused.value.code, refused.value.facts) == ("brand_size_unread", {"field": field})
    assert brands(session) == []


@pytest.mark.parametrize("key", ["no.such_key", "media.sports"])
def test_only_sizes_have_sizes_at_brands(session: Session, key: str) -> None:
    with pytest.raises(ChoiceError, match="key_unknown"):
        keep_brand_size(session, key, "Groenekom", "43")


def test_there_is_an_end_to_it(session: Session) -> None:
    for number in range(MOST_BRANDS):
        keep_brand_size(session, SHOE, f"Brand {number}", "43")
    with pytest.raises(ChoiceError, match="brand_sizes_many"):
        keep_brand_size(session, SHOE, "One more", "43")
    keep_brand_size(session, SHOE, "Brand 7", "44")
    assert len(brands(session)) == MOST_BRANDS


def test_what_was_removed_comes_back(session: Session) -> None:
    kept: BrandSize = keep_brand_size(session, SHOE, "Groenekom", "43.5")
    remove_brand_size(session, kept.id)
    assert brands(session) == []
    keep_brand_size(session, SHOE, "Zeepenzo", "44")  # takes the number that became free
    put_back(session, kept)
    assert {brand for _, brand, _, _ in brands(session)} == {"Groenekom", "Zeepenzo"}


def test_they_go_along_but_for_what_is_sealed(session: Session, tmp_path: Path, clock: SetClock) -> None:
    keep_brand_size(session, SHOE, "Groenekom", "43.5", "falls small")
    keep_brand_size(session, PLUS, "Groenekom", "3XL")
    export_to(session, tmp_path / "open.json")
    assert [each["size"] for each in json.loads((tmp_path / "open.json").read_text("utf-8"))["brand_sizes"]] == ["43.5"]
    proof = session.ask_passphrase().prove(Passphrase(PASSPHRASE))
    export_to(session, tmp_path / "all.json", proof)
    made = create_vault(
        tmp_path / "empty",
        Passphrase(PASSPHRASE),
        catalogue=shipped(),
        clock=clock,
        random=secrets.token_bytes,
        profile=SMALL,
    )
    with made as empty:
        taken = import_from(empty, tmp_path / "all.json")
        assert taken.counts["brand_sizes"] == 2
        assert view_sizes(empty) == view_sizes(session)


def test_a_raised_level_keeps_the_brands_behind_too(session: Session, tmp_path: Path) -> None:
    keep_brand_size(session, SHOE, "Groenekom", "43.5")
    set_words(session, SHOE, "EU 43", level=Level.SEALED)
    export_to(session, tmp_path / "out.json")
    assert "Groenekom" not in (tmp_path / "out.json").read_text("utf-8")


def test_every_size_of_the_catalogue_has_a_table() -> None:
    sized = {key for key, entry in shipped().entries.items() if entry.table is not None}
    assert {each.key for each in charts(shipped())} == sized
