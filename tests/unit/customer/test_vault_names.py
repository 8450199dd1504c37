"""What a vault is called, that nobody gave a name."""

from __future__ import annotations

import pytest

from vault import bundled
from vault.core.sentences import parse_sentences
from vault.customer.vault_names import shown_name


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        ("en", "vault", "Your vault on your computer"),
        ("nl", "vault", "Je kluis op je computer"),
        ("en", "vault 2", "Your vault on your computer, number 2"),
        ("nl", "vault 12", "Je kluis op je computer, nummer 12"),
        ("en", "Anna", "Anna"),
        ("en", "vault of Anna", "vault of Anna"),
        ("en", "vault ", "vault "),
        ("en", "vault ²", "vault ²"),
        ("nl", "vaults", "vaults"),
    ],
)
def test_a_name_that_nobody_gave_is_said_in_words(language: str, name: str, said: str) -> None:
    sentences = parse_sentences(language, bundled.read(f"messages/{language}.json"))
    assert shown_name(name, sentences) == said
