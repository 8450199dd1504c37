"""Names that read as another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.net.lookalikes import is_lookalike


def labels_of(word: str, top: str = "com") -> list[str]:
    return ["xn--" + word.encode("punycode").decode(), top]


@pytest.mark.parametrize(
    "word",
    ["bücher", "schoenenœuvre", "żółw", "тапочки24", "ελλάδα", "日本語", "ノート", "日本ノート", "한국", "ไทย", "שלום"],  # noqa: RUF001
)
def test_honest_word(word: str) -> None:
    assert not is_lookalike(labels_of(word))


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("sch\u043eenenhuis", id="Cyrillic in Latin"),
        pytest.param("sh\u03bfp", id="Greek in Latin"),
        pytest.param("тапοчки", id="Greek in Cyrillic"),
        pytest.param("日本shop", id="Latin beside Han"),
        pytest.param("한ノ", id="Hangul beside Katakana"),
        pytest.param("\u0430\u0440\u0440\u04cf\u0435", id="Cyrillic that reads as Latin"),
        pytest.param("\u03bf\u03c1\u03b5\u03bd", id="Greek that reads as Latin"),
        pytest.param("schoenenhu\u0131s", id="dotless i"),
        pytest.param("\u0261oogle", id="phonetic g"),
        pytest.param("\uff53hop", id="full width"),
        pytest.param("\ufb01n", id="ligature"),
        pytest.param("i\u0307ks", id="loose dot above"),
        pytest.param("a\u200db", id="zero-width joiner"),
        pytest.param("a\u2215b", id="division slash"),
        pytest.param("\u30fb\u30fb", id="middle dots"),
        pytest.param("\u0661\u0662", id="Arabic digits"),
        pytest.param("Ünal", id="capital"),
        pytest.param("shop", id="plain letters in disguise"),
        pytest.param("", id="nothing"),
    ],
)
def test_misleading_word(word: str) -> None:
    assert is_lookalike(labels_of(word))


def test_letters_that_read_as_latin_are_fine_under_their_own_top_level_name() -> None:
    assert not is_lookalike(labels_of("сосо", "xn--p1ai"))  # noqa: RUF001


def test_plain_labels_are_no_lookalikes() -> None:
    assert not is_lookalike(["my-shop", "24", "example"])


@given(st.from_regex(r"xn--[a-z0-9-]{0,59}", fullmatch=True))
def test_any_label_gets_an_answer(label: str) -> None:
    assert is_lookalike([label, "com"]) in {True, False}
