"""The pages of the first start, in every state that a picture can show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from vault.core.errors import ChoiceError, StorageError
from vault.desktop.gate import Gate
from vault.desktop.gate_help import offer_help
from vault.desktop.gate_vaults import offer_at_first_start
from vault.desktop.kit_presenter import GroupCheck, KitState
from vault.desktop.language_choice import LanguageChoice
from vault.desktop.other_vault import OtherVault
from vault.desktop.pages import World
from vault.desktop.passphrase_advice import PassphraseAdvice
from vault.desktop.tasks import Opening
from vault.desktop.welcome_kit import WelcomeKit, WelcomeReady
from vault.desktop.welcome_presenter import WelcomePresenter
from vault.desktop.welcome_view import WelcomeView

PHRASE = "copper lantern borrows seven geese"
GROUPS = ("K4TM", "9QWD", "RX7H", "2LPA", "VN5E", "8CJS", "T3GY", "6FBK")


def first_start(world: World) -> Iterator[tuple[str, QWidget]]:
    """Each by the number of its design, ready to be grabbed."""
    yield from _passphrase(world)
    yield from _kit(world)
    problem = world.sentences.error(StorageError("keychain_locked"))
    for name, checked in (("ready", True), ("ready-later", False)):
        page = WelcomeReady(world.theme, world.icons, kit_checked=checked)
        page.tell_quick("" if checked else problem)
        yield f"01c-{name}", page


def _passphrase(world: World) -> Iterator[tuple[str, QWidget]]:
    def refuse(typed: str) -> Opening:
        raise ChoiceError("folder_not_empty", folder="vault")

    page = WelcomeView(world.theme, world.icons)
    page.put_at_foot(LanguageChoice(world.theme, world.icons, world.sentences.language))
    presenter = WelcomePresenter(world.tasks, world.sentences, refuse)
    page.attach(presenter)
    page.fields.attach(PassphraseAdvice(world.tasks, world.sentences, ("vault",)))
    page.offer_quick(True)
    yield "01-welcome-empty", page
    page.fields.fill(PHRASE)
    page.fields.again.edit.setText(PHRASE)
    page.typed.emit(PHRASE, PHRASE)
    yield "01-welcome", page
    presenter.create("copper", "copper")
    yield "01-welcome-short", page
    presenter.create(PHRASE, "copper")
    page.offer_quick(False)
    yield "01-welcome-not-the-same", page
    presenter.create(PHRASE, PHRASE)
    yield "01-welcome-failed", page
    yield from _at_the_gate(world)


def _at_the_gate(world: World) -> Iterator[tuple[str, QWidget]]:
    """With what comes a moment after the first picture: help, an example, and after a deletion the other vaults."""
    for name, others in (("links", ()), ("other-vaults", (OtherVault("Anna", Path("/vaults/Anna"), there=True),))):
        gate, holder = Gate(world, Path("/nowhere/vault")), QStackedWidget()
        gate.hold_back()
        pages = gate("", lambda: None, holder)
        holder.addWidget(pages)
        assert isinstance(pages, QStackedWidget)
        offer_help(gate, pages)
        offer_at_first_start(gate, pages.widget(0), others)
        yield f"01-welcome-{name}", holder


def _kit(world: World) -> Iterator[tuple[str, QWidget]]:
    page = WelcomeKit(world.theme, world.icons)
    look_again = world.sentences.say("errors", "recovery_code_group", number=7)
    made = KitState(GROUPS, "7", (GroupCheck(3, right=True), GroupCheck(7, wrong=look_again)))
    for field, typed in zip(page.kit.fields, ("RX7H", "T36Y"), strict=True):
        field.edit.setText(typed)
    page.kit.show_state(made)
    yield "01b-kit", page
    taken = world.sentences.error(ChoiceError("file_exists", file="recovery-kit.pdf"))
    page.kit.show_state(replace(made, told=taken, told_wrong=True))
    page.kit.card.show_signs(False)
    yield "01b-kit-hidden", page
    page.kit.show_state(KitState(failed=world.sentences.error(StorageError("disk_full"))))
    yield "01b-kit-failed", page
