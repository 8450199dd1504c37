import pytest

from vault.core.errors import StorageError
from vault.storage.connection import Database
from vault.storage.migrations import migrate, schema_steps, version


def tables(database: Database) -> set[str]:
    with database.read() as reader:
        return {row["name"] for row in reader.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def test_the_newest_schema_is_there_and_stays(database: Database) -> None:
    steps = schema_steps()
    assert version(database) == len(steps)
    before = tables(database)
    migrate(database, steps)
    assert tables(database) == before


def test_every_table_is_strict_but_the_search_index(database: Database) -> None:
    with database.read() as reader:
        loose = {
            row["name"]
            for row in reader.rows("SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict")
        }
    assert {name for name in loose if not name.startswith(("sqlite_", "preference_search"))} == set()


def test_steps_run_in_order_from_where_the_database_is(database: Database) -> None:
    steps = (*schema_steps(), "CREATE TABLE a (x);\n-- a; comment\nCREATE TABLE b (y);", "ALTER TABLE a ADD z;")
    migrate(database, steps)
    assert version(database) == len(steps)
    assert {"a", "b"} <= tables(database)


def test_a_step_that_fails_leaves_nothing(database: Database) -> None:
    before = version(database)
    with pytest.raises(Exception, match="no such table"):
        migrate(database, (*schema_steps(), "CREATE TABLE a (x);\nINSERT INTO missing VALUES (1);"))
    assert version(database) == before
    assert "a" not in tables(database)


def test_a_later_schema_is_refused(database: Database) -> None:
    with database.transaction() as transaction:
        transaction.execute("PRAGMA user_version = 99")
    with pytest.raises(StorageError) as caught:
        migrate(database, schema_steps())
    assert caught.value.code == "vault_newer"


def test_a_backup_comes_before_the_first_step_and_only_where_there_is_one_to_take(database: Database) -> None:
    steps, seen = schema_steps(), []
    more = (*steps, "CREATE TABLE a (x);", "CREATE TABLE b (y);")
    migrate(database, steps, before=lambda: seen.append("nothing to do"))
    migrate(database, more, before=lambda: seen.append(version(database)))
    migrate(database, more, before=lambda: seen.append("nothing to do"))
    assert seen == [len(steps)]
    assert version(database) == len(more)


def test_without_its_backup_there_is_no_migration(database: Database) -> None:
    def fail() -> None:
        raise StorageError("disk_full")

    before = version(database)
    with pytest.raises(StorageError, match="disk_full"):
        migrate(database, (*schema_steps(), "CREATE TABLE a (x);"), before=fail)
    assert version(database) == before
    assert "a" not in tables(database)
