"""The export with its proof, and the way back."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.copied_vaults import copied_vault
from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import SHOE, SPORTS, Shop
from tests.unit.customer.conftest import PASSPHRASE
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError, StorageError
from vault.core.sensitivity import Level
from vault.core.value import Precision
from vault.customer import taking_along
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.editing import list_preferences, search, set_words
from vault.customer.ending import end_what_is_over
from vault.customer.history import view_history
from vault.customer.holdings import view_shops
from vault.customer.review import propose
from vault.customer.session import PassphraseProof, SealedQuestion, Session, unlock
from vault.customer.sharing import share
from vault.customer.taking_along import export_to, import_from
from vault.openid4vp.client_id import parse_client_id
from vault.openid4vp.request_object import read_claims
from vault.portability import export_json
from vault.storage.secret import Passphrase

SECRET = Passphrase(PASSPHRASE)


def again(session: Session, passphrase: Passphrase = SECRET) -> PassphraseProof:
    """The passphrase typed once more."""
    return session.ask_passphrase().prove(passphrase)


@pytest.fixture
def empty(tmp_path: Path, clock: SetClock) -> Iterator[Session]:
    folder = tmp_path / "empty"
    with copied_vault(folder, PASSPHRASE, clock) as made:
        yield made


def share_two(session: Session, shop: Shop) -> None:
    proposal = propose(session, shop.ask(SHOE, SPORTS))
    chosen = (Choice("shoe_size", Precision.RANGE), Choice("sports", Precision.CATEGORY))
    share(session, proposal, Choices(chosen, 90))
    deliver(session, shop)


@pytest.mark.parametrize(
    "client_id", ["x509_hash:" + "A" * 43, "decentralized_identifier:did:web:schoenenhuis.example"]
)
def test_a_share_with_a_shop_of_another_kind_of_name_goes_along(
    session: Session, empty: Session, shop: Shop, tmp_path: Path, client_id: str
) -> None:
    claims = {**json.loads(shop.ask(SHOE).raw), "client_id": client_id}
    asker = parse_client_id(client_id).at(shop.host)
    proposal = propose(session, read_claims(claims, client_id=asker, now=shop.now(), raw=json.dumps(claims)))
    share(session, proposal, Choices((Choice("shoe_size", Precision.RANGE),), 90))
    export_to(session, tmp_path / "out.json")
    import_from(empty, tmp_path / "out.json")
    assert [each.host for each in view_shops(empty)] == [shop.host]


def test_export_and_import_lose_nothing(session: Session, empty: Session, shop: Shop, tmp_path: Path) -> None:
    share_two(session, shop)
    set_words(session, "clothing.shoe_size", "44")
    exported = export_to(session, tmp_path / "out.json", again(session))
    assert exported.counts["preferences"] == len(list_preferences(session))
    assert (exported.counts["items"], exported.counts["receipts"], exported.left_behind) == (2, 1, 0)
    assert import_from(empty, tmp_path / "out.json") == exported
    assert list_preferences(empty) == list_preferences(session)
    assert view_shops(empty) == view_shops(session)
    assert [each.entry.key for each in search(empty, "schoenmaat")] == ["clothing.shoe_size"]


def test_imported_vault_opens_again(
    session: Session, empty: Session, shop: Shop, tmp_path: Path, clock: SetClock
) -> None:
    share_two(session, shop)
    export_to(session, tmp_path / "out.json", again(session))
    import_from(empty, tmp_path / "out.json")
    empty.lock()
    with unlock(tmp_path / "empty", SECRET, catalogue=shipped(), clock=clock, random=secrets.token_bytes) as opened:
        assert end_what_is_over(opened).mended == ()
        assert [each.kind for each in view_history(opened)][-1] == "imported"


def test_sealed_stay_behind_without_the_passphrase(session: Session, tmp_path: Path) -> None:
    set_words(session, "media.sports", "running_road", level=Level.SEALED)
    taken = export_to(session, tmp_path / "out.json")
    assert (taken.sealed, taken.left_behind) == (False, 2)
    text = (tmp_path / "out.json").read_text("utf-8")
    assert "insoles" not in text
    found = json.loads(text)
    assert {each["key"] for each in found["preferences"]} == {"clothing.shoe_size", "clothing.shoe_width"}


def test_wrong_passphrase_writes_nothing(session: Session, tmp_path: Path) -> None:
    with pytest.raises(ChoiceError, match="wrong_passphrase"):
        export_to(session, tmp_path / "out.json", again(session, Passphrase("another one entirely")))
    assert not (tmp_path / "out.json").exists()


def test_a_passphrase_for_one_item_takes_nothing_else_along(session: Session, tmp_path: Path) -> None:
    question = SealedQuestion("request", "feet", Precision.EXACT, 90, "words")
    proof = session.ask_passphrase(question).prove(SECRET)
    with pytest.raises(ChoiceError, match="wrong_passphrase"):
        export_to(session, tmp_path / "out.json", proof)
    assert not (tmp_path / "out.json").exists()


def test_file_is_for_the_customer_only_and_nothing_else_is_left(session: Session, tmp_path: Path) -> None:
    before = sorted(path.name for path in (tmp_path / "vault").iterdir())
    export_to(session, tmp_path / "out.json", again(session))
    assert (tmp_path / "out.json").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.json", "vault"]
    assert sorted(path.name for path in (tmp_path / "vault").iterdir()) == before
    assert view_history(session)[-1].kind == "exported"


def test_what_a_crash_left_of_a_proof_goes(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    mine, half = folder / "trial-notes", folder / ".slots.json.new"
    left = session.vault.folder.trial.begin(secrets.token_bytes).path
    (left / "vault.db").write_bytes(b"encrypted")
    for each in (mine, half):
        each.write_text("half", encoding="utf-8")
    session.lock()
    with unlock(folder, SECRET, catalogue=shipped(), clock=session.clock, random=secrets.token_bytes):
        assert not left.exists()
        assert not half.exists()
        assert mine.exists()


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_what_is_there_is_not_written_over(session: Session, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "out.json"
    if kind == "file":
        path.write_text("mine", encoding="utf-8")
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(ChoiceError, match="file_exists"):
        export_to(session, path)
    assert kind != "file" or path.read_text("utf-8") == "mine"


def test_export_to_nowhere_is_said(session: Session, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="folder_missing"):
        export_to(session, tmp_path / "no" / "folder" / "out.json")


def test_export_that_does_not_come_back_is_not_kept(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_along, "differences", lambda said, found: ("preferences",))
    with pytest.raises(StorageError) as refused:
        export_to(session, tmp_path / "out.json")
    assert (refused.value.code, refused.value.facts) == ("export_not_whole", {"part": "preferences"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vault"]


def test_nothing_is_written_in_the_clear_before_it_is_proven(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed in the middle of the proof, a process leaves what is on the disk at that moment."""
    found: list[bytes] = []

    def look(*_: object) -> tuple[str, ...]:
        found.extend(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        return ("preferences",)

    monkeypatch.setattr(taking_along, "differences", look)
    with pytest.raises(StorageError, match="export_not_whole"):
        export_to(session, tmp_path / "out.json", again(session))
    assert found
    assert not any(b"clothing.shoe_size" in data for data in found)


def test_a_file_of_the_customer_beside_it_stays(session: Session, tmp_path: Path) -> None:
    (tmp_path / ".out.json.new").write_text("mine", encoding="utf-8")
    export_to(session, tmp_path / "out.json")
    assert (tmp_path / ".out.json.new").read_text("utf-8") == "mine"


def test_file_that_differs_from_the_vault_is_not_kept(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = export_json.to_bytes
    monkeypatch.setattr(export_json, "to_bytes", lambda export: written(export).replace(b'"43"', b'"42"'))
    with pytest.raises(StorageError, match="export_not_whole"):
        export_to(session, tmp_path / "out.json")
    assert not (tmp_path / "out.json").exists()


def test_only_an_empty_vault_takes_an_import(session: Session, tmp_path: Path) -> None:
    export_to(session, tmp_path / "out.json")
    with pytest.raises(ChoiceError, match="vault_not_empty"):
        import_from(session, tmp_path / "out.json")


def test_import_of_something_else_changes_nothing(empty: Session, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    before = view_history(empty)
    with pytest.raises(StorageError, match="export_not_ours"):
        import_from(empty, tmp_path / "other.json")
    with pytest.raises(StorageError, match="file_missing"):
        import_from(empty, tmp_path / "none.json")
    assert view_history(empty) == before


def test_a_file_with_dates_far_ahead_comes_in_and_goes_out_again(
    session: Session, empty: Session, tmp_path: Path
) -> None:
    export_to(session, tmp_path / "mine.json")
    document = json.loads((tmp_path / "mine.json").read_text("utf-8"))
    document["made_at"] = "2150-01-01T00:00:00Z"
    document["preferences"][0]["updated_at"] = "2149-12-01T00:00:00Z"
    ahead = tmp_path / "ahead.json"
    ahead.write_text(json.dumps(document), "utf-8")
    import_from(empty, ahead)
    assert export_to(empty, tmp_path / "again.json").counts["preferences"] == len(document["preferences"])


def test_an_import_that_is_not_what_the_file_says_leaves_nothing(
    session: Session, empty: Session, tmp_path: Path
) -> None:
    """Records in another order than a vault writes them: they would come out otherwise than they went in."""
    export_to(session, tmp_path / "mine.json")
    document = json.loads((tmp_path / "mine.json").read_text("utf-8"))
    assert len(document["preferences"]) > 1
    document["preferences"].reverse()
    turned = tmp_path / "turned.json"
    turned.write_text(json.dumps(document), "utf-8")
    with pytest.raises(StorageError, match="export_not_whole"):
        import_from(empty, turned)
    import_from(empty, tmp_path / "mine.json")
