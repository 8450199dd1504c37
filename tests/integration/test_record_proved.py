"""A consent record saved by the command line, and proved by somebody who has neither vault nor network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.integration.connected import Wire, shop_at
from tests.integration.test_receipt_proved import SIZE, Place
from tests.unit.shop.example import HOST
from vault.core.clock import SetClock


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    clock = SetClock(datetime.now(UTC).replace(microsecond=0))  # the check has the real time
    wire = Wire({HOST: shop_at(tmp_path / HOST, clock)})
    yield Place(tmp_path, wire, clock)
    wire.shops[HOST].shop.store.close()


def test_a_record_is_proved_elsewhere_before_and_after_a_stop(place: Place) -> None:
    place.share()
    (listed,) = place.line.json("record")["records"]
    assert [item["key"] for item in listed["items"]] == [SIZE, "media.sports"]
    place.command("record", listed["number"], str(place.folder / "before.jsonld"))
    place.command("stop", HOST)
    place.command("record", listed["number"], str(place.folder / "after.jsonld"))
    for name, erased in (("before.jsonld", 0), ("after.jsonld", 2)):
        checked = place.prove(place.folder / name)
        assert checked.returncode == 0, checked.stderr
        said = checked.stdout.splitlines()
        assert said[0] == "The receipt holds."
        assert sum(line.startswith("Agreed: ") and line.endswith("own key.") for line in said) == 2
        assert sum(line.startswith("Erased: ") for line in said) == erased


def test_a_record_that_states_more_than_was_signed_proves_nothing(place: Place) -> None:
    place.share()
    number, file = place.line.json("record")["records"][0]["number"], place.folder / "record.jsonld"
    place.command("record", number, str(file))
    text = file.read_text("utf-8")
    file.write_text(text.replace('"pv:precision": "range"', '"pv:precision": "exact"', 1), "utf-8")
    checked = place.prove(file)
    assert checked.returncode != 0
    assert "The receipt holds." not in checked.stdout
    assert "did not sign" in checked.stderr


def test_as_typed_it_is_read_or_saved_and_never_written_over(place: Place) -> None:
    place.share()
    number = place.line.json("record")["records"][0]["number"]
    assert f"Record {number}: what you agreed with {HOST}" in place.command("record", number).out
    assert place.command("record").out.startswith(f"{number}  ")
    page = place.folder / "record.pdf"
    assert place.command("record", number, str(page)).out.startswith("Saved as record.pdf.")
    assert page.read_bytes().startswith(b"%PDF-")
    made = place.line
    assert made("record", number, str(page)) != 0
    assert made("record", "2020-0001") != 0
    assert "There is no record with this number." in made.errors
    shown = place.line.json("record", number)
    assert shown["signed"] is True
    assert '"43"' not in json.dumps(shown["record"])
