"""A copy to read that is long: it goes on in files beside it, in a zip or a folder; all of them are there, or none."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path
from threading import Event

import pytest

from tests.unit.customer.conftest import KEPT, PASSPHRASE
from vault.core.errors import ChoiceError, StorageError
from vault.customer import take
from vault.customer.session import Session
from vault.customer.taking_along import Form, Take, Taken, export_to, needs_passphrase
from vault.portability import bundle
from vault.portability.export_json import Export
from vault.portability.locking import unlock
from vault.storage import safe_write
from vault.storage.secret import Passphrase

SECRET, FOR_FILE = Passphrase(PASSPHRASE), Passphrase("seven copper geese in a row")


@pytest.fixture(autouse=True)
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "LETTERS_OF_PDF", 500)
    monkeypatch.setattr(bundle, "LETTERS_OF_PAGE", 500)


def took(session: Session, path: Path, what: Take) -> Taken:
    return export_to(session, path, session.ask_passphrase().prove(SECRET), what)


@pytest.mark.parametrize(("form", "name"), [(Form.PAGE, "copy.html"), (Form.PDF, "copy.pdf")])
def test_what_is_long_goes_on_beside_it(session: Session, tmp_path: Path, form: Form, name: str) -> None:
    taken = took(session, tmp_path / name, Take(form))
    end = name.partition(".")[2]
    assert taken.beside
    assert taken.beside == tuple(f"copy-{number}.{end}" for number in range(2, len(taken.beside) + 2))
    assert {path.name for path in tmp_path.glob("copy*")} == {name, *taken.beside}
    assert {path.stat().st_mode & 0o777 for path in tmp_path.glob("copy*")} == {0o600}


def test_parts_of_a_page_have_every_preference(session: Session, tmp_path: Path) -> None:
    taken = took(session, tmp_path / "copy.html", Take(Form.PAGE))
    text = "".join((tmp_path / name).read_text(encoding="utf-8") for name in ("copy.html", *taken.beside))
    for key in KEPT:
        label = session.catalogue.entry(key).label["en"]
        assert f'<th scope="row">{label}</th>' in text


def test_each_part_is_locked(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "LETTERS_OF_PAGE", 1500)  # locking takes a second each
    taken = took(session, tmp_path / "copy.html.age", Take(Form.PAGE, lock=FOR_FILE))
    for number, name in enumerate(("copy.html.age", *taken.beside), 1):
        assert needs_passphrase(tmp_path / name)
        data = unlock((tmp_path / name).read_bytes(), FOR_FILE)
        assert f", part {number} of {1 + len(taken.beside)}<".encode() in data


def test_a_zip_and_a_folder_have_the_parts_inside(session: Session, tmp_path: Path) -> None:
    assert took(session, tmp_path / "copy.zip", Take(Form.EVERYTHING)).beside == ()
    assert took(session, tmp_path / "copy", Take(Form.FOLDER)).beside == ()
    with zipfile.ZipFile(tmp_path / "copy.zip") as opened:
        zipped = set(opened.namelist())
    assert zipped >= {"read.html", "read-2.html", "read.pdf", "read-2.pdf"}
    assert {path.relative_to(tmp_path / "copy").as_posix() for path in (tmp_path / "copy").rglob("*.*")} == zipped


@pytest.mark.parametrize("form", [Form.PAGE, Form.PDF, Form.EVERYTHING])
def test_progress_reaches_all_and_a_cancel_anywhere_leaves_nothing(
    session: Session, tmp_path: Path, form: Form
) -> None:
    proof, seen = session.ask_passphrase().prove(SECRET), list[tuple[int, int | None]]()
    export_to(session, tmp_path / "out", proof, Take(form), progress=lambda *step: seen.append(step))
    every = len(seen)
    assert [done for done, _ in seen] == list(range(1, every + 1))
    assert seen[-1] == (every, every)
    names = set(tmp_path.iterdir())
    for stop in range(every):
        enough = Event()
        if stop == 0:
            enough.set()
        with pytest.raises(ChoiceError, match="cancelled"):
            export_to(
                session, tmp_path / "no", session.ask_passphrase().prove(SECRET), Take(form), cancel=enough,
                progress=lambda done, _, stop=stop, enough=enough: enough.set() if done == stop else None,
            )  # fmt: skip
    assert set(tmp_path.iterdir()) == names


def test_a_part_whose_name_is_taken_is_not_written_over(session: Session, tmp_path: Path) -> None:
    (tmp_path / "copy-2.html").write_text("mine")
    with pytest.raises(ChoiceError, match="file_exists") as refused:
        took(session, tmp_path / "copy.html", Take(Form.PAGE))
    assert refused.value.facts == {"file": "copy-2.html"}
    assert {path.name for path in tmp_path.glob("copy*")} == {"copy-2.html"}
    assert (tmp_path / "copy-2.html").read_text() == "mine"


@pytest.mark.parametrize("last", [1, 2])
def test_a_disk_that_fails_at_one_part_leaves_none(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: int
) -> None:
    publish, left = safe_write.publish, [last]

    def failing(path: Path, *data: bytes, **more: object) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise StorageError("disk_failed", file=path.name)
        publish(path, *data, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(safe_write, "publish", failing)
    with pytest.raises(StorageError, match="disk_failed"):
        took(session, tmp_path / "copy.html", Take(Form.PAGE))
    assert list(tmp_path.glob("copy*")) == []


@pytest.mark.parametrize(("name", "form"), [("read-2.html", Form.PAGE), ("read-2.pdf", Form.PDF)])
def test_a_part_that_is_missing_is_noticed(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, form: Form
) -> None:
    packed = take.pack

    def without(made: Iterable[tuple[str, bytes]], export: Export, what: Take) -> tuple[bytes, ...]:
        return packed([each for each in made if each[0] != name], export, what)

    monkeypatch.setattr("vault.customer.taking_along.pack", without)
    with pytest.raises(StorageError, match="export_not_whole"):
        took(session, tmp_path / "copy", Take(form))
    assert list(tmp_path.glob("copy*")) == []
