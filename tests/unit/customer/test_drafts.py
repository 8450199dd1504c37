"""A half-made edit over a lock."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.conftest import PASSPHRASE
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError
from vault.customer.drafts import keep_draft, kept_draft
from vault.customer.session import Passphrase, Session, unlock

BODY = {"open": "clothing.shoe_size", "rows": [{"word": "4"}]}


def test_is_there_after_the_lock_and_until_it_is_finished(session: Session, tmp_path: Path, clock: SetClock) -> None:
    assert kept_draft(session, "preferences") == {}
    keep_draft(session, "preferences", BODY)
    session.lock()
    folder = tmp_path / "vault"
    passphrase = Passphrase(PASSPHRASE)
    for _ in range(2):  # read once and not written yet, it is still there the next time
        with unlock(folder, passphrase, catalogue=shipped(), clock=clock, random=secrets.token_bytes) as again:
            assert kept_draft(again, "preferences") == BODY
    with unlock(folder, passphrase, catalogue=shipped(), clock=clock, random=secrets.token_bytes) as again:
        keep_draft(again, "preferences", {})
        assert kept_draft(again, "preferences") == {}


def test_each_place_has_its_own(session: Session) -> None:
    keep_draft(session, "preferences", BODY)
    keep_draft(session, "elsewhere", {"a": 1})
    keep_draft(session, "preferences", {"b": 2})
    assert kept_draft(session, "preferences") == {"b": 2}
    assert kept_draft(session, "elsewhere") == {"a": 1}


def test_half_a_character_is_kept_as_it_was_typed(session: Session) -> None:
    keep_draft(session, "preferences", {"word": "\ud83d"})
    assert kept_draft(session, "preferences") == {"word": "\ud83d"}


def test_no_file_of_the_vault_shows_it(session: Session, tmp_path: Path) -> None:
    keep_draft(session, "preferences", {"word": "a word nobody else has"})
    found = [path for path in (tmp_path / "vault").rglob("*") if path.is_file()]
    assert found
    assert not any(b"a word nobody else has" in path.read_bytes() for path in found)


def test_too_much_is_refused(session: Session) -> None:
    with pytest.raises(ChoiceError, match="draft_too_large"):
        keep_draft(session, "preferences", {"word": "a" * 70_000})
