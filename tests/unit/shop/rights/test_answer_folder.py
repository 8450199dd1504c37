"""Answers in a folder come in once each, whatever happens in between."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.unit.shop.example import NOW, PHONE, SIZE, Example, Vault
from tests.unit.shop.rights.test_access import number_of
from vault import bundled
from vault.core.errors import PolicyError, StorageError, TokenError
from vault.core.sentences import Sentences, parse_sentences
from vault.openid4vp.answer_file import answer_text
from vault.openid4vp.request_file import read_request_file, verify_request_file
from vault.shop import tables
from vault.shop.command_line import main
from vault.shop.counter import ask_in_file
from vault.shop.rights import answer_folder
from vault.shop.rights.answer_folder import Taken, take_folder

ENGLISH: Sentences = parse_sentences("en", bundled.read("messages/en.json"))


def answer(shop: Example, path: Path) -> Path:
    """A customer's answer to a request of its own, in a file."""
    path.parent.mkdir(exist_ok=True)
    made = ask_in_file(shop.shop, ["phone", "shoe_size"])
    anchors, now = [shop.authority.certificate], shop.clock.now()
    request = verify_request_file(read_request_file(made.text.encode()), anchors=anchors, now=now)
    form = Vault().answer(request, {"phone": PHONE, "shoe_size": SIZE}, now=now)
    path.write_text(answer_text(form) + "\n", "ascii")
    return path


def take(shop: Example, folder: Path) -> list[Taken]:
    return list(take_folder(shop.shop, folder, ENGLISH.error))


def counted(shop: Example, table: str) -> int:
    with shop.shop.store.transaction() as connection:
        found = select(func.count()).select_from(tables.metadata.tables[table])
        return int(connection.execute(found).scalar_one())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_taken_in_moves_and_nothing_counts_as_read(shop: Example, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    answer(shop, folder / "a.jwe")
    (folder / "notes.txt").write_text("mine")
    (folder / "link.jwe").symlink_to(folder / "notes.txt")
    (folder / "b.jwe").mkdir()
    (found,) = take(shop, folder)
    assert found == Taken("a.jwe", number_of(shop), 2)
    assert names(folder) == ["b.jwe", "done", "link.jwe", "notes.txt"]
    assert names(folder / "done") == ["a.jwe"]
    assert counted(shop, "reading") == 0
    assert take(shop, folder) == []


def test_of_the_same_name_both_are_kept(shop: Example, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for _ in range(3):
        answer(shop, folder / "a.jwe")
        take(shop, folder)
    assert names(folder / "done") == ["a-2.jwe", "a-3.jwe", "a.jwe"]
    assert counted(shop, "customer") == 3


def test_a_refused_one_stays_with_a_line_why_and_is_tried_again_once_changed(shop: Example, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    path = answer(shop, folder / "a.jwe")
    good = path.read_text("ascii")
    path.write_text("nothing of a vault", "ascii")
    (found,) = take(shop, folder)
    assert isinstance(found.problem, TokenError)
    assert (folder / "a.jwe.why").read_text("utf-8") == ENGLISH.error(found.problem) + "\n"
    assert take(shop, folder) == []
    path.write_text(good, "ascii")
    later = path.stat().st_mtime_ns + 10**9
    os.utime(path, ns=(later, later))
    assert [each.problem for each in take(shop, folder)] == [None]
    assert names(folder) == ["done"]


def test_one_that_was_not_moved_yet_is_not_taken_twice(
    shop: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    answer(shop, folder / "a.jwe")
    with monkeypatch.context() as ended:
        ended.setattr(answer_folder, "_move", lambda _: exec("raise KeyboardInterrupt"))
        with pytest.raises(KeyboardInterrupt):
            take(shop, folder)
    assert names(folder) == ["a.jwe"]
    (found,) = take(shop, folder)
    assert (found.again, found.items, found.problem) == (True, 2, None)
    assert counted(shop, "item") == 2
    other = answer(shop, folder / "b.jwe")
    other.write_bytes((folder / "done" / "a.jwe").read_bytes())
    assert [each.again for each in take(shop, folder)] == [True]
    assert counted(shop, "item") == 2


def test_while_the_database_is_away_nothing_is_refused(sqlite_shop: Example, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    answer(sqlite_shop, folder / "a.jwe")
    store = sqlite_shop.shop.policy.store
    sqlite_shop.shop.store.close()
    away = store.rename(store.with_name("away"))
    store.write_bytes(b"not a database at all, but long enough to be looked at")
    with pytest.raises(StorageError):
        take(sqlite_shop, folder)
    assert names(folder) == ["a.jwe"]
    away.replace(store)
    assert [each.problem for each in take(sqlite_shop, folder)] == [None]


def test_a_late_answer_is_refused_with_its_reason(shop: Example, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    answer(shop, folder / "a.jwe")
    shop.clock.moment = NOW + timedelta(days=40)
    (found,) = take(shop, folder)
    assert found.problem is not None
    assert (folder / "a.jwe.why").exists()


def test_the_command_and_a_folder_that_is_not_there(
    sqlite_shop: Example, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = str(sqlite_shop.folder / "preferences.toml")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jwe").write_text("x")
    assert main(["--language", "en", "import", str(tmp_path / "in"), "--policy", policy]) == 1
    assert capsys.readouterr().out.startswith("a.jwe: refused. ")
    assert main(["--language", "nl", "import", str(tmp_path / "none.jwe"), "--policy", policy]) == 7
    with pytest.raises(PolicyError, match="counter_file_unreadable"):
        take(sqlite_shop, tmp_path / "none")


@pytest.mark.parametrize("at_risk", ["a.jwe.why", "done"])
def test_a_link_leads_nothing_out_of_the_folder(shop: Example, tmp_path: Path, at_risk: str) -> None:
    folder, elsewhere = tmp_path / "in", tmp_path / "elsewhere"
    answer(shop, folder / "b.jwe")
    (folder / "a.jwe").write_text("nothing of a vault", "ascii")
    elsewhere.mkdir()
    (elsewhere / "mine").write_text("mine")
    os.utime(elsewhere / "mine", (0, 0))
    (folder / at_risk).symlink_to(elsewhere / "mine" if at_risk != "done" else elsewhere)
    if at_risk == "done":
        with pytest.raises(PolicyError, match="counter_file_unwritable"):
            take(shop, folder)
    else:
        take(shop, folder)
        assert (folder / at_risk).read_text("utf-8") != "mine"
    assert (elsewhere / "mine").read_text() == "mine"
    assert names(elsewhere) == ["mine"]


def test_a_name_that_nobody_can_print_ends_nothing(
    sqlite_shop: Example, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, policy = tmp_path / "in", str(sqlite_shop.folder / "preferences.toml")
    folder.mkdir()
    for name in (b"a\xff.jwe", b"b\n\x1b[2Jc.jwe"):
        (folder / os.fsdecode(name)).write_text("nothing of a vault", "ascii")
    assert main(["--language", "en", "import", str(folder), "--policy", policy]) == 1
    assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()] == ["a?.jwe", "b??[2Jc.jwe"]
