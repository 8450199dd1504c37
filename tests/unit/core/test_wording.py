"""Values as they are said in a language, and read again from what was said."""

from __future__ import annotations

import pytest

from tests.unit.core.catalogue_values import shipped
from vault.core.catalogue import Entry, Type
from vault.core.value import Value
from vault.core.wording import describe, read_words, size_in_words

ENTRIES = tuple(shipped().entries.values())
SIZES = [(entry, system) for entry in ENTRIES if entry.table is not None for system in entry.table.systems]


@pytest.mark.parametrize(
    ("system", "size", "english", "dutch"),
    [
        ("EU", "43", "EU 43", "EU 43"),
        ("US women", "11.5", "US women 11.5", "US dames 11,5"),
        ("UK child", "10", "UK child 10", "UK kind 10"),
        ("UK/US men", "38", "UK/US men 38", "UK/US heren 38"),
        ("cm", "24.5", "24.5 cm", "24,5 cm"),
    ],
)
def test_a_size_is_said_as_the_language_says_it(system: str, size: str, english: str, dutch: str) -> None:
    assert [size_in_words(system, size, language) for language in ("en", "nl")] == [english, dutch]


@pytest.mark.parametrize(("entry", "system"), SIZES, ids=[f"{entry.key} {system}" for entry, system in SIZES])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_size_is_read_again_from_what_was_said(entry: Entry, system: str, language: str) -> None:
    assert entry.table is not None
    for size in {row[system] for row in entry.table.rows if system in row}:
        value = Value(size, system=system)
        assert read_words(entry, describe(entry, value, language)) == value


def test_points_in_a_text_stay() -> None:
    texts = [entry for entry in ENTRIES if entry.type is Type.TEXT]
    assert [describe(entry, Value("Model 2.5"), "nl") for entry in texts] == ["Model 2.5"] * len(texts) != []
