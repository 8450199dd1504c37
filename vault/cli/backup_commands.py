"""``backup``, ``restore`` and ``salvage``, and what ``check`` says of damage."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vault.cli.exit_codes import DONE
from vault.cli.program import Program
from vault.cli.table import columns
from vault.core.clock import to_text
from vault.core.errors import StorageError
from vault.core.value import Json
from vault.customer.backups import Backups, Kept, drill, keep_backup, save_backup, view_backups
from vault.customer.restoring import (
    Damage,
    Saved,
    by_keychain,
    by_passphrase,
    by_recovery_code,
    look_into,
    newest_backup,
    open_backup,
    restore_backup,
    save_what_is_left,
)

if TYPE_CHECKING:
    from vault.storage.secret import VaultKey
    from vault.storage.slots import Slots


def backup(program: Program, arguments: argparse.Namespace) -> int:
    """Save a backup to a file, or keep one in the vault's folder; look at those that are there; try the newest out."""
    if arguments.file is not None:
        return _save(program, Path(arguments.file))
    if arguments.list:
        return _list(program)
    return _drill(program) if arguments.drill else _keep(program)


def restore(program: Program, arguments: argparse.Namespace) -> int:
    """Make a vault of a backup, beside what is there. Without a file: of the newest good one that the vault kept."""
    path = _newest(program) if arguments.file is None else Path(arguments.file)
    found = look_into(path)
    made_at = program.sentences.minute(found.manifest.made_at)
    program.tell(program.say("backup_of", name=found.manifest.name, minute=made_at))
    key = open_backup(found, _way_in(program, by_code=arguments.recovery))
    folder = Path(arguments.to)
    restored = restore_backup(found, key, folder, clock=program.clock, random=program.random)
    program.show(
        {"restored": str(folder), "made_at": to_text(restored.made_at), "records": restored.records},
        [
            program.say("restored", folder=str(folder), count=restored.records),
            program.say("restored_since", minute=made_at),
            program.say("use_it_with", name=str(folder.absolute())),
        ],
    )
    return DONE


def salvage(program: Program, arguments: argparse.Namespace) -> int:
    """Make a vault of what can still be read of a damaged one, beside it."""
    program.require_vault()
    derived = program.derive()
    folder = Path(arguments.to)
    saved = save_what_is_left(derived, folder, catalogue=program.catalogue, clock=program.clock, random=program.random)
    program.show(
        {"salvaged": str(folder), "tables": told(saved)},
        [
            *lines(program, saved),
            program.say("salvaged", folder=str(folder)),
            program.say("use_it_with", name=str(folder.absolute())),
        ],
    )
    return DONE


def told(saved: Iterable[Saved]) -> list[Json]:
    """What was or can be saved, by table, for programs."""
    return [{"table": each.table, "kept": each.kept, "left_out": each.left_out, "whole": each.whole} for each in saved]


def lines(program: Program, saved: Sequence[Saved]) -> list[str]:
    """What was or can be saved, by table, for people. A table that had nothing and lost nothing is left out."""
    rows = [
        (
            program.sentences.say("tables", each.table),
            str(each.kept),
            "" if each.whole and not each.left_out else program.say("not_all_of_it"),
        )
        for each in saved
        if each.kept or each.left_out or not each.whole
    ]
    return columns(rows, indent=2)


def kept_told(kept: Kept) -> dict[str, Json]:
    """A backup in the vault's folder, for programs."""
    return {"made_at": to_text(kept.made_at), "reason": kept.reason.value, "file": str(kept.path)}


def damage_told(damage: Damage) -> dict[str, Json]:
    """What is wrong, what can be saved and what to fall back on, for programs."""
    return {
        "problem": damage.problem,
        "tables": told(damage.saved),
        "newest_backup": None if damage.newest_good is None else kept_told(damage.newest_good),
    }


def damage_lines(program: Program, damage: Damage) -> list[str]:
    """What can be saved, and the newest good backup, for people."""
    found = []
    if damage.saved:
        found += [program.say("can_be_saved"), *lines(program, damage.saved), program.say("salvage_how")]
    else:
        found.append(program.say("nothing_can_be_saved"))
    return [*found, *backup_lines(program, damage.newest_good)]


def backup_lines(program: Program, newest_good: Kept | None) -> list[str]:
    """The newest good backup, and how to bring it back."""
    if newest_good is None:
        return [program.say("no_good_backup")]
    return [
        program.say("good_backup", minute=program.sentences.minute(newest_good.made_at)),
        program.say("restore_how"),
    ]


def _save(program: Program, path: Path) -> int:
    with program.open_session() as session:
        save_backup(session, path)
    program.show({"file": str(path)}, [program.say("backup_saved", file=str(path)), program.say("backup_opens")])
    return DONE


def _keep(program: Program) -> int:
    with program.open_session() as session:
        made = keep_backup(session)
    minute = program.sentences.minute(made.made_at)
    program.show(kept_told(made), [program.say("backup_kept", minute=minute)])
    return DONE


def _list(program: Program) -> int:
    with program.open_session() as session:
        found = view_backups(session)
    kept: list[Json] = [kept_told(each) for each in found.kept]
    rows = [
        (program.sentences.minute(each.made_at), program.sentences.say("reasons", each.reason)) for each in found.kept
    ]
    program.show(
        {
            "backups": kept,
            "last_drill": None if found.last_drill is None else to_text(found.last_drill),
            "last_check": None if found.last_check is None else to_text(found.last_check),
        },
        [*(columns(rows) or [program.say("no_backups")]), _drilled(program, found)],
    )
    return DONE


def _drill(program: Program) -> int:
    with program.open_session() as session:
        done = drill(session)
    minute = program.sentences.minute(done.made_at)
    program.show(
        {"made_at": to_text(done.made_at), "records": done.records},
        [program.say("drill_done", minute=minute, count=done.records)],
    )
    return DONE


def _drilled(program: Program, found: Backups) -> str:
    if found.last_drill is None:
        return program.say("never_drilled")
    return program.say("last_drilled", date=program.sentences.date(found.last_drill))


def _way_in(program: Program, *, by_code: bool) -> Callable[[Slots], VaultKey]:
    if by_code:
        question = program.say("ask_recovery_code")
        code = program.read_line(question) if program.typed else program.ask(question).reveal().decode("utf-8")
        return by_recovery_code(code)
    if program.quick:
        return by_keychain(program.keychain())
    return by_passphrase(program.ask(program.say("ask_backup_passphrase")))


def _newest(program: Program) -> Path:
    program.require_vault()
    found = newest_backup(program.folder)
    if found is None:
        raise StorageError("no_backup")
    return found.path
