"""What the page "Settings" and its panels show: frozen values from the presenters to the views."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from vault.desktop.appearance import Appearance


@dataclass(frozen=True)
class Guarding:
    """How the vault is guarded, in words where they depend on it. ``quick_possible`` is None until that is known."""

    after_minutes: int
    with_screen: bool
    quick: bool
    quick_possible: bool | None
    passphrase: str
    kit_made: bool
    kit_tested: bool
    kit: str
    kit_about: str
    deleting: str
    share_days: int


@dataclass(frozen=True)
class SettingsState:
    """The page. ``guarding`` is None until the vault was read; ``language`` is the one that is spoken."""

    guarding: Guarding | None = None
    language: str = "en"
    appearance: Appearance = field(default_factory=Appearance)
    failed: str = ""


@dataclass(frozen=True)
class StatusHostState:
    """The status host, empty for none, with words about it. ``wrong`` says why what was typed is not used."""

    host: str = ""
    about: str = ""
    wrong: str = ""


@dataclass(frozen=True)
class LinksState:
    """Whether links open ``here``, with words about it; ``possible`` to change is not, before that is known."""

    here: bool = False
    possible: bool = False
    about: str = ""
    failed: str = ""


@dataclass(frozen=True)
class AskState:
    """The question for the passphrase before something is done. ``busy`` says what goes on."""

    wrong: str = ""
    failed: str = ""
    busy: str = ""


class PassphraseStep(Enum):
    """How far a change of the passphrase is."""

    ASK = auto()
    CHANGED = auto()
    RENEWED = auto()


@dataclass(frozen=True)
class PassphraseState:
    """``old_wrong``, ``first_wrong`` and ``again_wrong`` say what is the matter with the fields, ``same`` that the new
    one was typed the same twice. ``done`` tells, once it is, what a renewal left behind.
    """

    step: PassphraseStep = PassphraseStep.ASK
    old_wrong: str = ""
    first_wrong: str = ""
    again_wrong: str = ""
    same: bool = False
    busy: str = ""
    failed: str = ""
    done: tuple[str, ...] = ()


class DeletionStep(Enum):
    """How far the end of a vault is."""

    ASK = auto()
    UNTOLD = auto()


@dataclass(frozen=True)
class DeletionState:
    """``about`` says what will happen, or which shops do not know yet that they have to stop."""

    step: DeletionStep
    about: tuple[str, ...]
    wrong: str = ""
    busy: str = ""
    failed: str = ""
