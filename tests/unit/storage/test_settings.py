import pytest

from vault.core.value import Json
from vault.storage import settings
from vault.storage.connection import Database


@pytest.mark.parametrize("value", [None, True, 7, "nl", ["a", {"b": [1]}]])
def test_a_setting_comes_back_as_it_was(database: Database, value: Json) -> None:
    with database.transaction() as transaction:
        settings.put(transaction, "language", "en")
        settings.put(transaction, "language", value)
    with database.read() as reader:
        assert settings.settings(reader) == {"language": value}


def test_a_removed_setting_is_gone(database: Database) -> None:
    with database.transaction() as transaction:
        settings.put(transaction, "language", "en")
        settings.put(transaction, "other", 1)
        settings.remove(transaction, "language")
        settings.remove(transaction, "language")
    with database.read() as reader:
        assert settings.settings(reader) == {"other": 1}
