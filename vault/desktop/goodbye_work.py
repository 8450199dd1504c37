"""What a goodbye asks of the open vault, on the vault's own thread: its libraries are loaded there too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.customer.goodbye import Goodbye, Step, sealed_kept, view_goodbye

if TYPE_CHECKING:
    from pathlib import Path

    from vault.core.sentences import Sentences
    from vault.customer.goodbye_steps import Cleared
    from vault.customer.session import PassphraseProof, Session
    from vault.customer.taking_along import Cancel, Progress


@dataclass(frozen=True)
class Found:
    """The plan, whether something sealed is kept, and who wrote the newest letter: name, and how to answer."""

    plan: Goodbye
    sealed: bool = False
    sender: tuple[str, str] = ("", "")


def look(session: Session) -> Found:
    """The plan as it is now, with what its next step asks."""
    plan = view_goodbye(session)
    if plan.next is Step.COPY:
        return Found(plan, sealed=sealed_kept(session))
    if plan.next is Step.CONFIRM:
        from vault.customer.goodbye_steps import letter_sender

        before = letter_sender(session, "", ())
        return Found(plan, sender=(before.name, ", ".join(before.reply)))
    return Found(plan)


def begin(session: Session, folder: Path) -> None:
    """Raises as :func:`vault.customer.goodbye_steps.begin`."""
    from vault.customer.goodbye_steps import begin

    begin(session, folder)


def make_copy(
    session: Session, proof: PassphraseProof | None, lock: str, language: str, progress: Progress, cancel: Cancel
) -> None:
    """A copy in every form in one file, locked by ``lock`` or open. Raises as the step of the same name."""
    from vault.customer.goodbye_steps import make_copy
    from vault.customer.session import Passphrase
    from vault.customer.take import Form, Take

    what = Take(Form.EVERYTHING, language=language, lock=Passphrase(lock) if lock else None)
    make_copy(session, proof, what, without_sealed=proof is None, progress=progress, cancel=cancel)


def go_without_copy(session: Session) -> None:
    """Raises as the step of the same name."""
    from vault.customer.goodbye_steps import go_without_copy

    go_without_copy(session)


def stop_all(session: Session) -> None:
    """Raises as the step of the same name."""
    from vault.customer.goodbye_steps import stop_all

    stop_all(session)


def write_letters(session: Session, name: str, reply: str, language: str) -> None:
    """Raises as the step of the same name."""
    from vault.customer.goodbye_steps import Sender, write_letters

    write_letters(session, Sender(name, tuple(part.strip() for part in reply.split(",") if part.strip())), language)


def leave_rest(session: Session) -> None:
    """Raises as the step of the same name."""
    from vault.customer.goodbye_steps import leave_rest

    leave_rest(session)


def write_sheet(session: Session, sentences: Sentences) -> None:
    """Raises as the step of the same name."""
    from vault.customer.goodbye_steps import write_sheet
    from vault.customer.vault_names import shown_name

    write_sheet(session, sentences, vault_name=shown_name(session.vault.folder.path.name, sentences))


def clear(session: Session, proof: PassphraseProof) -> Cleared:
    """Whether the vault may go, said by who knows its passphrase. Raises as ``clear_to_delete``, or
    :class:`ChoiceError` ``wrong_passphrase``."""
    from vault.customer.goodbye_steps import clear_to_delete

    session.accept(proof)
    return clear_to_delete(session)
