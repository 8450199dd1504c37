"""The commands of rights for :mod:`vault.shop.command_line`."""

from __future__ import annotations

import argparse
from typing import Final

from vault.core.sentences import Sentences
from vault.shop.printing import say
from vault.shop.rights import (
    access_command,
    audit_command,
    import_command,
    incident_command,
    proof_command,
    retain_command,
)

NAMES: Final = ("access", "audit", "import", "incident", "proof", "retain")


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add all of them."""
    for module in (access_command, audit_command, import_command, incident_command, proof_command, retain_command):
        module.add_command(commands)


def run(asked: argparse.Namespace, sentences: Sentences) -> int:
    """Do what was typed, print, and give the exit code. Raises :class:`VaultError`."""
    match asked.command:
        case "access":
            say(*access_command.give_access(asked, sentences))
        case "audit":
            say(*audit_command.audit_readings(asked, sentences))
        case "incident":
            say(*incident_command.about_incidents(asked, sentences))
        case "proof":
            say(*proof_command.about_proof(asked, sentences))
        case "retain":
            retain_command.retain(asked, sentences, say)
        case _:
            return import_command.take_in(asked, sentences, say)
    return 0
