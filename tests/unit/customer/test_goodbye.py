"""A goodbye: step after step, each can be left, and nothing is deleted before its copy was read back or refused."""

from __future__ import annotations

import io
import json
import secrets
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.example_day import Street
from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import SHOE, SPORTS, Shop
from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.customer.known_vaults import NoKeychain
from vault import bundled
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError, StorageError
from vault.core.sentences import Sentences, parse_sentences
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.editing import set_words
from vault.customer.goodbye import CopyState, Goodbye, Step, kept, stay, view_goodbye
from vault.customer.goodbye_shops import ShopState
from vault.customer.goodbye_steps import (
    begin,
    clear_to_delete,
    go_without_copy,
    leave_rest,
    make_copy,
    send_off,
    stop_all,
    write_letters,
    write_sheet,
)
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import share
from vault.customer.vault_places import Places, State, state_at
from vault.portability.letters.facts import Sender
from vault.shop.proof import check_proof, read_proof
from vault.storage import settings
from vault.storage.secret import Passphrase

FIRST, SECOND = "schoenenhuis.example", "boekhoek.example"
NOOR = Sender("Noor de Wit", ("noor@example.org",))


def words(language: str = "en") -> Sentences:
    return parse_sentences(language, bundled.read(f"messages/{language}.json"))


@pytest.fixture
def shops(session: Session, clock: SetClock) -> dict[str, Shop]:
    made = {host: Shop(host=host, now=clock.now) for host in (FIRST, SECOND)}
    for shop in made.values():
        share_with(session, shop)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "papers"


def share_with(session: Session, shop: Shop) -> None:
    choices = (Choice("shoe_size", Precision.RANGE), Choice("sports", Precision.EXACT))
    share(session, propose(session, shop.ask(SHOE, SPORTS)), Choices(choices, 90))
    deliver(session, shop)


def proven(session: Session) -> Any:
    return session.ask_passphrase().prove(Passphrase(PASSPHRASE))


def deliver_later(session: Session, shops: dict[str, Shop]) -> None:
    session.clock.moment += timedelta(seconds=1)  # type: ignore[attr-defined]  # a clock that is set
    deliver(session, Street(shops))


def states(plan: Goodbye) -> dict[str, ShopState]:
    return {each.host: each.state for each in plan.shops}


def up_to_the_sheet(session: Session, shops: dict[str, Shop], folder: Path) -> None:
    begin(session, folder)
    make_copy(session, proven(session))
    stop_all(session)
    deliver_later(session, shops)


def read(pdf: Path) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf.read_bytes()), strict=True).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_from_first_to_last(session: Session, shops: dict[str, Shop], folder: Path, tmp_path: Path) -> None:
    assert view_goodbye(session).next is Step.BEGIN
    begin(session, folder)
    assert view_goodbye(session).next is Step.COPY
    copy = make_copy(session, proven(session))
    assert (copy.sealed, copy.left_behind) == (True, 0)
    assert view_goodbye(session).next is Step.STOP
    assert {each.host for each in stop_all(session)} == {FIRST, SECOND}
    plan = view_goodbye(session)
    assert plan.next is Step.CONFIRM
    assert states(plan) == {FIRST: ShopState.UNTOLD, SECOND: ShopState.UNTOLD}
    deliver_later(session, shops)
    plan = view_goodbye(session)
    assert plan.next is Step.SHEET
    assert states(plan) == {FIRST: ShopState.CONFIRMED, SECOND: ShopState.CONFIRMED}
    write_sheet(session, words(), vault_name="Noor")
    cleared = clear_to_delete(session)
    vault = session.vault.folder.path
    session.lock()
    places = Places.at(tmp_path, tmp_path / "config")
    gone = send_off(places, cleared, secrets.token_bytes, find_keychain=NoKeychain)  # type: ignore[arg-type]
    assert (gone.missing, gone.others) == (False, ())
    assert not vault.exists()
    assert {each.name for each in folder.iterdir()} == {
        "vault-copy.json", "goodbye.pdf", "goodbye.txt", f"proof-{FIRST}.txt", f"proof-{SECOND}.txt",
    }  # fmt: skip
    assert len(json.loads(copy.file.read_text("utf-8"))["preferences"]) == 4


def test_a_confirmation_that_came_after_the_copy_is_kept_and_proved(
    session: Session, shops: dict[str, Shop], folder: Path
) -> None:
    up_to_the_sheet(session, shops, folder)
    write_sheet(session, words(), vault_name="Noor")
    (proof,) = check_proof(read_proof(folder / f"proof-{FIRST}.txt"), now=session.clock.now())
    assert len(proof.items) == 2
    assert all(item.erased is not None for item in proof.items)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_sheet_says_what_is_true_of_each_shop(
    session: Session, shops: dict[str, Shop], folder: Path, language: str
) -> None:
    shops[SECOND].mood = "down"
    up_to_the_sheet(session, shops, folder)
    letters = write_letters(session, NOOR, language)
    assert [each.name for each in letters] == [f"letter-{SECOND}.pdf"]
    assert "Noor de Wit" in read(letters[0])
    path = write_sheet(session, words(language), vault_name="Noors kluis")
    text = path.with_suffix(".txt").read_text("utf-8")
    said = words(language).texts["goodbye"]
    blocks = {block.splitlines()[0]: block for block in text.split("\n\n")}
    assert FIRST in blocks[said["head_confirmed"]]
    assert SECOND in blocks[said["head_untold"]]
    assert f"letter-{SECOND}.pdf" in blocks[said["head_untold"]]
    code = next(each.code for each in view_goodbye(session).shops if each.host == SECOND)
    assert code in blocks[said["head_untold"]]
    assert "vault-copy.json" in blocks[said["head_copy"]]
    for head in ("head_final", "head_remains"):
        assert len(blocks[said[head]].splitlines()) > 3
    found = read(path)
    assert path.read_bytes().count(b"<pdfuaid:part>1</pdfuaid:part>") == 1
    for shown in (said["title"], said["head_untold"], code, said["remains_disk"].split(".")[0]):
        assert shown in found
    assert '"43"' not in text
    assert "running_road" not in text


def test_without_a_copy_only_when_that_is_said(session: Session, folder: Path) -> None:
    begin(session, folder)
    with pytest.raises(ChoiceError, match="goodbye_copy_first"):
        stop_all(session)
    with pytest.raises(ChoiceError, match="goodbye_copy_first"):
        clear_to_delete(session)
    go_without_copy(session)
    stop_all(session)
    write_sheet(session, words(), vault_name="Noor")
    assert clear_to_delete(session).copy is None
    assert "You wanted no copy." in (folder / "goodbye.txt").read_text("utf-8")


def test_what_is_sealed_is_not_lost_unsaid(session: Session, folder: Path) -> None:
    begin(session, folder)
    with pytest.raises(ChoiceError, match="goodbye_sealed_undecided"):
        make_copy(session)
    assert not (folder / "vault-copy.json").exists()
    assert make_copy(session, without_sealed=True).left_behind == 1
    stop_all(session)
    write_sheet(session, words(), vault_name="Noor")
    assert "You left out what is sealed." in (folder / "goodbye.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("harm", "state"),
    [
        (lambda copy, session: copy.unlink(), CopyState.MISSING),
        (lambda copy, session: copy.write_bytes(copy.read_bytes()[:-10]), CopyState.CHANGED),
        (lambda copy, session: set_words(session, "clothing.shoe_size", "EU 44"), CopyState.OLD),
    ],
)
def test_a_copy_that_is_no_longer_good_comes_first_again(
    session: Session, shops: dict[str, Shop], folder: Path, harm: Any, state: CopyState
) -> None:
    up_to_the_sheet(session, shops, folder)
    write_sheet(session, words(), vault_name="Noor")
    assert clear_to_delete(session).copy is not None
    harm(folder / "vault-copy.json", session)
    plan = view_goodbye(session)
    assert (plan.next, plan.copy) == (Step.COPY, state)
    with pytest.raises(ChoiceError, match="goodbye_copy_first"):
        clear_to_delete(session)
    make_copy(session, proven(session))
    assert view_goodbye(session).next is Step.SHEET  # it names the copy
    write_sheet(session, words(), vault_name="Noor")
    assert clear_to_delete(session).copy is not None


def test_the_copy_is_looked_at_once_more_after_the_lock(
    session: Session, shops: dict[str, Shop], folder: Path, tmp_path: Path
) -> None:
    up_to_the_sheet(session, shops, folder)
    write_sheet(session, words(), vault_name="Noor")
    cleared, vault = clear_to_delete(session), session.vault.folder.path
    session.lock()
    (folder / "vault-copy.json").unlink()
    with pytest.raises(ChoiceError, match="goodbye_copy_first"):
        send_off(Places.at(tmp_path, tmp_path / "config"), cleared, secrets.token_bytes)
    assert state_at(vault) is State.THERE


def test_a_new_share_brings_back_the_stop_and_a_late_answer_the_sheet(
    session: Session, shops: dict[str, Shop], folder: Path
) -> None:
    shops[SECOND].mood = "down"
    up_to_the_sheet(session, shops, folder)
    leave_rest(session)
    write_sheet(session, words(), vault_name="Noor")
    assert view_goodbye(session).next is Step.DELETE
    share_with(session, shops[FIRST])
    assert view_goodbye(session).next is Step.STOP
    with pytest.raises(ChoiceError, match="goodbye_stop_first"):
        clear_to_delete(session)
    stop_all(session)
    shops[SECOND].mood = "fine"
    session.clock.moment += timedelta(days=1)  # type: ignore[attr-defined]  # a clock that is set
    deliver(session, Street(shops))
    assert view_goodbye(session).next is Step.SHEET
    with pytest.raises(ChoiceError, match="goodbye_sheet_first"):
        clear_to_delete(session)


def test_who_waits_is_asked_again_and_nothing_is_decided_for_them(
    session: Session, shops: dict[str, Shop], folder: Path
) -> None:
    shops[FIRST].mood = "slow"
    up_to_the_sheet(session, shops, folder)
    plan = view_goodbye(session)
    assert (plan.next, [each.host for each in plan.open]) == (Step.CONFIRM, [FIRST])
    assert states(plan)[FIRST] is ShopState.TOLD
    with pytest.raises(ChoiceError, match="goodbye_confirm_first"):
        write_sheet(session, words(), vault_name="Noor")
    leave_rest(session)
    write_sheet(session, words(), vault_name="Noor")
    text = (folder / "goodbye.txt").read_text("utf-8")
    assert "No letter was written." in text


def test_who_stays_keeps_everything_but_the_plan(session: Session, shops: dict[str, Shop], folder: Path) -> None:
    up_to_the_sheet(session, shops, folder)
    stay(session)
    assert view_goodbye(session).next is Step.BEGIN
    assert (folder / "vault-copy.json").exists()
    with pytest.raises(ChoiceError, match="goodbye_not_begun"):
        clear_to_delete(session)


def test_the_plan_goes_in_no_export(session: Session, folder: Path) -> None:
    begin(session, folder)
    go_without_copy(session)
    make_copy(session, proven(session))
    assert "goodbye" not in (folder / "vault-copy.json").read_text("utf-8")


def test_papers_are_not_kept_in_what_is_deleted(session: Session) -> None:
    for inside in (session.vault.folder.path, session.vault.folder.path / "papers"):
        with pytest.raises(ChoiceError, match="goodbye_folder_inside"):
            begin(session, inside)
    assert kept(session) is None


def test_a_place_that_cannot_be_is_said(session: Session, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    with pytest.raises(StorageError, match="folder_unusable"):
        begin(session, tmp_path / "file")
    for odd in (tmp_path / "file" / "below", tmp_path / "\udce9"):
        with pytest.raises(StorageError):
            begin(session, odd)


def test_nothing_that_is_there_is_written_over(session: Session, shops: dict[str, Shop], folder: Path) -> None:
    folder.mkdir()
    for name in ("vault-copy.json", "goodbye.pdf", f"proof-{FIRST}.txt"):
        (folder / name).write_text("mine", "utf-8")
    up_to_the_sheet(session, shops, folder)
    path = write_sheet(session, words(), vault_name="Noor")
    assert path.name == "goodbye-2.pdf"
    assert (folder / "vault-copy-2.json").exists()
    for name in ("vault-copy.json", "goodbye.pdf", f"proof-{FIRST}.txt"):
        assert (folder / name).read_text("utf-8") == "mine"


@pytest.mark.parametrize("found", [3, {}, {"folder": 3}, {"folder": "/x", "begun": "never"}])
def test_a_plan_that_is_not_ours_is_none(session: Session, found: Any) -> None:
    with session.database.transaction() as transaction:
        settings.put(transaction, "here.goodbye", found)
    assert view_goodbye(session).next is Step.BEGIN


def test_a_folder_that_went_away_writes_nothing(session: Session, shops: dict[str, Shop], folder: Path) -> None:
    up_to_the_sheet(session, shops, folder)
    go_without_copy(session)
    shutil.rmtree(folder)
    with pytest.raises(StorageError, match="folder_missing"):
        write_sheet(session, words(), vault_name="Noor")
    assert view_goodbye(session).next is Step.SHEET
    assert shipped() is not None
