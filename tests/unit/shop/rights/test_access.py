"""What is exported is what is erased, for every table; and what is left has a reason."""

from __future__ import annotations

import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.shop.example import NOW, PHONE, SIZE, Example, Vault
from tests.unit.shop.rights.full_shop import PLANTED, counted, fill, stop
from vault.core.errors import ChoiceError, PolicyError
from vault.shop import tables
from vault.shop.command_line import main
from vault.shop.rights.access import access, access_text
from vault.shop.rights.owner_files import new_file
from vault.shop.rights.register import TABLES, OfCustomers, OfNobody, sections

SHOWN = {name for name, each in TABLES.items() if isinstance(each, OfCustomers)}
GONE = {name for name, each in TABLES.items() if isinstance(each, OfCustomers) and each.stays is None}


def entries(found: dict[str, object]) -> dict[str, int]:
    """How many rows of each table an access file shows."""
    lists = {name: list(each) for name, each in found.items() if isinstance(each, list)}
    return {
        "customer": 1 if found["customer"] else 0,
        "item": len(lists["items"]),
        "content": sum("value" in each for each in lists["items"]),
        "consent": len(lists["consents"]),
        "receipt": sum(len(each["receipts"]) for each in lists["consents"]),
        "terms": len(found["terms"]),  # type: ignore[arg-type]
        "own_item": len(lists["own_items"]),
        "reading": len(lists["readings"]),
        "stop": len(lists["stops"]),
        "suppression": len(lists["objections"]),
        "feedback": len(lists["feedback"]),
        "session": len(lists["sessions"]),
        "request": len(lists["requests"]),
        "status_reference": sum("list" in each for each in lists["status"]),
        "status_end": sum("ended_by_list" in each for each in lists["status"]),
        "sent": len(lists["sent"]),
        "incident_item": sum(len(each["items"]) for each in lists["incidents"]),
        "incident": len(lists["incidents"]),
    }


def test_every_table_is_shown_and_erased_or_says_why_not() -> None:
    assert set(TABLES) == set(tables.metadata.tables)
    reasons = [each.why if isinstance(each, OfNobody) else each.stays for each in TABLES.values()]
    assert all(each is None or len(each) > 20 for each in reasons)
    assert {"content", "feedback", "status_reference", "status_end"} == GONE


def test_what_is_shown_is_what_is_there_and_what_is_erased_is_what_was_shown(shop: Example, vault: Vault) -> None:
    number = fill(shop, vault)
    before = counted(shop, vault)
    assert {name for name, count in before.items() if count} == SHOWN
    found = access(shop.shop, number)
    assert sections() <= found.keys()
    assert entries(found) == before
    assert all(each in access_text(found) for each in PLANTED)
    shop.clock.moment += timedelta(seconds=2)
    with shop.shop.store.transaction() as connection:
        connection.execute(tables.suppression.delete())  # a "no" would keep the number, see below
    stop(shop, vault, None)
    after = counted(shop, vault)
    assert {name for name, count in after.items() if not count} == GONE | {"suppression"}
    code = found["customer"]["stop_code"]
    left = access(shop.shop, code)
    assert entries(left) == after
    assert left["customer"]["number"] is None
    assert not any(each in access_text(left) for each in PLANTED)
    with pytest.raises(ChoiceError, match="customer_unknown"):
        access(shop.shop, number + "x")


def test_it_says_what_for_from_where_how_long_and_to_whom(shop: Example, vault: Vault) -> None:
    fill(shop, vault)
    code = access(shop.shop, number_of(shop))["customer"]["stop_code"]
    found = access(shop.shop, code.lower().replace("-", " "))
    phone = next(each for each in found["items"] if each["key"] == "media.phone_model")
    assert phone["value"] == PHONE.to_json()
    assert phone["until"] == "2027-02-16T12:00:00Z"
    assert phone["retention"] == {"held_days": 90, "deleted_within_days": 30, "proof_months": 24}
    assert phone["purpose_label"]["en"]
    assert phone["source"] != found["own_items"][0]["source"]
    assert found["own_items"][0]["consent"] == PLANTED[2]
    assert {each["outcome"] for each in found["readings"]} == {"read"}
    assert json.loads(access_text(found)) == found


def test_of_two_customers_each_has_their_own(shop: Example, vault: Vault) -> None:
    number, other = fill(shop, vault), Vault()
    shop.share(other, {"shoe_size": SIZE}, session="another-browser-session-of-another-customer")
    assert entries(access(shop.shop, number)) == counted(shop, vault)
    assert len(access(shop.shop, number)["items"]) == 4


def number_of(shop: Example) -> str:
    with shop.shop.store.reading() as connection:
        return str(connection.execute(tables.customer.select()).one().number)


def test_the_command_writes_a_file_for_its_owner(
    sqlite_shop: Example, vault: Vault, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sqlite_shop.clock.moment = NOW
    sqlite_shop.share(vault, {"phone": PHONE})
    number, policy = number_of(sqlite_shop), str(sqlite_shop.folder / "preferences.toml")
    out = tmp_path / "access.json"
    assert main(["--language", "en", "access", number, "--out", str(out), "--policy", policy]) == 0
    assert capsys.readouterr().out == "Wrote access.json, which only you can read. Give it to the customer alone.\n"
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert json.loads(out.read_text("utf-8"))["items"][0]["value"] == PHONE.to_json()
    assert main(["--language", "en", "access", number, "--out", str(out), "--policy", policy]) == 7
    assert main(["--language", "en", "access", number, "--policy", policy]) == 0
    assert json.loads(capsys.readouterr().out)["customer"]["number"] == number
    assert main(["--language", "en", "access", "nobody", "--policy", policy]) == 7
    assert "number" in capsys.readouterr().err


def test_a_file_that_somebody_has_open_is_not_written_into(tmp_path: Path) -> None:
    with (tmp_path / "a.part").open("w+b") as theirs:
        with new_file(tmp_path / "a") as file:
            file.write(b"Planted")
        assert theirs.read() == b""
    assert (tmp_path / "a").read_bytes() == b"Planted"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_file_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def half() -> None:
        with new_file(tmp_path / "a") as file:
            file.write(b"half")
            raise OSError

    with pytest.raises(PolicyError, match="counter_file_unwritable"):
        half()
    with pytest.raises(PolicyError, match="counter_file_unwritable"), new_file(tmp_path / "no" / "a"):
        pass
    assert list(tmp_path.iterdir()) == []
