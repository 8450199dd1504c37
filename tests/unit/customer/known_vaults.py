"""The vaults of a computer in tests, and what is done with them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from vault.core.errors import StorageError, VaultError
from vault.customer import vaults
from vault.customer.vault_places import Places, State
from vault.customer.vaults import (
    KnownVault,
    delete_vault,
    find_vault,
    move_vault,
    view_vaults,
)
from vault.storage import vault_list
from vault.storage.vault_list import Moving, VaultList


class NoKeychain:
    """Stands in for the keychain of the system and keeps what it was told to forget."""

    def __init__(self, problem: str | None = None) -> None:
        self.forgotten: list[str] = []
        self.problem = problem

    def forget(self, account: str) -> None:
        if self.problem:
            raise StorageError(self.problem)
        self.forgotten.append(account)


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(VaultError) as caught:
        action()
    return caught.value.code


def seen(places: Places) -> dict[str, tuple[State, bool]]:
    return {each.name: (each.state, each.current) for each in view_vaults(places, os.urandom)}


def find(places: Places, typed: str) -> KnownVault:
    return find_vault(places, typed, os.urandom)


def move(places: Places, typed: str, target: Path) -> vaults.MovedVault:
    return move_vault(places, find(places, typed), target, os.urandom)


def delete(places: Places, typed: str, keychain: NoKeychain | None = None) -> vaults.DeletedVault:
    stand_in = keychain or NoKeychain()
    return delete_vault(places, find(places, typed), os.urandom, find_keychain=lambda: stand_in)  # type: ignore[arg-type, return-value]  # all it needs


def broken_off(places: Places, source: Path, target: Path) -> None:
    """What the list says while a vault moves."""
    found = vault_list.read(places.list)
    elsewhere = found.elsewhere if places.beside(target) else (*found.elsewhere, target)
    places.list.parent.mkdir(exist_ok=True)
    vault_list.write(places.list, VaultList(found.current, elsewhere, Moving(source, target)))
