"""Looking at a request, sharing, stopping: what is shown is what is true."""

from __future__ import annotations

import secrets
from dataclasses import replace

import pytest

from tests.unit.cli.conftest import PASSPHRASE, CommandLine
from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import FEET, SHOE, SPORTS, WIDTH
from vault.core.plain_text import is_plain
from vault.customer.session import unlock
from vault.storage import journal
from vault.storage.secret import Passphrase

LINK = "openid4vp://?client_id=x509_san_dns%3Aschoenenhuis.example"
HOST = "schoenenhuis.example"
RECIPIENT = {"name": "Packers B.V.", "role": "processor", "country": "NL"}


@pytest.fixture
def asked(command: CommandLine) -> CommandLine:
    """A shop asks for four items; the width is not in the vault, the feet are sealed."""
    command.request = command.shop.ask(SHOE, SPORTS, WIDTH, FEET)
    return command


def code(command: CommandLine) -> str:
    """The code that ``open`` shows of the terms."""
    return str(command.json("open", LINK)["request"]["terms_code"])


def agree(command: CommandLine, *arguments: str) -> int:
    """Share without being asked, under the terms that ``open`` showed."""
    return command("share", LINK, *arguments, "--yes", "--terms", code(command))


def held(command: CommandLine) -> dict[str, object]:
    return {each.key: each.value for each in command.shop.holds.values()}


def test_open_shows_who_what_for_and_the_very_values(asked: CommandLine) -> None:
    assert asked("open", LINK) == 0
    lines = asked.out.splitlines()
    assert lines[0] == f"{HOST} asks to see 4 preferences. It says it needs 0. Everything starts off."
    assert "The address is proven by its certificate." in lines
    assert "Calls itself “Schoenenhuis B.V.”." in lines
    assert lines.index("Calls itself “Schoenenhuis B.V.”.") > 0
    assert "  “To show what fits first.”" in lines
    assert any(line.split() == ["exact", "EU", "43", "(enough", "for", "this)"] for line in lines)
    assert "  This is not in your vault." in lines
    assert "  Goes only with --sealed, after your passphrase." in lines
    assert asked.shop.seen == []


def test_open_as_json(asked: CommandLine) -> None:
    found = asked.json("open", LINK)["request"]
    assert (found["host"], found["asked"], found["needed"], found["refused"]) == (HOST, 4, 0, False)
    shoe, sports, width, feet = found["items"]
    assert [step["precision"] for step in shoe["steps"]] == ["exact", "range", "category"]
    assert (width["off"], width["steps"]) == ("off_not_in_vault", [])
    assert feet["level"] == "sealed"
    assert sports["start"] == "exact"


def test_refused_request_says_so(command: CommandLine) -> None:
    command.request = command.shop.ask({**FEET, "required": True})
    assert command("open", LINK) == 5
    assert "x The shop makes Foot health a condition. A vault refuses that." in command.out
    assert command("share", LINK, "--item", "feet") == 7


def test_share_shows_what_leaves_and_asks(asked: CommandLine) -> None:
    asked.typed, seen = ["yes"], code(asked)
    assert asked("share", LINK, "--item", "shoe_size=range", "--item", "sports", "--days", "30") == 0
    lines = asked.out.splitlines()
    place = lines.index(f"This goes to {HOST}, until 11 June 2026:")
    assert lines[place + 1].split()[:4] == ["Shoe", "size", "EU", "42–44"]  # noqa: RUF001 - an en dash
    assert "  “To show what fits first.”" in lines[:place]
    assert f"Terms code: {seen}" in lines[:place]
    assert lines[-1] == f"Go on in your browser: https://{HOST}/back?response_code=abc"
    assert held(asked) == {
        "clothing.shoe_size": {"min": "42", "max": "44", "system": "EU", "precision": "range"},
        "media.sports": {"value": ["running_road"], "precision": "exact"},
    }


@pytest.mark.parametrize(("language", "word"), [("en", "no"), ("en", ""), ("en", "ja"), ("nl", "yes")])
def test_share_without_the_word_shares_nothing(asked: CommandLine, language: str, word: str) -> None:
    asked.language, asked.typed = language, [word]
    assert asked("share", LINK, "--item", "shoe_size") == 7
    assert asked.shop.seen == []


def test_share_without_a_person_needs_yes(asked: CommandLine) -> None:
    asked.interactive = False
    assert asked("share", LINK, "--item", "shoe_size") == 7
    assert "Add --yes" in asked.errors
    found = asked.json("share", LINK, "--item", "shoe_size", "--yes", "--terms", code(asked))
    assert found["deliveries"][0]["state"] == "delivered"
    assert found["shared"][0]["value"] == {"value": "43", "system": "EU", "precision": "exact"}


@pytest.mark.parametrize("named", ["", "0" * 32, None])
def test_share_without_being_asked_names_the_terms(asked: CommandLine, named: str | None) -> None:
    arguments = [] if named is None else [f"--terms={named}"]
    assert asked("share", LINK, "--item", "shoe_size", "--yes", *arguments) == 7
    assert "asks under other terms" in asked.errors
    assert asked.shop.seen == []


def test_terms_that_changed_since_they_were_looked_at_are_not_agreed_to(asked: CommandLine) -> None:
    seen = code(asked)
    broker = {"name": "Data Broker Ltd", "role": "controller", "country": "US"}
    asked.request = asked.shop.ask(SHOE, SPORTS, WIDTH, FEET, recipients=[broker])
    for consent in (["--yes"], []):
        assert asked("share", LINK, "--item", "shoe_size", *consent, "--terms", seen) == 7
    asked.typed = ["no"]
    assert asked("share", LINK, "--item", "shoe_size") == 7
    assert "Data Broker Ltd" in asked.out
    assert asked.shop.seen == []
    assert len(seen) == 32
    assert seen in bytes.fromhex(seen).hex()


def test_request_that_came_with_terms_and_now_has_none(command: CommandLine) -> None:
    command.request = command.shop.ask(SHOE)
    seen = code(command)
    command.request = replace(command.shop.ask(SHOE), terms=None)
    assert command("share", LINK, "--item", "shoe_size", "--yes", "--terms", seen) == 7
    assert "asks under other terms" in command.errors
    assert command.json("open", LINK)["request"]["terms_code"] is None


@pytest.mark.parametrize("letters", ["\x1b[2J", "\x07", "\x7f", "\u009b1m", "\u202e", "\u2028"])
def test_nothing_that_is_printed_moves_the_cursor(command: CommandLine, letters: str) -> None:
    """A history from elsewhere, or of an older version, may name anything."""
    opened = unlock(
        command.folder, Passphrase(PASSPHRASE), catalogue=shipped(), clock=command.clock, random=secrets.token_bytes
    )
    with opened as session, session.database.transaction() as transaction:
        journal.append(transaction, command.clock.now(), "asked", {"host": f"x{letters}", "keys": [f"y{letters}"]})
    for arguments in (["history"], ["history", "--json"]):
        assert command(*arguments) == 0
        assert "y" in command.out
        assert all(letter == "\n" or is_plain(letter) for letter in command.out), arguments
    assert command.json("history")["history"][-1]["keys"] == [f"y{letters}"]
    command("remove", f"z{letters}", "--json")
    assert all(letter == "\n" or is_plain(letter) for letter in command.out + command.errors)


def test_visit_ends_within_a_day(asked: CommandLine) -> None:
    assert agree(asked, "--item", "shoe_size", "--visit") == 0
    assert "for this visit only" in asked.out
    (claims,) = (each.claims for each in asked.shop.holds.values())
    assert claims.keep == "session"


def test_days_are_one_or_more(asked: CommandLine) -> None:
    for days in ("0", "-1", "x", "367", "999999999", "9" * 5000):
        with pytest.raises(SystemExit):
            asked("share", LINK, "--item", "shoe_size", f"--days={days}")


def test_unsigned_request_is_shown_as_such(command: CommandLine) -> None:
    signed = command.shop.ask({**SHOE, "reason": {"de": "Damit es passt."}}, recipients=[RECIPIENT])
    command.request = replace(signed, signed=False)
    assert command("open", LINK) == 0
    assert "Not signed. Only the address is known, and nobody proved it." in command.out
    assert "“Damit es passt.”" in command.out
    assert "“Packers B.V.” (NL)" in command.out


def test_request_without_terms_is_for_this_visit(command: CommandLine) -> None:
    command.request = replace(command.shop.ask(SHOE, FEET), terms=None)
    assert command("open", LINK) == 0
    assert "This shop does not say why or for how long." in command.out
    assert "Only everyday things can go." in command.out
    assert command.json("open", LINK)["request"]["most_days"] == 0


def test_several_in_one_credential_go_together(command: CommandLine) -> None:
    keys = ("clothing.shoe_size", "media.sports")
    command.request = command.shop.ask_for_claims(*({"path": [key]} for key in keys))
    assert command("open", LINK) == 0
    assert "all  Shoe size, Sports  Everyday" in command.out
    assert "This shop wants these 2 together." in command.out
    assert "EU 43 · Road running" in command.out
    assert command("share", LINK, "--item", "all", "--yes", "--visit") == 0
    assert {key: command.shop.claims[key]["value"] for key in keys} == {keys[0]: "43", keys[1]: ["running_road"]}
    (shop,) = command.json("shops")["shops"]
    (item,) = shop["items"]
    assert (item["key"], item["also"]) == (keys[0], [{"key": keys[1], "precision": "exact"}])
    assert command("stop", HOST, "--item", keys[1]) == 0
    assert command.json("history")["history"][-1]["keys"] == list(keys)


def test_sealed_item_takes_explicit_words_and_the_passphrase(asked: CommandLine) -> None:
    assert agree(asked, "--item", "feet=exact") == 7
    assert "--sealed" in asked.errors
    asked.passphrases = [*["copper lantern borrows seven geese"] * 2, "wrong one"]
    assert agree(asked, "--sealed", "feet=exact") == 3
    assert asked.shop.seen == []
    assert agree(asked, "--sealed", "feet=exact") == 0
    assert f"\nI let {HOST} see my “Foot health” to adjust its own pages to you, until " in asked.out
    assert list(held(asked)) == ["health.foot_health"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "You chose nothing."),
        (["--nothing", "--item", "shoe_size"], "Choose one."),
        (["--never-ask", "--item", "shoe_size"], "goes together with --nothing"),
        (["--item", "other"], "did not ask for this item"),
        (["--item", "width"], "cannot be shared with this shop"),
        (["--item", "shoe_size=finest"], "four precisions"),
        (["--item", "shoe_size=closed"], "cannot be shown that way"),
        (["--item", "shoe_size", "--item", "shoe_size"], "did not ask for this item"),
        (["--item", "shoe_size", "--days", "200"], "at most 90 days"),
    ],
)
def test_share_says_why_not(asked: CommandLine, arguments: list[str], words: str) -> None:
    assert agree(asked, *arguments) == 7
    assert words in asked.errors
    assert asked.shop.seen == []


def test_saying_no(asked: CommandLine) -> None:
    assert asked("share", LINK, "--nothing", "--never-ask") == 0
    assert asked.out.splitlines() == ["You shared nothing.", "This shop may not ask again.", "The shop heard your no."]
    asked.request = asked.shop.ask(SHOE)
    assert asked("open", LINK) == 5
    assert "may never ask again" in asked.errors


def test_shop_that_is_down_is_said_and_nothing_is_lost(asked: CommandLine) -> None:
    asked.shop.mood = "down"
    assert agree(asked, "--item", "shoe_size") == 6
    assert "The shop is not reached yet." in asked.out
    assert [each["state"] for each in asked.json("shops")["shops"][0]["items"]] == ["sending"]


def test_shop_that_refuses_the_answer_is_said(asked: CommandLine) -> None:
    asked.shop.mood = "refuses"
    assert agree(asked, "--item", "shoe_size") == 6
    assert "did not accept your answer" in asked.out


def test_share_without_a_receipt_is_done_and_told(asked: CommandLine) -> None:
    asked.shop.mood = "no receipt"
    assert agree(asked, "--item", "shoe_size") == 0
    assert "gave no receipt" in asked.out


def test_shops_tell_who_holds_what(asked: CommandLine) -> None:
    assert asked("shops") == 0
    assert asked.out == "No shop holds anything of yours.\n"
    agree(asked, "--item", "shoe_size=range", "--days", "30")
    assert asked("shops") == 0
    head, row = asked.out.splitlines()
    assert head == f"{HOST}  (Schoenenhuis B.V.)"
    assert row.split("  ")[1:] == ["Shoe size", "range", "until 11 June 2026", "The shop may use it."]


def test_stop_says_what_is_true(asked: CommandLine) -> None:
    agree(asked, "--item", "shoe_size", "--item", "sports")
    assert asked("stop", HOST, "--item", "media.sports") == 0
    assert "The shop confirmed that it is deleted." in asked.out
    assert list(held(asked)) == ["clothing.shoe_size"]
    asked.shop.mood = "down"
    assert asked("stop", HOST) == 6
    assert "Stopped. Shop not reached yet." in asked.out
    assert "cannot reach" in asked.out
    assert "Tries again from" in asked.out
    asked.shop.mood = "slow"
    asked.clock.moment = asked.clock.moment.replace(hour=13)
    assert asked("shops") == 0
    assert "Stopped. Shop told, proof of erasure not here yet." in asked.out


def test_stop_of_what_never_left_takes_it_back(asked: CommandLine) -> None:
    asked.shop.mood = "down"
    agree(asked, "--item", "shoe_size", "--item", "sports")
    found = asked.json("stop", HOST, "--item", "media.sports")
    assert {each["key"] for each in found["stopped"]} >= {"media.sports"}


@pytest.mark.parametrize(("arguments", "words"), [([], "does not know the shop"), (["--item", "x.y"], "does not hold")])
def test_stop_of_an_unknown_shop(asked: CommandLine, arguments: list[str], words: str) -> None:
    assert asked("stop", "other.example", *arguments) == 7
    assert words in asked.errors


def test_stop_twice_has_nothing_to_stop(asked: CommandLine) -> None:
    agree(asked, "--item", "shoe_size")
    asked("stop", HOST)
    assert asked("stop", HOST) == 7


def test_history_names_and_never_values(asked: CommandLine) -> None:
    agree(asked, "--item", "shoe_size")
    assert asked("history") == 0
    assert "43" not in "".join(line.partition("  ")[2] for line in asked.out.splitlines())
    assert any(line.split("  ")[-1] == "Shoe size" and "You shared" in line for line in asked.out.splitlines())
    assert [each["kind"] for each in asked.json("history", HOST)["history"]] == ["asked", "shared", "delivered"]
    assert asked("history", "other.example") == 0
    assert asked.out == "There is nothing to show.\n"
