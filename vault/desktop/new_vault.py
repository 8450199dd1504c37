"""A vault while it is made, with all that opens it from the start: what the first start asks the use cases for."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from vault.core.errors import VaultError, VaultLocked
from vault.desktop.tasks import gui_thread_forbidden

if TYPE_CHECKING:
    from vault.customer.keys import Change, KeyWork, NewRecovery
    from vault.customer.session import Session
    from vault.desktop.pages import World
    from vault.desktop.tasks import Opening


class NewVault:
    """Its passphrase was typed to make it, so that no other way in takes it again, until :meth:`forget`.

    ``quick`` asks for quick unlock; ``quick_problem`` is why there is none after all.
    """

    def __init__(self, world: World, folder: Path) -> None:
        self._world, self._folder = world, folder
        self._work: KeyWork | None = None
        self.quick = False
        self.quick_problem: VaultError | None = None

    def __repr__(self) -> str:
        return "NewVault(…)"

    def create(self, typed: str) -> Opening:
        """Make it, and give what opens it. Takes its time. Raises as :func:`vault.customer.session.make_vault`."""
        import time

        from vault.customer.keys import start_new
        from vault.customer.session import Passphrase, interactive, make_vault

        clock, catalogue = self._world.clock, self._world.catalogue
        made = make_vault(
            self._folder,
            Passphrase(typed),
            clock=clock,
            random=secrets.token_bytes,
            profile=interactive(time.perf_counter),
            forbidden_thread=gui_thread_forbidden,
        )
        self._work = start_new(made, clock=clock, random=secrets.token_bytes)
        quick = self._quick_unlock(self._work) if self.quick else None

        def open_it() -> Session:
            session = made.open(catalogue=catalogue, clock=clock, random=secrets.token_bytes)
            if quick is not None:
                self._record(session, quick)
            return session

        return open_it

    def recovery(self, _: Session) -> NewRecovery:
        """A recovery code for it, once it was opened. Raises :class:`VaultLocked` after :meth:`forget`."""
        if self._work is None:
            raise VaultLocked
        return self._work.make_recovery()

    def forget(self) -> None:
        """Drop the key."""
        self._work = None

    def _quick_unlock(self, work: KeyWork) -> Change | None:
        """The vault is made by now, so that what the keychain refuses is told and stops nothing."""
        try:
            return work.turn_on_quick_unlock(self._world.program.find_keychain())
        except VaultError as problem:
            self.quick_problem = problem
            return None

    def _record(self, session: Session, quick: Change) -> None:
        from vault.customer.keys import record

        try:
            record(session, quick)
        except VaultError as problem:
            self.quick_problem = problem
        else:
            self._work = self._work and self._work.after(quick)
