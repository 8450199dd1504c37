"""``vaults``: which there are, and making, using, moving and deleting one."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from vault.cli import vault_commands
from vault.cli.exit_codes import DONE, exit_code
from vault.cli.program import Program
from vault.cli.table import columns
from vault.core.errors import ChoiceError
from vault.core.plain_text import plain
from vault.core.value import Json
from vault.customer.vault_places import State, place_for
from vault.customer.vaults import (
    KnownVault,
    delete_vault,
    find_vault,
    move_vault,
    remember_vault,
    use_vault,
    view_vaults,
)


def list_(program: Program, arguments: argparse.Namespace) -> int:
    """Every vault that is known, where it is, and which is used."""
    found = view_vaults(program.places, program.random)
    vaults: list[Json] = [
        {"name": each.name, "folder": str(each.folder), "state": each.state.value, "used": each.current}
        for each in found
    ]
    rows = [(each.name, str(each.folder), _state(program, each)) for each in found]
    program.show({"vaults": vaults}, columns(rows) or [program.say("no_vaults")])
    return DONE


def create(program: Program, arguments: argparse.Namespace) -> int:
    """Make a vault beside the first, or in a folder. It is used only once that is said."""
    folder = place_for(program.places, arguments.vault_name)
    code = vault_commands.create(replace(program, folder=folder), arguments)
    remember_vault(program.places, folder)
    program.tell(program.say("use_it_with", name=folder.name))
    return code


def use(program: Program, arguments: argparse.Namespace) -> int:
    """Use a vault from now on where none is named."""
    found = find_vault(program.places, arguments.vault_name, program.random)
    use_vault(program.places, found)
    program.show(
        {"used": str(found.folder)}, [program.say("vault_used_now", name=found.name, folder=str(found.folder))]
    )
    return DONE


def move(program: Program, arguments: argparse.Namespace) -> int:
    """Move a vault, also to another disk. What could not be removed from the old place is said."""
    found = find_vault(program.places, arguments.vault_name, program.random)
    target = place_for(program.places, arguments.to)
    moved = move_vault(program.places, found, target, program.random)
    old = str(found.folder)
    answer: dict[str, Json] = {"moved": str(moved.folder), "from": old, "left": list(moved.others)}
    lines = [program.say("vault_moved", folder=str(moved.folder)), *_others(program, found.folder, moved.others)]
    if moved.problem is None:
        program.show(answer, lines)
        return DONE
    program.tell(*lines, program.say("move_left_over", folder=old))
    program.fail(moved.problem, answer)
    return exit_code(moved.problem)


def delete(program: Program, arguments: argparse.Namespace) -> int:
    """Delete a vault, once its name was typed. It takes no passphrase, as deleting the files by hand takes none."""
    found = find_vault(program.places, arguments.vault_name, program.random)
    if found.state is not State.MISSING:
        _confirm(program, found, yes=arguments.yes)
    gone = delete_vault(program.places, found, program.random)
    folder = str(found.folder)
    if gone.missing:
        lines = [program.say("vault_was_gone", name=found.name, folder=folder)]
    else:
        lines = [
            program.say("vault_deleted", name=found.name),
            program.say("disks_remember"),
            program.say("backups_elsewhere"),
        ]
    program.show(
        {"deleted": folder, "was_there": not gone.missing, "left": list(gone.others)},
        [*lines, *_others(program, found.folder, gone.others)],
    )
    return DONE


def _confirm(program: Program, found: KnownVault, *, yes: bool) -> None:
    if yes:
        return
    if not program.interactive:
        raise ChoiceError("delete_needs_yes")
    program.tell(program.say("deletes_vault", name=found.name, folder=str(found.folder)), program.say("shops_keep"))
    if program.read_line(program.say("type_vault_name")).strip() != plain(found.name):
        raise ChoiceError("delete_not_confirmed")


def _state(program: Program, vault: KnownVault) -> str:
    said = [program.say("vault_is_used")] if vault.current else []
    if vault.state is not State.THERE:
        said.append(program.sentences.say("vault_states", vault.state))
    return ", ".join(said)


def _others(program: Program, folder: Path, names: Sequence[str]) -> list[str]:
    if not names:
        return []
    return [program.say("not_ours", folder=str(folder)), *(f"  {name}" for name in names)]
