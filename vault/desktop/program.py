"""What the window may do beyond the open vault: look otherwise, remove a vault, ask for this computer's keychain."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vault.desktop.appearance import Appearance

if TYPE_CHECKING:
    from vault.customer.goodbye_steps import Cleared
    from vault.customer.keys import Keychain
    from vault.desktop.link_choice import LinkChoice


def delete_beside(folder: Path) -> None:
    """Delete a vault that is closed. Raises as :func:`vault.customer.vaults.delete_vault`."""
    delete_listed(folder.parent, folder.parent, folder)


def delete_listed(vaults: Path, config: Path, folder: Path) -> None:
    """As :func:`delete_beside`, and take it off the list of vaults in ``config``."""
    import secrets

    from vault.customer.vault_places import Places, state_at
    from vault.customer.vaults import KnownVault, delete_vault

    known = KnownVault(folder.name, folder, state_at(folder))
    delete_vault(Places.at(vaults, config), known, secrets.token_bytes)


def send_off_beside(cleared: Cleared) -> None:
    """Delete a vault after its goodbye. Raises as :func:`vault.customer.goodbye_steps.send_off`."""
    send_off_listed(cleared.folder.parent, cleared.folder.parent, cleared)


def send_off_listed(vaults: Path, config: Path, cleared: Cleared) -> None:
    """As :func:`send_off_beside`, and take it off the list of vaults in ``config``."""
    import secrets

    from vault.customer.goodbye_steps import send_off
    from vault.customer.vault_places import Places

    send_off(Places.at(vaults, config), cleared, secrets.token_bytes)


def keychain_here() -> Keychain:
    """This computer's keychain. Raises as :data:`vault.customer.keys.find_keychain`."""
    from vault.customer.keys import find_keychain

    return find_keychain()


def _look_the_same(_: Appearance) -> None:
    """For a window whose looks are given."""


def no_links() -> LinkChoice | None:
    """For a window that no link can start."""
    return None


def links_in(config: Path) -> LinkChoice | None:
    """Whether links start this program, as ``config`` remembers it."""
    from vault.desktop.link_choice import choice_here

    return choice_here(config)


class Program(NamedTuple):
    """How the window looks, and ``appear`` to look otherwise from now on.

    ``delete_vault``, ``send_off``, ``find_keychain`` and ``find_links`` wait, and are for another thread.
    """

    appearance: Appearance = Appearance()
    appear: Callable[[Appearance], None] = _look_the_same
    delete_vault: Callable[[Path], None] = delete_beside
    find_keychain: Callable[[], Keychain] = keychain_here
    find_links: Callable[[], LinkChoice | None] = no_links
    send_off: Callable[[Cleared], None] = send_off_beside
