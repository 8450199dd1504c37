"""The pages behind the first one before a locked vault, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from vault.core.errors import StorageError, VaultError
from vault.desktop.damage_codes import DAMAGE
from vault.desktop.tasks import gui_thread_forbidden

if TYPE_CHECKING:
    from datetime import datetime

    from vault.customer.other_ways import Recovery
    from vault.customer.restoring import Backup, Damage, Saved
    from vault.customer.session import Derived, Passphrase
    from vault.desktop.backup_open_state import Brought
    from vault.desktop.gate import Gate
    from vault.desktop.gate_page import GatePage
    from vault.desktop.tasks import Opening


def show_recovery(
    gate: Gate, recovery: Recovery | None = None, made_at: datetime | None = None, typed: str = ""
) -> None:
    """The recovery kit, and a new passphrase; that alone where ``recovery`` is there already.

    ``made_at`` is for a vault that just came back, of a backup of then. ``typed`` is what there is of the code: in
    another language one goes on with it, while a passphrase is typed anew.
    """
    from vault.desktop.passphrase_advice import PassphraseAdvice
    from vault.desktop.recover_presenter import RecoverPresenter
    from vault.desktop.recover_view import RecoverView

    world, folder = gate.world, gate.folder

    def has_code() -> bool:
        from vault.customer.other_ways import Kind, ways_in

        return Kind.RECOVERY in ways_in(folder)

    def recover(typed: str) -> Recovery:
        from vault.customer.other_ways import recover

        return recover(folder, typed, forbidden_thread=gui_thread_forbidden)

    def choose(recovery: Recovery, new: Passphrase) -> Opening:
        import secrets
        import time

        from vault.customer.session import interactive

        return gate.opening(recovery.choose(new, random=secrets.token_bytes, profile=interactive(time.perf_counter)))

    def opened() -> None:
        from vault.desktop.restored_note import tell_opened

        gate.once_open(lambda: tell_opened(gate, made_at, new_passphrase=True))
        gate.entered()

    view = RecoverView(world.theme, world.icons)
    advice = PassphraseAdvice(world.tasks, world.sentences, (folder.name, Path.home().name))
    presenter = RecoverPresenter(world.tasks, world.sentences, advice, has_code, recover, choose)
    presenter.opened.connect(opened)
    presenter.damaged.connect(partial(show_damage, gate))
    view.back_asked.connect(gate.go_back)
    view.attach(presenter)
    if recovery is None:
        presenter.start()
        if typed:
            view.show_typed(typed)
    else:
        presenter.know(recovery)
    _show(gate, view, lambda: show_recovery(gate, presenter.recovery, made_at, presenter.typed))


def show_backup(gate: Gate, path: Path | None = None, code: str | None = None) -> None:
    """A backup, of which a vault is made beside; the window then stands before that one.

    With ``code`` it is opened by the recovery code, of which this much is typed.
    """
    from vault.customer.restoring import look_into
    from vault.desktop.backup_open_presenter import BackupOpenPresenter
    from vault.desktop.backup_open_view import BackupOpenView

    world = gate.world

    def restore(backup: Backup, typed: str, by_code: bool) -> Brought:
        return _restored(gate, backup, typed, by_code=by_code)

    def open_it(brought: Brought) -> None:
        from vault.desktop.restored_note import tell_opened

        gate.stand_before(brought.folder)
        gate.once_open(lambda: tell_opened(gate, brought.made_at))
        if brought.by_code:
            from vault.customer.other_ways import recovery_from

            show_recovery(gate, recovery_from(brought.derived), brought.made_at)
        else:
            gate.open_by(lambda: gate.opening(brought.derived))

    view = BackupOpenView(world.theme, world.icons)
    presenter = BackupOpenPresenter(world.tasks, world.sentences, look_into, restore)
    presenter.brought.connect(open_it)
    view.back_asked.connect(gate.go_back)
    view.attach(presenter)
    if code is not None:
        view.show_typed(code)
    presenter.start(path, code)
    _show(gate, view, lambda: show_backup(gate, presenter.path, presenter.code))


def _show(gate: Gate, page: GatePage, again: Callable[[], None]) -> None:
    """With help and other languages at its foot, in which it comes back by ``again``."""
    from vault.desktop.gate_help import offer_at_foot

    offer_at_foot(gate, page)
    gate.show_page(page, again)


def _restored(gate: Gate, backup: Backup, typed: str, *, by_code: bool) -> Brought:
    """Raises as the steps do; then no vault was made."""
    import secrets

    from vault.customer.restoring import by_passphrase, by_recovery_code, derived_from, open_backup, restore_backup
    from vault.customer.session import Passphrase
    from vault.desktop.backup_open_state import Brought

    way_in = by_recovery_code(typed) if by_code else by_passphrase(Passphrase(typed))
    key = open_backup(backup, way_in, forbidden_thread=gui_thread_forbidden)
    folder = _place_beside(gate, backup.manifest.name)
    restored = restore_backup(
        backup,
        key,
        folder,
        clock=gate.world.clock,
        random=secrets.token_bytes,
        forbidden_thread=gui_thread_forbidden,
    )
    _use_from_now_on(gate, folder)
    return Brought(folder, derived_from(backup, key, folder, gui_thread_forbidden), by_code, restored.made_at)


def _place_beside(gate: Gate, name: str) -> Path:
    """Where a vault of this name can be made: with the others, or beside the one that the window was opened for."""
    from vault.customer.vault_places import free_place

    return free_place(gate.folder.parent if gate.places is None else gate.places().vaults, name)


def _use_from_now_on(gate: Gate, folder: Path) -> None:
    """The vault is made, and the window opens it in any case; that the list does not know it is no reason to fail."""
    from vault.customer.vault_places import State
    from vault.customer.vaults import KnownVault, use_vault

    if gate.places is not None:
        with suppress(VaultError):
            use_vault(gate.places(), KnownVault(folder.name, folder, State.THERE))


def show_damage(gate: Gate, problem: VaultError) -> None:
    """What is wrong with the vault's files, and what there is against it."""
    from vault.desktop.damage_presenter import DamagePresenter
    from vault.desktop.damage_view import DamageView

    world, folder, derived = gate.world, gate.folder, gate.damaged

    def save() -> tuple[Path, Sequence[Saved]]:
        return _saved(gate, derived)

    def open_it(made: Path) -> None:
        if derived is not None:
            gate.stand_before(made)
            gate.open_by(partial(_opening_beside, gate, derived, made))

    view = DamageView(world.theme, world.icons)
    presenter = DamagePresenter(world.tasks, world.sentences, partial(_damage, folder, derived, problem.code), save)
    presenter.backup_wanted.connect(lambda path: show_backup(gate, path))
    presenter.open_wanted.connect(open_it)
    view.back_asked.connect(gate.go_back)
    view.attach(presenter)
    _show(gate, view, lambda: show_damage(gate, problem))
    presenter.start(world.sentences.error(problem))


def _damage(folder: Path, derived: Derived | None, code: str) -> Damage:
    """Without its key, or without its database, only a backup can help."""
    from vault.customer.restoring import fall_back, look_at_damage
    from vault.customer.session import PATIENT_TRIES

    if derived is None:
        return fall_back(folder, code)
    try:
        found = look_at_damage(derived, tries=PATIENT_TRIES)
    except StorageError as problem:
        if problem.code not in DAMAGE:
            raise
        found = None
    return found or fall_back(folder, code)


def _saved(gate: Gate, derived: Derived | None) -> tuple[Path, Sequence[Saved]]:
    """Raises as the steps do; then no vault was made."""
    import secrets

    from vault.customer.restoring import save_what_is_left

    if derived is None:
        raise StorageError("nothing_to_save")
    world = gate.world
    folder = _place_beside(gate, gate.folder.name)
    saved = save_what_is_left(derived, folder, catalogue=world.catalogue, clock=world.clock, random=secrets.token_bytes)
    return folder, saved


def _opening_beside(gate: Gate, derived: Derived, folder: Path) -> Opening:
    from vault.customer.restoring import derived_beside

    _use_from_now_on(gate, folder)
    return gate.opening(derived_beside(derived, folder))
