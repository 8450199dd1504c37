"""What can still be read of a damaged database, record by record, into a new vault beside the damaged one.

The new vault has the keys and the id of the damaged one, so it opens with the same passphrase. Records that refer to
one that is lost stay if they can do without, and go if they cannot. The history is chained anew where it has a gap, and
then ends in entries that bring every share to the state that was stored.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from vault.core.errors import StorageError
from vault.storage import anchor, consents, integrity, journal, preferences, safe_write, shops, slots
from vault.storage.connection import anywhere, assert_may_wait, connect
from vault.storage.contents import columns, quoted, tables
from vault.storage.damaged import Damaged
from vault.storage.migrations import migrate, schema_steps
from vault.storage.retold_journal import retell
from vault.storage.snapshot import remove

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from vault.core.value import Json, Value
    from vault.storage.connection import Database, Reader, Transaction
    from vault.storage.unlocking import Unlocked
    from vault.storage.vault_folder import VaultFolder

SCRATCH = ".damaged.db"
"""The copy that is read, in the new vault's unfinished folder."""
_OTHERWISE = {"vault_state", "journal", "preference_search"}
"""Tables that are not copied row by row, but made of what was."""


@dataclass(frozen=True)
class Making:
    """What it takes to make records anew: the words a preference is found by, a key for a shop, and randomness."""

    words: Callable[[str, Value], str]
    pairwise_key: Callable[[], bytes]
    random: Callable[[int], bytes]


@dataclass(frozen=True)
class Saved:
    """What became of one table: how many records were kept, and were left out because what they refer to is lost.

    ``whole`` says that no page of the table was unreadable.
    """

    table: str
    kept: int
    left_out: int
    whole: bool


def survey(folder: VaultFolder, unlocked: Unlocked, path: Path) -> tuple[Saved, ...]:
    """What could be saved, by table. ``path`` is where a copy can stand for a moment. Raises as :func:`salvage`."""
    damaged = _copied(folder, unlocked, path)
    try:
        found = []
        for table in _copied_tables(damaged) | {"journal"}:
            count = sum(1 for _ in damaged.rows(table))
            found.append(Saved(table, count, 0, table not in damaged.unreadable))
        return tuple(sorted(found, key=_by_table))
    finally:
        damaged.close()
        remove(path)


def salvage(
    damaged: VaultFolder,
    unlocked: Unlocked,
    folder: VaultFolder,
    *,
    making: Making,
    now: datetime,
    forbidden_thread: Callable[[], bool] = anywhere,
) -> tuple[Saved, ...]:
    """Make a vault at ``folder`` of what can be read.

    All of it is made, or nothing; the damaged vault stays as it is. The caller holds its lock. Raises
    :class:`StorageError` ``nothing_to_save`` where the file tells not even its tables, :class:`ChoiceError`
    ``vault_exists`` or ``folder_not_empty``, or as the disk does.
    """
    assert_may_wait(forbidden_thread)
    unfinished = folder.begin(making.random)
    try:
        safe_write.write(unfinished.slots, slots.serialise(unlocked.slots))
        safe_write.create(unfinished.database)
        source = _copied(damaged, unlocked, unfinished.path / SCRATCH)
        try:
            database = connect(unfinished.database, unlocked.key, unlocked.slots.vault_id)
            try:
                migrate(database, schema_steps())
                found = _copy(source, database, unlocked, making, now)
                if not integrity.check(database).whole:
                    raise StorageError("database_damaged")
                anchor.write(unfinished.anchor, database, unlocked.key)
            finally:
                database.close()
        finally:
            source.close()
            remove(unfinished.path / SCRATCH)
        unfinished.check()
        folder.finish(unfinished)
    except BaseException:
        unfinished.remove()
        raise
    return found


def _copied(folder: VaultFolder, unlocked: Unlocked, path: Path) -> Damaged:
    """The damaged database, log and all, copied to ``path``: opening brings a log into its file."""
    remove(path)
    try:
        for suffix in ("", "-wal"):
            source = folder.database.with_name(folder.database.name + suffix)
            if source.exists():
                with safe_write.opened(source) as file:
                    safe_write.create_filled(path.with_name(path.name + suffix), partial(shutil.copyfileobj, file))
        return Damaged(path, unlocked.key, unlocked.slots.vault_id)
    except OSError as problem:
        remove(path)
        raise safe_write.storage_error(problem, folder.database) from problem
    except StorageError as problem:
        remove(path)
        if problem.code in {"database_damaged", "wrong_file"}:
            raise StorageError("nothing_to_save") from problem
        raise


def _copied_tables(damaged: Damaged) -> set[str]:
    return set(damaged.tables()) - _OTHERWISE


def _copy(
    source: Damaged,
    database: Database,
    unlocked: Unlocked,
    making: Making,
    now: datetime,
) -> tuple[Saved, ...]:
    with database.transaction() as transaction:
        transaction.execute("PRAGMA defer_foreign_keys = ON")
        ours = set(tables(transaction))
        wanted = sorted(_copied_tables(source) & ours)
        counts = {table: _copy_table(source, transaction, table) for table in wanted}
        _replace_shops(transaction, making.pairwise_key)
        _leave_out(transaction)
        kept = {table: _count(transaction, table) for table in counts}
        for preference in preferences.preferences(transaction):
            preferences.put(transaction, preference, making.words(preference.key, preference.value))
        states, entries = list(source.rows("vault_state")), list(source.rows("journal"))
        state = states[0] if states else None
        transaction.execute(
            "INSERT INTO vault_state (one, slot_generation, state_generation, journal_start) VALUES (1, ?, ?, ?)",
            (
                unlocked.slots.generation,
                state["state_generation"] if state else 0,
                state["journal_start"] if state else making.random(journal.START_BYTES),
            ),
        )
        unreadable = source.unreadable.keys()
        damaged: list[Json] = [*sorted(unreadable)]
        retell(transaction, entries)
        journal.append(transaction, now, "salvaged", {"kept": dict(kept), "damaged": damaged})
    found = [Saved(table, kept[table], max(0, counts[table] - kept[table]), table not in unreadable) for table in kept]
    return tuple(sorted([*found, Saved("journal", len(entries), 0, "journal" not in unreadable)], key=_by_table))


def _copy_table(source: Damaged, transaction: Transaction, table: str) -> int:
    """Copy what both schemas have of a table; the number of rows. A later column has its default."""
    theirs = source.columns(table)
    names = [name for name in columns(transaction, table) if name in theirs]
    marks = ", ".join("?" * len(names))
    insert = f"INSERT INTO {quoted(table)} ({', '.join(map(quoted, names))}) VALUES ({marks})"  # noqa: S608  as above
    count = 0
    for row in source.rows(table):
        transaction.execute(insert, [row[name] for name in names])
        count += 1
    return count


def _replace_shops(transaction: Transaction, pairwise_key: Callable[[], bytes]) -> None:
    """A shop that is lost and has something is made anew: its key is gone, and what it has is worth knowing."""
    for consent in consents.consents(transaction):
        if shops.shop(transaction, consent.host) is None:
            signed = consent.client_id.startswith("x509_san_dns:")
            shops.put_shop(
                transaction,
                shops.Shop(consent.host, consent.client_id, consent.host, signed, pairwise_key(), consent.created),
            )


def _leave_out(transaction: Transaction) -> None:
    """Undo references to rows that are lost: the column becomes NULL if it may, else the row goes."""
    while found := transaction.rows("PRAGMA foreign_key_check"):
        for row in found:
            table, number = str(row["table"]), row["rowid"]
            (reference,) = (each for each in _references(transaction, table) if each.number == row["fkid"])
            if reference.may_be_null:
                _forget(transaction, reference, "rowid = ?", number)
                continue
            if number is None:  # of a table without
                column = quoted(reference.column)
                there = f"SELECT {quoted(reference.to_column)} FROM {quoted(reference.to_table)}"  # noqa: S608  as above
                lost = f"{column} IS NOT NULL AND {column} NOT IN ({there})"
                transaction.execute(f"DELETE FROM {quoted(table)} WHERE {lost}")  # noqa: S608  of the schema
                break  # all that was lost of it went at once
            for each in (one for name in tables(transaction) for one in _references(transaction, name)):
                # What can do without the row that goes would go with it (ON DELETE CASCADE).
                if each.to_table == table and each.may_be_null:
                    of_row = f"{quoted(each.column)} = (SELECT {quoted(each.to_column)} FROM {quoted(table)}"  # noqa: S608
                    _forget(transaction, each, f"{of_row} WHERE rowid = ?)", number)
            transaction.execute(f"DELETE FROM {quoted(table)} WHERE rowid = ?", (number,))  # noqa: S608  of the schema


_NEVER_FREE = frozenset({"status_slot"})
"""A place on a status list that a token has is not free again because the token is lost: another would share it."""


@dataclass(frozen=True)
class _Reference:
    """A foreign key of one column, as the schema has it."""

    number: int
    table: str
    column: str
    to_table: str
    to_column: str
    may_be_null: bool


def _references(reader: Reader, table: str) -> list[_Reference]:
    needed = {
        each["name"] for each in reader.rows(f"PRAGMA table_info({quoted(table)})") if each["notnull"] or each["pk"]
    }
    return [
        _Reference(
            each["id"],
            table,
            each["from"],
            each["table"],
            each["to"],
            each["from"] not in needed and table not in _NEVER_FREE,
        )
        for each in reader.rows(f"PRAGMA foreign_key_list({quoted(table)})")
    ]


def _forget(transaction: Transaction, reference: _Reference, where: str, number: int) -> None:
    transaction.execute(
        f"UPDATE {quoted(reference.table)} SET {quoted(reference.column)} = NULL WHERE {where}",  # noqa: S608
        (number,),
    )


def _count(reader: Reader, table: str) -> int:
    row = reader.row(f"SELECT count(*) AS number FROM {quoted(table)}")  # noqa: S608  a name of the schema
    return int(row["number"]) if row else 0


def _by_table(saved: Saved) -> str:
    return saved.table
