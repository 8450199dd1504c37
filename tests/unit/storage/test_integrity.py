from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from vault.core.errors import StorageError
from vault.storage import integrity, journal, settings
from vault.storage.connection import Database, connect

from .conftest import KEY, NOON, VAULT_ID

PAGE = 4096


def fill(database: Database) -> None:
    with database.transaction() as transaction:
        for number in range(300):
            settings.put(transaction, f"key {number}", "v" * 200)
        for number in range(3):
            journal.append(transaction, NOON, "kind", {"number": number})


def test_a_whole_database_has_nothing_to_report(database: Database) -> None:
    fill(database)
    report = integrity.check(database)
    assert report == integrity.Report((), (), (), None)
    assert report.whole


def test_a_broken_journal_is_reported(database: Database) -> None:
    fill(database)
    with database.transaction() as transaction:
        transaction.execute("DELETE FROM journal WHERE seq = 2")
    report = integrity.check(database)
    assert report.journal_broken_at == 2
    assert not report.whole


def test_a_row_that_refers_to_nothing_is_reported(database: Database) -> None:
    database._connection.execute("PRAGMA foreign_keys = OFF")  # what no code of ours does
    with database.transaction() as transaction:
        transaction.execute("INSERT INTO token (jti, jwt) VALUES ('urn:uuid:1', 'a.b.c')")
    report = integrity.check(database)
    assert report.references == ("token",)
    assert not report.whole


def damage(whole: bytes, pages: Iterable[int]) -> bytes:
    broken = bytearray(whole)
    for page in pages:
        broken[page * PAGE + 99] ^= 1
    return bytes(broken)


def encryption_findings(path: Path) -> tuple[str, ...]:
    """What the check of pages finds, or the error where the damaged page keeps the database from opening at all."""
    try:
        damaged = connect(path, KEY, VAULT_ID)
    except StorageError as problem:
        return (problem.code,)
    with closing(damaged):
        return integrity.check(damaged).encryption


def test_one_flipped_bit_in_any_page_is_noticed_and_many_stay_few_lines(
    database: Database, database_path: Path
) -> None:
    fill(database)
    database.close()
    whole = database_path.read_bytes()
    pages = range(len(whole) // PAGE)
    opening = []
    for page in pages:
        database_path.write_bytes(damage(whole, [page]))
        findings = encryption_findings(database_path)
        assert findings in {("database_damaged",), (f"HMAC verification failed for page {page + 1}",)}
        if findings != ("database_damaged",):
            opening.append(page)
    database_path.write_bytes(damage(whole, opening))
    assert len(opening) > integrity.MAX_FINDINGS
    assert len(encryption_findings(database_path)) == integrity.MAX_FINDINGS


def test_a_damaged_journal_is_in_the_report(database: Database, database_path: Path) -> None:
    fill(database)
    with database.read() as reader:
        row = reader.row("SELECT rootpage FROM sqlite_schema WHERE name = 'journal'")
    database.close()
    assert row is not None
    database_path.write_bytes(damage(database_path.read_bytes(), [row["rootpage"] - 1]))
    with closing(connect(database_path, KEY, VAULT_ID)) as damaged:
        report = integrity.check(damaged)
    assert "database_damaged" in report.structure
    assert not report.whole
