"""The pages before a locked vault, in every state that a picture can show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from vault.core.errors import ChoiceError
from vault.core.sentences import Sentences
from vault.customer.other_ways import PartState, typed_parts
from vault.desktop.backup_open_state import BackupOpenState
from vault.desktop.backup_open_view import BackupOpenView
from vault.desktop.damage_state import DamageState, SavedLine
from vault.desktop.damage_view import DamageView
from vault.desktop.icons import Icons
from vault.desktop.lock_reasons import idle_for
from vault.desktop.other_vault import OtherVault
from vault.desktop.recover_presenter import RecoverState
from vault.desktop.recover_view import RecoverView
from vault.desktop.tasks import InlineTasks
from vault.desktop.theme import Theme
from vault.desktop.unlock_presenter import UnlockPresenter, UnlockState
from vault.desktop.unlock_view import UnlockView

LOCKED_AT = datetime(2026, 5, 12, 11, 47, tzinfo=UTC)
CODE = "K4TM-9QWD-RX7H-2JPA-VN5E-8CJS-T3GY-6FBK-7"
Pictures = Iterator[tuple[str, QWidget]]


def unlock_states(theme: Theme, icons: Icons, sentences: Sentences) -> Pictures:
    """02, as it begins and after each thing that it may have to say."""

    def refuse(*_: Any) -> Any:
        raise ChoiceError("wrong_passphrase")

    states: list[UnlockState] = []
    presenter = UnlockPresenter(InlineTasks(), sentences, refuse, refuse)
    presenter.changed.connect(states.append)
    presenter.start("vault", idle_for(5), LOCKED_AT)
    presenter.offer_quick(True)
    presenter.tell_stops(2)
    presenter.offer_vaults((OtherVault("Anna", Path("/vaults/Anna"), there=True),))
    quick, said = states[1], states[-1]
    damaged = sentences.say("errors", "database_damaged")
    for name, state in (
        ("02-unlock-quick", quick),
        ("02-unlock-all", said),
        ("02-unlock-asking", said._replace(asking=True)),
        ("02-unlock-damaged", said._replace(failed=damaged, damaged=True)),
    ):
        view = UnlockView(theme, icons, sentences.language)
        view.show_state(state)
        yield name, view


def behind(theme: Theme, icons: Icons, sentences: Sentences) -> Pictures:
    """The pages behind 02: the recovery kit, a backup, damage."""
    for name, recover in (
        ("02-recover", RecoverState()),
        ("02-recover-group", RecoverState(typed_parts(CODE[:21]))),
        ("02-recover-none", RecoverState(failed=sentences.say("errors", "no_recovery_code"), possible=False)),
        ("02-recover-new", RecoverState(known=True)),
    ):
        view = RecoverView(theme, icons)
        wrong = sentences.say("errors", "recovery_code_group", number=3) if name.endswith("group") else ""
        parts = recover.parts
        if wrong:
            parts = (*parts[:2], replace(parts[2], state=PartState.WRONG), *parts[3:])
        view.show_state(replace(recover, parts=parts, code_wrong=wrong))
        view.offer_languages(sentences.language)
        yield name, view
    about = f"{sentences.minute(LOCKED_AT)}. 140 kB."
    for name, backup in (
        ("02-backup", BackupOpenState()),
        ("02-backup-chosen", BackupOpenState("vault", about)),
        ("02-backup-code", BackupOpenState("vault", about, by_code=True)),
        ("02-backup-failed", BackupOpenState("vault", about, failed=sentences.say("errors", "backup_damaged"))),
    ):
        page = BackupOpenView(theme, icons)
        page.show_state(backup)
        yield name, page
    problem = sentences.say("errors", "database_damaged")
    lines = tuple(
        SavedLine(sentences.say("tables", table), count, lost)
        for table, count, lost in (("preference", 12, False), ("journal", 40, True), ("consent", 3, False))
    )
    for name, damage in (
        ("02-damage", DamageState(problem, sentences.minute(LOCKED_AT), lines, looked=True)),
        ("02-damage-saved", DamageState(problem, "", lines, saved_in="vault 2", looked=True)),
        ("02-damage-nothing", DamageState(problem, looked=True)),
    ):
        last = DamageView(theme, icons)
        last.show_state(damage)
        yield name, last
