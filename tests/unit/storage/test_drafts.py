import pytest

from vault.core.errors import ChoiceError
from vault.storage import drafts
from vault.storage.connection import Database
from vault.storage.drafts import MAX_DRAFT_BYTES, Draft

from .conftest import NOON

EDIT = Draft("preference", NOON, {"key": "clothing.fit", "typed": "wi", "half": "\ud83d"})


def test_a_draft_is_kept_replaced_and_forgotten(database: Database) -> None:
    other = Draft("another", NOON.replace(hour=9), {})
    with database.transaction() as transaction:
        drafts.put(transaction, Draft("preference", NOON, {"typed": "w"}))
        drafts.put(transaction, EDIT)
        drafts.put(transaction, other)
        assert drafts.drafts(transaction) == [other, EDIT]
        assert drafts.draft(transaction, "preference") == EDIT
        drafts.remove(transaction, "preference")
        assert drafts.draft(transaction, "preference") is None
        assert drafts.drafts(transaction) == [other]


def test_a_draft_does_not_show_what_was_typed() -> None:
    assert "wi" not in repr(EDIT)


def test_what_is_no_edit_is_refused(database: Database) -> None:
    with database.transaction() as transaction:
        drafts.put(transaction, Draft("a", NOON, {"t": "x" * (MAX_DRAFT_BYTES - 9)}))
        with pytest.raises(ChoiceError, match="draft_too_large"):
            drafts.put(transaction, Draft("a", NOON, {"t": "x" * MAX_DRAFT_BYTES}))
