"""What is taken along in each form, locked or open, whole or in part; and what a cancel or a crash leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from threading import Event

import pytest

from tests.copied_vaults import copied_vault
from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import SHOE, SPORTS, Shop
from tests.unit.customer.conftest import PASSPHRASE
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError, StorageError
from vault.core.value import Precision
from vault.customer import take
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.editing import list_preferences, set_words
from vault.customer.history import view_history
from vault.customer.people import add_person, list_people
from vault.customer.review import propose
from vault.customer.session import PassphraseProof, Session
from vault.customer.sharing import share
from vault.customer.take import LANGUAGES
from vault.customer.taking_along import (
    Form,
    Part,
    Take,
    Taken,
    export_to,
    import_from,
    needs_passphrase,
    scope_of,
)
from vault.portability import export_json
from vault.portability.export_json import Export
from vault.portability.import_json import read
from vault.portability.locking import is_locked, unlock
from vault.portability.opening import JSON_NAME
from vault.portability.parts import HOLDS
from vault.storage import preferences
from vault.storage.secret import Passphrase

SECRET, FOR_FILE = Passphrase(PASSPHRASE), Passphrase("seven copper geese in a row")
NOTE = "planted-note-f31c"
NICKNAME = "Plantedname"
BUNDLE = {
    "README.txt", JSON_NAME, "preference-vault.jsonld", "read.html", "read.pdf", "table/datapackage.json",
    "table/preferences.csv",
}  # fmt: skip


@pytest.fixture
def kept(session: Session, shop: Shop) -> Session:
    """A vault with shares, a person, and a note that is to be found nowhere in the clear."""
    proposal = propose(session, shop.ask(SHOE, SPORTS))
    share(session, proposal, Choices((Choice("shoe_size", Precision.RANGE), Choice("sports", Precision.CATEGORY)), 90))
    deliver(session, shop)
    with session.database.transaction() as transaction:
        kept = preferences.preferences(transaction)[0]
        noted = preferences.Preference(kept.key, kept.value, session.clock.now(), note=NOTE)
        preferences.set_preference(transaction, noted, "words")
    add_person(session, NICKNAME)
    return session


@pytest.fixture
def empty(tmp_path: Path, clock: SetClock) -> Iterator[Session]:
    with copied_vault(tmp_path / "empty", PASSPHRASE, clock) as made:
        yield made


def proof(session: Session) -> PassphraseProof:
    return session.ask_passphrase().prove(SECRET)


def took(session: Session, path: Path, what: Take, *, sealed: bool = True) -> Taken:
    return export_to(session, path, proof(session) if sealed else None, what)


@pytest.mark.parametrize("form", [Form.EVERYTHING, Form.FOLDER, Form.JSON])
def test_what_comes_back_in_is_all_there(kept: Session, empty: Session, tmp_path: Path, form: Form) -> None:
    taken = took(kept, tmp_path / "out", Take(form))
    assert not taken.locked
    assert not needs_passphrase(tmp_path / "out")
    assert import_from(empty, tmp_path / "out").counts == taken.counts
    assert list_preferences(empty) == list_preferences(kept)
    assert list_people(empty) == list_people(kept)


def test_locked_is_the_same_and_shows_nothing(kept: Session, empty: Session, tmp_path: Path) -> None:
    what = Take(Form.EVERYTHING, lock=FOR_FILE)
    assert what.file_name == "preference-vault.zip.age"
    taken = took(kept, tmp_path / "out", what)
    assert taken.locked
    assert needs_passphrase(tmp_path / "out")
    with pytest.raises(ChoiceError, match="export_locked"):
        import_from(empty, tmp_path / "out")
    assert import_from(empty, tmp_path / "out", FOR_FILE).counts == taken.counts
    found_nowhere(tmp_path)


def found_nowhere(folder: Path) -> None:
    """Neither what the customer typed nor a key of a preference stands in any file."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    for path in files:
        data = path.read_bytes()
        for plain in (NOTE, NICKNAME, "clothing.shoe_size"):
            assert plain.encode() not in data, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bundle_has_every_form(kept: Session, tmp_path: Path, language: str) -> None:
    took(kept, tmp_path / "out", Take(Form.EVERYTHING, language=language))
    with zipfile.ZipFile(tmp_path / "out") as opened:
        assert opened.testzip() is None
        names = set(opened.namelist())
        assert names >= BUNDLE
        page = opened.read("read.html").decode("utf-8")
        assert f'<html lang="{language}">' in page
        assert NOTE in page
        assert all(member.external_attr >> 16 == 0o100600 for member in opened.infolist())
        readme = opened.read("README.txt").decode("utf-8")
    assert all(name.partition("/")[0] in readme for name in names - {"README.txt"})
    assert "Preference Vault" in readme
    assert readme.count("read.html") == len(LANGUAGES)


@pytest.mark.parametrize("form", [Form.PAGE, Form.PDF, Form.TABLE, Form.JSONLD])
def test_each_form_alone(kept: Session, tmp_path: Path, form: Form) -> None:
    took(kept, tmp_path / "out", Take(form))
    begins = {Form.PAGE: b"<!DOCTYPE html>", Form.PDF: b"%PDF-", Form.TABLE: b"PK", Form.JSONLD: b"{"}
    assert (tmp_path / "out").read_bytes().startswith(begins[form])
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o600
    assert view_history(kept)[-1].kind == "exported"


def test_the_same_export_gives_the_same_zip(kept: Session, tmp_path: Path) -> None:
    export = export_json.collect(
        kept.database, shipped(), made_at=kept.clock.now(), program="1", include_sealed=True
    )  # fmt: skip
    what = Take(Form.EVERYTHING)
    one, other = (
        take.pack(take.make(export, shipped(), what, take.Steps(99, None, None)), export, what) for _ in range(2)
    )
    assert one == other


@pytest.mark.parametrize("form", [Form.EVERYTHING, Form.PAGE, Form.TABLE, Form.JSONLD])
def test_what_is_sealed_is_in_no_form_unless_asked(kept: Session, tmp_path: Path, form: Form) -> None:
    took(kept, tmp_path / "without", Take(form), sealed=False)
    took(kept, tmp_path / "with", Take(form))
    assert b"insoles" not in unzipped(tmp_path / "without").lower()
    assert b"insoles" in unzipped(tmp_path / "with").lower()


def unzipped(path: Path) -> bytes:
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as opened:
        return b"\n".join(opened.read(name) for name in opened.namelist() if not name.endswith(".py"))


def test_a_topic_or_a_shop_alone(kept: Session, tmp_path: Path, shop: Shop) -> None:
    took(kept, tmp_path / "topic", Take(Form.EVERYTHING, scope=scope_of(topic="clothing")))
    topic = unzipped(tmp_path / "topic")
    assert b"clothing.shoe_size" in topic
    assert b"media.sports" not in topic
    assert shop.host.encode() not in topic
    taken = took(kept, tmp_path / "shop", Take(Form.EVERYTHING, scope=scope_of(shop=shop.host)))
    assert (taken.counts["preferences"], taken.counts["items"], taken.left_behind) == (0, 2, 0)
    assert NOTE.encode() not in unzipped(tmp_path / "shop")


@pytest.mark.parametrize(
    ("scope", "code"),
    [(scope_of(topic="none"), "topic_unknown"), (scope_of(shop="none.example"), "shop_unknown")],
)
def test_an_unknown_topic_or_shop_is_said(kept: Session, tmp_path: Path, scope: take.Scope, code: str) -> None:
    with pytest.raises(ChoiceError, match=code):
        took(kept, tmp_path / "out", Take(Form.JSON, scope=scope))
    assert not (tmp_path / "out").exists()


def test_sealed_that_stay_behind_are_counted_where_they_would_have_come(kept: Session, tmp_path: Path) -> None:
    set_words(kept, "health.foot_health", "insoles")
    for number, (what, count) in enumerate(
        [
            (Take(), 1),
            (Take(scope=scope_of(topic="health")), 1),
            (Take(scope=scope_of(topic="clothing")), 0),
            (Take(parts=frozenset({Part.PEOPLE})), 0),
        ]
    ):
        assert took(kept, tmp_path / f"out{number}", what, sealed=False).left_behind == count


def test_every_kind_of_record_is_in_a_part() -> None:
    kinds = {each.name for each in fields(Export)} - {"made_at", "program", "catalogue", "sealed", "scope"}
    assert sorted(kind for part in HOLDS.values() for kind in part) == sorted(kinds)


@pytest.mark.parametrize("part", Part)
def test_each_part_alone_comes_back_in(kept: Session, empty: Session, tmp_path: Path, part: Part) -> None:
    taken = took(kept, tmp_path / "out", Take(Form.EVERYTHING, parts=frozenset({part})))
    held = {("preference_history" if kind == "changes" else kind) for kind in HOLDS[part]}
    assert {kind for kind, count in taken.counts.items() if count} <= held
    assert import_from(empty, tmp_path / "out").counts == taken.counts


def test_what_cannot_be_asked_is_refused_before_anything(kept: Session, tmp_path: Path) -> None:
    for what, code in (
        (Take(Form.FOLDER, lock=FOR_FILE), "folder_not_locked"),
        (Take(parts=frozenset()), "nothing_to_take"),
        (Take(lock=Passphrase("short")), "passphrase_short"),
    ):
        with pytest.raises(ChoiceError, match=code):
            took(kept, tmp_path / "out", what)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vault"]


def test_passphrase_is_in_no_representation() -> None:
    assert "geese" not in repr(Take(lock=FOR_FILE))


@pytest.mark.parametrize("form", Form)
def test_progress_reaches_all_and_a_cancel_anywhere_leaves_nothing(kept: Session, tmp_path: Path, form: Form) -> None:
    seen: list[tuple[int, int | None]] = []
    out = tmp_path / "out"
    export_to(kept, out, proof(kept), Take(form), progress=lambda done, every: seen.append((done, every)))
    every = seen[0][1]
    assert every is not None
    assert seen == [(done, every) for done in range(1, every + 1)]
    history, names = len(view_history(kept)), {*tmp_path.iterdir(), *(tmp_path / "vault").iterdir()}
    for stop in range(every):
        enough = Event()
        if stop == 0:
            enough.set()
        with pytest.raises(ChoiceError, match="cancelled"):
            export_to(
                kept, tmp_path / "no", proof(kept), Take(form), cancel=enough,
                progress=lambda done, _, stop=stop, enough=enough: enough.set() if done == stop else None,
            )  # fmt: skip
    assert {*tmp_path.iterdir(), *(tmp_path / "vault").iterdir()} == names
    assert len(view_history(kept)) == history


@pytest.mark.parametrize("name", ["preference-vault.jsonld", "table/preferences.csv", "read.html", JSON_NAME])
def test_a_form_that_says_something_else_is_not_kept(
    kept: Session, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = take.pack

    def changed(made: Iterable[tuple[str, bytes]], export: Export, what: Take) -> tuple[bytes, ...]:
        files = dict(made)
        spoilt = files[name].replace(NOTE.encode(), NOTE.upper().encode()).replace(b"<td>EU 43", b"<td>EU 42")
        assert spoilt != files[name]
        return packed({**files, name: spoilt}.items(), export, what)

    monkeypatch.setattr("vault.customer.taking_along.pack", changed)
    with pytest.raises(StorageError) as refused:
        took(kept, tmp_path / "out", Take(Form.EVERYTHING))
    assert refused.value.code in {"export_not_whole", "export_table_changed"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vault"]


KILLED = """
import os, secrets, signal, sys
from pathlib import Path
from tests.unit.core.catalogue_values import shipped
from vault.core.clock import SystemClock
from vault.customer.session import Passphrase, unlock
from vault.customer.taking_along import Form, Take, export_to

home, secret, other, last = Path(sys.argv[1]), *map(Passphrase, sys.stdin.read().split("|")), int(sys.argv[2])
with unlock(home / "vault", secret, catalogue=shipped(), clock=SystemClock(), random=secrets.token_bytes) as session:
    export_to(
        session, home / "out", session.ask_passphrase().prove(secret), Take(Form.EVERYTHING, lock=other),
        progress=lambda done, _: os.kill(os.getpid(), signal.SIGKILL) if done == last else None,
    )
"""


@pytest.mark.parametrize("step", [1, 5, 8, 13, 14])
def test_killed_in_the_middle_of_a_locked_export_shows_nothing(kept: Session, tmp_path: Path, step: int) -> None:
    """Each step but the first is after something was made in memory, locked, or put into the throw-away vault."""
    (tmp_path / "tmp").mkdir()
    kept.lock()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), str(step)],
        input=f"{PASSPHRASE}|{FOR_FILE.reveal().decode()}",
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp")},
        cwd=Path(__file__).parents[3],
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert not (tmp_path / "out").exists()
    found_nowhere(tmp_path)


def test_a_folder_is_for_the_customer_only(kept: Session, tmp_path: Path) -> None:
    took(kept, tmp_path / "out", Take(Form.FOLDER))
    assert {each.stat().st_mode & 0o777 for each in (tmp_path / "out", tmp_path / "out" / "table")} == {0o700}
    files = {path for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert {str(path.relative_to(tmp_path / "out")) for path in files} >= BUNDLE


def test_what_is_locked_holds_what_was_proven(kept: Session, tmp_path: Path) -> None:
    took(kept, tmp_path / "out", Take(Form.JSON, lock=FOR_FILE))
    data = (tmp_path / "out").read_bytes()
    assert is_locked(data)
    found = read(unlock(data, FOR_FILE), shipped())
    assert any(each.note == NOTE for each in found.preferences)
