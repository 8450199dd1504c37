import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault.core.errors import ChoiceError
from vault.storage.secret import MAX_PASSPHRASE_BYTES, Passphrase, VaultKey


def test_a_passphrase_is_the_same_however_its_accents_were_typed() -> None:
    assert Passphrase("caf\u00e9 au lait").reveal() == Passphrase("cafe\u0301 au lait").reveal()


def test_a_passphrase_keeps_spaces_and_case() -> None:
    assert Passphrase(" Two  Words ").reveal() == b" Two  Words "


@pytest.mark.parametrize("typed", ["a" * (MAX_PASSPHRASE_BYTES + 1), "\u00e9" * (MAX_PASSPHRASE_BYTES // 2 + 1)])
def test_a_passphrase_past_the_limit_is_refused(typed: str) -> None:
    with pytest.raises(ChoiceError) as caught:
        Passphrase(typed)
    assert caught.value.code == "passphrase_long"


def test_half_a_character_is_refused_without_its_text_in_the_error() -> None:
    with pytest.raises(ChoiceError) as caught:
        Passphrase("hidden\ud800")
    assert caught.value.code == "passphrase_unreadable"
    assert caught.value.__cause__ is None


def test_a_new_passphrase_has_eight_characters_at_least() -> None:
    Passphrase("\u00e9" * 8).check_new()
    with pytest.raises(ChoiceError) as caught:
        Passphrase("e\u0301" * 7).check_new()
    assert caught.value.code == "passphrase_short"


def test_secrets_do_not_show() -> None:
    key = VaultKey(b"k" * 32)
    assert "hidden" not in repr(Passphrase("hidden words"))
    assert "k" * 8 not in repr(key)
    with pytest.raises(TypeError):
        hash(key)


def test_keys_are_equal_by_their_bytes() -> None:
    assert VaultKey(b"k" * 32) == VaultKey(b"k" * 32)
    assert VaultKey(b"k" * 32) != VaultKey(b"l" * 32)
    assert VaultKey(b"k" * 32) != b"k" * 32


def test_a_key_of_another_size_is_a_bug() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        VaultKey(b"short")


@settings(deadline=None)
@given(st.binary(max_size=50), st.binary(max_size=50))
def test_a_mac_is_of_one_purpose_and_one_text(one: bytes, other: bytes) -> None:
    key = VaultKey(b"k" * 32)
    assert (key.mac("slots", one) == key.mac("slots", other)) == (one == other)
    assert key.mac("slots", one) != key.mac("anchor", one)
