"""Preferences that a shop has already: all of a list or nothing, marked as the shop's, ended like everything else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from tests.unit.shop.example import NOW, PHONE, SESSION, SIZE, Example, Vault, adding, item
from tests.unit.shop.rights.full_shop import stop
from tests.unit.shop.rights.test_access import number_of
from vault import bundled
from vault.core.errors import PolicyError
from vault.core.sentences import parse_sentences
from vault.core.value import Value
from vault.shop import tables
from vault.shop.command_line import main
from vault.shop.key_store import item_key
from vault.shop.own_items import own_held
from vault.shop.profile import SERVICE_PERSONALISATION, Origin, profile_for
from vault.shop.retention import Dropped, drop_expired
from vault.shop.rights.access import access
from vault.shop.rights.own_list import Kept, keep_list, read_list

PHONE_KEY = "media.phone_model"
HEAD = "number,key,value,purpose,given,proof\n"
GOOD = f"K-1,{PHONE_KEY},Own Phone 3,{SERVICE_PERSONALISATION},2026-11-01,ticked on form 12\n"


def listed(folder: Path, *lines: str, head: str = HEAD) -> Path:
    path = folder / "list.csv"
    path.write_text(head + "".join(lines), "utf-8")
    return path


def keep(shop: Example, *lines: str) -> Kept:
    items, bad = read_list(shop.shop, listed(shop.folder, *lines))
    assert bad == []
    return keep_list(shop.shop, items)


def held(shop: Example, number: str) -> list[Value]:
    with shop.shop.store.transaction() as connection:
        return [each.value for each in own_held(shop.shop, connection, number)]


def numbers(shop: Example) -> list[str | None]:
    with shop.shop.store.transaction() as connection:
        return list(connection.execute(select(tables.customer.c.number)).scalars())


def keys_kept(shop: Example) -> int:
    with shop.shop.store.keys.reading() as connection:
        return len(connection.execute(item_key.select()).all())


def test_a_good_list_is_kept_once(shop: Example) -> None:
    more = GOOD.replace("K-1", "K-2")
    assert keep(shop, GOOD, more, GOOD) == Kept(2, 1)
    assert keep(shop, GOOD, more) == Kept(0, 2)
    assert held(shop, "K-1") == [Value("Own Phone 3")]
    assert keys_kept(shop) == 2


BAD = {
    "list_cells": GOOD.replace(",ticked", ",x,ticked"),
    "list_formula": GOOD.replace("K-1", "=HYPERLINK(1)"),
    "list_not_asked": GOOD.replace(SERVICE_PERSONALISATION, "dpv:Marketing"),
    "list_sealed": "K-1,health.foot_health,flat_feet,dpv:RequestedServiceProvision,2026-11-01,form\n",
    "list_too_old": GOOD.replace("2026-11-01", "2026-08-01"),
    "list_cell_wrong": GOOD.replace("2026-11-01", "2026-12-01"),
    "value_does_not_fit": f"K-1,clothing.shoe_size,EU 999,{SERVICE_PERSONALISATION},2026-11-01,form\n",
}


def test_one_bad_line_keeps_everything_out_and_each_is_said(shop: Example) -> None:
    empty, odd = GOOD.replace("ticked on form 12", ""), GOOD.replace("2026-11-01", "1 November")
    items, bad = read_list(shop.shop, listed(shop.folder, GOOD, "\n", *BAD.values(), empty, odd))
    assert [item.number for item in items] == ["K-1"]
    assert [each.problem.code for each in bad] == [*BAD, "list_cell_wrong", "list_cell_wrong"]
    assert [each.line for each in bad] == list(range(4, 4 + len(bad)))
    english = parse_sentences("en", bundled.read("messages/en.json"))
    assert all(english.error(each.problem) for each in bad)


def test_the_command_stores_nothing_of_a_list_with_a_bad_line(
    sqlite_shop: Example, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = str(sqlite_shop.folder / "preferences.toml")
    command = ["--language", "en", "import", "--csv", "--policy", policy]
    assert main([*command, str(listed(sqlite_shop.folder, GOOD, BAD["list_sealed"]))]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "Line 3: health.foot_health is sealed. Only the customer's own vault may share it.",
        "Nothing was stored. Bad lines: 1. Good lines: 1.",
    ]
    assert held(sqlite_shop, "K-1") == []
    assert main([*command, str(listed(sqlite_shop.folder, GOOD))]) == 0
    assert capsys.readouterr().out == "Stored: 1. Known already: 0.\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\xff\xfe", "list_malformed"), (b"a,b\n", "list_columns"), (b"", "list_columns"), (b'"', "list_columns")],
)
def test_what_is_no_list_is_said(sqlite_shop: Example, data: bytes, code: str) -> None:
    path = sqlite_shop.folder / "list.csv"
    path.write_bytes(data)
    with pytest.raises(PolicyError) as caught:
        read_list(sqlite_shop.shop, path)
    assert caught.value.code in {code, "list_malformed"}
    with pytest.raises(PolicyError, match="counter_file_unreadable"):
        read_list(sqlite_shop.shop, sqlite_shop.folder)


def test_it_is_no_finer_than_the_settings_ask(shop: Example) -> None:
    line = "K-1,media.sports,running_trail,dpv:ProvideProductRecommendations,2026-11-01,form\n"
    keep(shop, line)
    assert held(shop, "K-1")[0].precision.word == "category"


def test_it_is_read_where_no_vault_said_anything_and_says_so(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE})
    number, profile = number_of(shop), profile_for(shop.shop, SESSION)
    keep(shop, GOOD.replace("K-1", number))
    assert profile.value(PHONE_KEY, purpose=SERVICE_PERSONALISATION) == Value("Own Phone 3")
    assert profile.value(PHONE_KEY, purpose="dpv:Marketing") is None
    why = profile.explain(PHONE_KEY)
    assert why is not None
    assert (why.origin, "told us" in why.text("en"), "vertelde" in why.text("nl")) == (Origin.SHOP, True, True)
    shop.share(vault, {"phone": PHONE})
    assert profile.value(PHONE_KEY, purpose=SERVICE_PERSONALISATION) == PHONE
    why = profile.explain(PHONE_KEY)
    assert why is not None
    assert why.origin is Origin.VAULT


def test_a_stop_of_everything_ends_it_and_the_same_list_brings_nothing_back(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE})
    number = number_of(shop)
    line = GOOD.replace("K-1", number)
    keep(shop, line)
    shop.clock.moment += timedelta(seconds=1)
    stop(shop, vault, None)
    assert (held(shop, number), keys_kept(shop)) == ([], 0)
    items, bad = read_list(shop.shop, listed(shop.folder, line, line.replace("2026-11-01", "2026-11-02")))
    assert (items, [each.problem.code for each in bad]) == ([], ["list_stopped", "list_stopped"])
    shown = access(shop.shop, number)["own_items"]
    assert [("value" in each, "consent" in each, each["state"]) for each in shown] == [(False, False, "stopped")]


def left_alone(shop: Example, vault: Vault) -> str:
    """The number of a customer of whom the shop has its own item only: what the vault shared has ended."""
    shop.share(vault, {"shoe_size": SIZE})
    number = number_of(shop)
    shop.clock.moment += timedelta(days=80)
    given = shop.clock.moment.date().isoformat()
    keep(shop, GOOD.replace("K-1", number).replace("2026-11-01", given))
    shop.clock.moment += timedelta(days=15)
    drop_expired(shop.shop)
    with shop.shop.store.transaction() as connection:
        assert connection.execute(select(tables.item.c.state)).scalar_one() != "held"
    assert held(shop, number) == [Value("Own Phone 3")]
    return number


def test_a_stop_reaches_it_also_when_nothing_of_the_vault_is_left(shop: Example, vault: Vault) -> None:
    number = left_alone(shop, vault)
    stop(shop, vault, None)
    assert (held(shop, number), keys_kept(shop), numbers(shop)) == ([], 0, [None])


def test_the_number_goes_with_the_last_that_needs_it(shop: Example, vault: Vault) -> None:
    number = left_alone(shop, vault)
    assert numbers(shop) == [number]
    shop.clock.moment += timedelta(days=90)
    drop_expired(shop.shop)
    assert (held(shop, number), numbers(shop)) == ([], [None])


def test_a_stop_of_one_preference_ends_what_the_shop_had_of_it_too(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE, "shoe_size": SIZE})
    number, profile = number_of(shop), profile_for(shop.shop, SESSION)
    keep(shop, GOOD.replace("K-1", number))
    shop.clock.moment += timedelta(seconds=1)
    phone, size = (token.jti for token in vault.issued)
    stop(shop, vault, size)
    assert held(shop, number) == [Value("Own Phone 3")]
    stop(shop, vault, phone)
    assert (held(shop, number), keys_kept(shop)) == ([], 0)
    assert profile.value(PHONE_KEY, purpose=SERVICE_PERSONALISATION) is None


def test_who_said_no_is_not_listed(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE})
    number = number_of(shop)
    with shop.shop.store.transaction() as connection:
        customer = connection.execute(tables.customer.select()).one().id
        row = {"customer": customer, "key": PHONE_KEY, "since": 0, "until": 2**31}
        connection.execute(tables.suppression.insert().values(row))
    _, bad = read_list(shop.shop, listed(shop.folder, GOOD.replace("K-1", number)))
    assert [each.problem.code for each in bad] == ["list_said_no"]


def test_it_ends_by_itself_or_unread_and_its_proof_at_last(shop: Example) -> None:
    keep(shop, GOOD, GOOD.replace("K-1", "K-2"))
    shop.clock.moment = NOW + timedelta(days=59)
    assert drop_expired(shop.shop) == Dropped(0, 0, 0)
    with shop.shop.store.transaction() as connection:
        first = connection.execute(tables.own_item.select().where(tables.own_item.c.number == "K-1")).one()
        reading = {"jti": first.id, "key": PHONE_KEY, "purpose": None, "at": int(NOW.timestamp()) + 10**6}
        connection.execute(tables.reading.insert().values(**reading, outcome="read"))
    shop.clock.moment = NOW + timedelta(days=60)
    assert drop_expired(shop.shop) == Dropped(0, 0, 1)
    assert [len(held(shop, number)) for number in ("K-1", "K-2")] == [1, 0]
    shop.clock.moment = NOW + timedelta(days=90)
    assert drop_expired(shop.shop) == Dropped(1, 0, 0)
    assert keys_kept(shop) == 0
    shop.clock.moment = NOW + timedelta(days=900)
    assert drop_expired(shop.shop) == Dropped(0, 2, 0)


def test_one_whose_key_is_gone_is_not_read(shop: Example) -> None:
    keep(shop, GOOD, GOOD.replace("K-1", "K-2"))
    with shop.shop.store.transaction() as connection:
        own = tables.own_item
        lost = connection.execute(own.select().where(own.c.number == "K-2")).one().id
        connection.execute(update(own).where(own.c.id == lost).values(number="K-1"))
    shop.shop.store.keys.forget([lost])
    assert held(shop, "K-1") == [Value("Own Phone 3")]


def test_a_stop_while_a_list_comes_in_is_not_overtaken(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    items, _ = read_list(shop.shop, listed(shop.folder, GOOD.replace("K-1", number_of(shop)), GOOD))
    shop.clock.moment += timedelta(seconds=1)
    number = number_of(shop)
    stop(shop, vault, None)
    assert keep_list(shop.shop, items) == Kept(1, 1)
    assert (held(shop, number), held(shop, "K-1")) == ([], [Value("Own Phone 3")])


def test_what_one_answer_of_several_seals_is_refused_too(shop: Example) -> None:
    skin = shop.with_policy(adding(item("skin", "beauty.skin_type")))
    line = f"K-1,beauty.skin_type,{{}},{SERVICE_PERSONALISATION},2026-11-01,form\n"
    items, bad = read_list(skin.shop, listed(shop.folder, line.format("sensitive"), line.format("oily")))
    assert ([each.value for each in items], [each.problem.code for each in bad]) == ([Value("oily")], ["list_sealed"])
