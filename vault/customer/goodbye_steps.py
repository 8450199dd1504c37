"""The steps of a goodbye. Each does its own work and writes down that it did; none does another's.

In a program with threads all but :func:`send_off` run where the session is; bringing the stops to the shops in
between is :func:`vault.customer.delivery.deliver`, or its three parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError, StorageError
from vault.customer.goodbye import (
    Copy,
    Done,
    Goodbye,
    Step,
    content_mark,
    file_mark,
    keep,
    kept,
    said_by,
    sealed_kept,
    view_goodbye,
)
from vault.customer.goodbye_sheet import goodbye_sheet
from vault.customer.leaving import stop_everything
from vault.customer.letter_files import prepare, save_letter
from vault.customer.letter_prefill import letter_for_stop, prefill
from vault.customer.letters import make
from vault.customer.receipt_proof import proof_parts
from vault.customer.record_page import page_text
from vault.customer.taking_along import AS_JSON, Form, export_to
from vault.customer.vault_places import state_at
from vault.customer.vaults import KnownVault, delete_vault
from vault.portability.letters.facts import Sender as Sender  # a program asks for its parts
from vault.storage import consents, safe_write, vault_list
from vault.storage.keychain import find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from vault.core.sentences import Sentences
    from vault.customer.goodbye_shops import ShopEnd
    from vault.customer.session import PassphraseProof, Random, Session
    from vault.customer.stopping import Stopped
    from vault.customer.taking_along import Cancel, Progress, Take
    from vault.customer.vault_places import Places
    from vault.customer.vaults import DeletedVault
    from vault.storage.keychain import Keychain

COPY_NAME, SHEET_NAME, PROOF_NAME, LETTER_NAME = "vault-copy", "goodbye", "proof", "letter"
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9.-]")
_MOST_NUMBERS = 1000
_COPIES = frozenset({Form.EVERYTHING, Form.JSON, Form.JSONLD})
"""One file that comes back in, whole."""
_FIRST = {
    Step.BEGIN: "goodbye_not_begun",
    Step.COPY: "goodbye_copy_first",
    Step.STOP: "goodbye_stop_first",
    Step.CONFIRM: "goodbye_confirm_first",
    Step.SHEET: "goodbye_sheet_first",
}


@dataclass(frozen=True)
class Cleared:
    """A vault that may be deleted: everything before that is done. Only :func:`clear_to_delete` gives one."""

    folder: Path
    copy: Copy | None


def begin(session: Session, folder: Path) -> None:
    """Begin, with the folder that the copy, letters and sheet go into; it is made if it is not there.

    An earlier plan goes on in the new folder, with what was done. Raises :class:`StorageError` ``folder_unusable``, or
    :class:`ChoiceError` ``goodbye_folder_inside``: what is kept may not lie in what is deleted.
    """
    place = folder.absolute()
    if not vault_list.fits(place):
        raise StorageError("folder_unusable")
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        home = session.vault.folder.path.resolve()
        inside = home in {place.resolve(), *place.resolve().parents}
    except OSError as problem:
        raise safe_write.storage_error(problem, place) from problem
    if inside:
        raise ChoiceError("goodbye_folder_inside")
    done = kept(session)
    keep(session, Done(place, session.clock.now()) if done is None else replace(done, folder=place))


def make_copy(
    session: Session,
    proof: PassphraseProof | None = None,
    what: Take = AS_JSON,
    *,
    without_sealed: bool = False,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Copy:
    """Write a copy of everything, read it back, and remember which file it is; what is sealed with a proof.

    ``what`` says in which form, locked or not. Raises :class:`ChoiceError` ``goodbye_not_begun``,
    ``goodbye_not_everything`` for a form that does not bring everything back, ``goodbye_sealed_undecided`` where
    something sealed would be lost unsaid, or as :func:`vault.customer.taking_along.export_to`.
    """
    done = _begun(session)
    if what.form not in _COPIES or what.scope is not None or what.parts != AS_JSON.parts:
        raise ChoiceError("goodbye_not_everything")
    if proof is None and not without_sealed and sealed_kept(session):
        raise ChoiceError("goodbye_sealed_undecided")
    name = what.file_name
    path = _free(done.folder, COPY_NAME, name[name.index(".") :])
    content = content_mark(session)
    taken = export_to(session, path, proof, what, progress=progress, cancel=cancel)
    mark = file_mark(path)
    if mark is None:
        raise StorageError("disk_failed", file=path.name)
    copy = Copy(path, mark, content, taken.sealed, taken.left_behind, session.clock.now(), locked=taken.locked)
    keep(session, replace(done, copy=copy, without_copy=False))
    return copy


def go_without_copy(session: Session) -> None:
    """The customer says: without a copy. Raises :class:`ChoiceError` ``goodbye_not_begun``."""
    keep(session, replace(_begun(session), copy=None, without_copy=True))


def stop_all(session: Session) -> tuple[Stopped, ...]:
    """Stop everything with every shop; they hear it from the outbox. Raises as :func:`stop_everything`, or
    :class:`ChoiceError` ``goodbye_copy_first``."""
    plan = view_goodbye(session)
    if plan.next in {Step.BEGIN, Step.COPY}:
        raise ChoiceError(_FIRST[plan.next])
    stopped = stop_everything(session)
    keep(session, replace(_begun(session), stopped=session.clock.now()))
    return stopped


def letter_sender(session: Session, name: str, reply: tuple[str, ...]) -> Sender:
    """Who the letters are from; what is empty is as in the newest letter, or stays empty."""
    before = prefill(session).sender
    return Sender(name or before.name, reply or before.reply)


def write_letters(session: Session, sender: Sender, language: str) -> tuple[Path, ...]:
    """Write a letter to each shop that has not confirmed, as a PDF, and remember it; the files.

    One that fails keeps those before it. Raises as :func:`vault.customer.letters.make` and :func:`save_letter`, or
    :class:`ChoiceError` ``goodbye_stop_first``.
    """
    written = []
    for shop in _stopped(session).open:
        found = letter_for_stop(session, shop.host, language=language, sender=sender)
        name = ""
        if found is not None:
            ready = prepare(session, make(session, found).id)
            path = _free(_begun(session).folder, _named(LETTER_NAME, shop.host), ".pdf")
            save_letter(path, ready, random=session.random)
            written.append(path)
            name = path.name
        done = _begun(session)
        keep(session, replace(done, rest={**done.rest, shop.host: name}))
    return tuple(written)


def leave_rest(session: Session) -> None:
    """The customer wants no letters to the shops that have not confirmed. Raises as :func:`write_letters`."""
    plan, done = _stopped(session), _begun(session)
    keep(session, replace(done, rest={**done.rest, **{shop.host: "" for shop in plan.open}}))


def write_sheet(session: Session, sentences: Sentences, *, vault_name: str) -> Path:
    """Write the sheet, as a PDF and as text, and beside it what the shops signed; the PDF.

    Raises :class:`ChoiceError` for the step that comes first, or as :func:`safe_write.publish`.
    """
    from vault.portability.short_page import page_pdf  # its library is for this alone

    plan = view_goodbye(session)
    if plan.next not in {Step.SHEET, Step.DELETE}:
        raise ChoiceError(_FIRST[plan.next])
    done, now, random = _begun(session), session.clock.now(), session.random
    proofs = _proofs(session, done.folder, plan.shops, sentences)
    page = goodbye_sheet(plan, sentences, now=now, vault_name=vault_name, proofs=proofs)
    path = _free(done.folder, SHEET_NAME, ".pdf")
    safe_write.publish(path, page_pdf(page, now.astimezone().date()), random=random)
    safe_write.publish(_free(done.folder, path.stem, ".txt"), page_text(page).encode("utf-8"), random=random)
    keep(session, replace(done, sheet=path.name, sheet_says=said_by(plan)))
    return path


def clear_to_delete(session: Session) -> Cleared:
    """Whether all is done that comes before. Raises :class:`ChoiceError` for the step that is to be done first."""
    plan = view_goodbye(session)
    if plan.next is not Step.DELETE or plan.done is None:
        raise ChoiceError(_FIRST[plan.next])
    return Cleared(session.vault.folder.path, plan.done.copy)


def send_off(
    places: Places, cleared: Cleared, random: Random, *, find_keychain: Callable[[], Keychain] = find
) -> DeletedVault:
    """Delete the vault, whose session is locked: what opens it first, its backups with it, and its keychain entry.

    Looks at the copy once more. Raises :class:`ChoiceError` ``goodbye_copy_first``, or as
    :func:`vault.customer.vaults.delete_vault`; called again, it goes on.
    """
    if cleared.copy is not None and file_mark(cleared.copy.file) != cleared.copy.sha256:
        raise ChoiceError("goodbye_copy_first")
    found = KnownVault(cleared.folder.name, cleared.folder, state_at(cleared.folder))
    return delete_vault(places, found, random, find_keychain=find_keychain)


def _begun(session: Session) -> Done:
    done = kept(session)
    if done is None:
        raise ChoiceError("goodbye_not_begun")
    return done


def _stopped(session: Session) -> Goodbye:
    """The plan, where everything is stopped."""
    plan = view_goodbye(session)
    if plan.next in {Step.BEGIN, Step.COPY, Step.STOP}:
        raise ChoiceError(_FIRST[plan.next])
    return plan


def _proofs(session: Session, folder: Path, shops: Iterable[ShopEnd], sentences: Sentences) -> tuple[str, ...]:
    """The names of files with all that shops signed, one for each, as ``preference-shop receipt check`` reads them.

    Some of it came after the copy was made.
    """
    names = []
    for shop in shops:
        with session.database.read() as reader:
            parts = proof_parts(reader, consents.consents(reader, shop.host), session.clock.now())
        if parts:
            said = [sentences.say("proof", each) for each in ("file_no_values", "file_comments", "file_check")]
            text = "".join([*(f"# {line}\n" for line in said), *(f"{part}\n" for part in parts)])
            path = _free(folder, _named(PROOF_NAME, shop.host), ".txt")
            safe_write.publish(path, text.encode("utf-8"), random=session.random)
            names.append(path.name)
    return tuple(names)


def _named(stem: str, host: str) -> str:
    return f"{stem}-{_NOT_IN_NAMES.sub('-', host)[:80]}"


def _free(folder: Path, stem: str, ending: str) -> Path:
    """A name where nothing is: nothing that is there is ever written over."""
    names = (f"{stem}{ending}", *(f"{stem}-{number}{ending}" for number in range(2, _MOST_NUMBERS)))
    try:
        for name in names:
            path = folder / name
            if not (path.is_symlink() or path.exists()):
                return path
    except OSError as problem:
        raise safe_write.storage_error(problem, folder) from problem
    raise ChoiceError("file_exists", file=names[0])
