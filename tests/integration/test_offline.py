"""A counter without a network between shop and vault: files and QR codes go back and forth, as people carry them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from secrets import token_bytes

import pytest

from tests.integration.connected import Wire, shop_at, vault_at
from tests.unit.cli.conftest import CommandLine
from tests.unit.shop.example import HOST, NOW, Example
from vault.core.clock import SetClock
from vault.core.consent import ItemState
from vault.core.errors import ChoiceError, RequestError, StorageError, TokenError
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.holdings import view_shops
from vault.customer.offline import fetch_file, fetch_given, save_answer
from vault.customer.review import propose, waiting_requests
from vault.customer.session import Session
from vault.customer.sharing import Shared, refuse, share
from vault.customer.stopping import stop
from vault.customer.trust import Trust
from vault.net.testing_shops import TestShops
from vault.openid4vp.answer_file import packed_answer
from vault.openid4vp.qr_code import qr_file
from vault.openid4vp.request_object import VerifiedRequest
from vault.shop.browser_session import bring_code, new_browser_session
from vault.shop.counter import ask_at_counter, ask_in_file, take_answer, what_came
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for
from vault.shop.requests import request_object

SIZE = "clothing.shoe_size"
DAY = timedelta(days=1)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Example]:
    made = shop_at(tmp_path / HOST, SetClock(NOW))
    yield made
    made.shop.store.close()


@pytest.fixture
def session(tmp_path: Path, made: Example) -> Iterator[Session]:
    with vault_at(tmp_path / "vault", made.clock) as opened:
        yield opened


@pytest.fixture
def wire(made: Example) -> Wire:
    return Wire({HOST: made})


def trust(made: Example) -> Trust:
    return Trust((made.authority.certificate,), TestShops())


def opened(path: Path, made: Example, wire: Wire) -> VerifiedRequest:
    return fetch_file(path, fetcher=wire, trust=trust(made), clock=made.clock, random=token_bytes)


def shared(session: Session, request: VerifiedRequest, days: int = 30) -> Shared:
    choices = Choices((Choice("shoe_size", Precision.RANGE),), days)
    return share(session, propose(session, request), choices, in_file=True)


def states(session: Session) -> list[str]:
    return [item.state.value for shop in view_shops(session) for item in shop.items]


def refusal(made: Example, data: bytes) -> str:
    with pytest.raises(TokenError) as refused:
        take_answer(made.shop, data)
    return refused.value.code


def test_there_and_back_in_files_and_stopped(tmp_path: Path, session: Session, made: Example, wire: Wire) -> None:
    till = new_browser_session(made.shop)
    asked, question = (
        ask_in_file(made.shop, ["shoe_size", "sports"], browser_session=till),
        tmp_path / "ask.prefrequest",
    )
    question.write_text(f"{asked.text}\n", encoding="ascii")
    made.clock.moment += 20 * DAY
    request = opened(question, made, wire)
    proposal = propose(session, request)
    assert (proposal.host, proposal.code) == (HOST, asked.code)
    gone = shared(session, request)
    assert wire.seen == []
    assert states(session) == [ItemState.UNCERTAIN]
    assert deliver(session, wire) == ()
    answer = tmp_path / "answer.jwe"
    save_answer(answer, gone.answer, random=token_bytes)
    with pytest.raises(ChoiceError, match="file_exists"):
        save_answer(answer, gone.answer, random=token_bytes)
    came = take_answer(made.shop, answer.read_bytes())
    assert (came.code, came.outcome, [item.key for item in came.items]) == (asked.code, "shared", [SIZE])
    assert came.customer is not None
    assert came.items[0].value.minimum == "42"
    bring_code(made.shop, came.response_code, browser_session=till, next_session=till)
    profile = profile_for(made.shop, till)
    assert profile.value(SIZE, purpose=SERVICE_PERSONALISATION) is not None
    assert refusal(made, answer.read_bytes()) == "nonce_spent"
    stop(session, HOST)
    assert [each.state for each in deliver(session, wire)] == ["told", "erased"]
    assert profile.value(SIZE, purpose=SERVICE_PERSONALISATION) is None
    assert what_came(made.shop, came.request).items == ()


def test_an_answer_is_a_picture_too(tmp_path: Path, session: Session, made: Example, wire: Wire) -> None:
    """A QR code of a link to ask, and one of the answer where it fits."""
    asked = ask_at_counter(made.shop, ["shoe_size"])
    question = tmp_path / "ask.png"
    question.write_bytes(qr_file(asked.link, "png") or b"")
    request = opened(question, made, wire)
    assert wire.seen == [(HOST, asked.id)]
    gone = shared(session, request)
    picture = qr_file(packed_answer(gone.answer), "png")
    assert picture is not None, f"{len(gone.answer)} characters do not fit"
    came = take_answer(made.shop, picture)
    assert (came.code, [item.key for item in came.items]) == (asked.code, [SIZE])


def test_a_visit_is_shown_and_nothing_is_kept(session: Session, made: Example, wire: Wire, tmp_path: Path) -> None:
    asked = ask_in_file(made.shop)
    (tmp_path / "a.prefrequest").write_text(asked.text, encoding="ascii")
    gone = shared(session, opened(tmp_path / "a.prefrequest", made, wire), days=0)
    came = take_answer(made.shop, gone.answer.encode())
    assert (came.outcome, came.customer, [item.visit for item in came.items]) == ("visit", None, [True])
    with made.shop.store.transaction() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM item").scalar_one() == 0


def test_an_answer_past_the_request_s_end_is_refused(
    session: Session, made: Example, wire: Wire, tmp_path: Path
) -> None:
    asked = ask_in_file(made.shop)
    (tmp_path / "a.prefrequest").write_text(asked.text, encoding="ascii")
    gone = shared(session, opened(tmp_path / "a.prefrequest", made, wire), days=90)
    made.clock.moment += 31 * DAY
    assert refusal(made, gone.answer.encode()) == "answer_late"
    with pytest.raises(RequestError, match="request_expired"):
        opened(tmp_path / "a.prefrequest", made, wire)


def test_an_answer_of_nobody_s_and_one_for_another_shop(
    made: Example, session: Session, wire: Wire, tmp_path: Path
) -> None:
    other = shop_at(tmp_path / "boekhoek.example", made.clock, "boekhoek.example")
    try:
        asked = ask_in_file(other.shop)
        (tmp_path / "a.prefrequest").write_text(asked.text, encoding="ascii")
        gone = shared(session, opened(tmp_path / "a.prefrequest", other, wire))
        assert refusal(made, gone.answer.encode()) == "request_unknown"
        assert refusal(made, b"hello") == "jwe_malformed"
    finally:
        other.shop.store.close()


def test_a_stop_before_the_file_is_handed_in_waits_for_it(
    session: Session, made: Example, wire: Wire, tmp_path: Path
) -> None:
    """The shop knows nothing of it, and says so; the file may still come, and then what it brings has to go."""
    asked = ask_in_file(made.shop)
    (tmp_path / "a.prefrequest").write_text(asked.text, encoding="ascii")
    gone = shared(session, opened(tmp_path / "a.prefrequest", made, wire))
    stop(session, HOST)
    assert [each.state for each in deliver(session, wire)] == ["not_reached"]
    assert states(session) == [ItemState.STOPPING]
    made.clock.moment += DAY
    came = take_answer(made.shop, gone.answer.encode())
    assert came.outcome == "shared"
    assert [each.state for each in deliver(session, wire)] == ["told", "erased"]
    assert what_came(made.shop, asked.id).items == ()


def test_a_file_that_is_never_handed_in_is_denied_once_it_is_over(
    session: Session, made: Example, wire: Wire, tmp_path: Path
) -> None:
    asked = ask_in_file(made.shop)
    (tmp_path / "a.prefrequest").write_text(asked.text, encoding="ascii")
    shared(session, opened(tmp_path / "a.prefrequest", made, wire), days=90)
    stop(session, HOST)
    deliver(session, wire)
    made.clock.moment += 30 * DAY
    assert [each.state for each in deliver(session, wire)] == ["denied"]


def test_a_request_from_a_file_waits_for_thirty_days(
    session: Session, made: Example, wire: Wire, tmp_path: Path
) -> None:
    asked = ask_in_file(made.shop)
    path = tmp_path / "a b.prefrequest"
    path.write_text(asked.text, encoding="ascii")
    edges = {"fetcher": wire, "trust": trust(made), "clock": made.clock, "random": token_bytes}
    propose(session, fetch_given(path.as_uri(), **edges))  # type: ignore[arg-type]
    made.clock.moment += 29 * DAY
    (again,) = waiting_requests(session, trust(made))
    assert again.evidence.in_file
    refuse(session, propose(session, again))
    assert [each.state for each in deliver(session, wire)] == ["refusal_heard"]
    assert what_came(made.shop, asked.id).outcome == "declined"


def test_a_request_for_a_file_is_served_to_nobody(made: Example) -> None:
    assert request_object(made.shop, ask_in_file(made.shop).id) is None


def test_what_is_no_request_is_said(made: Example, wire: Wire, tmp_path: Path) -> None:
    cases = {
        "hello.prefrequest": (b"hello", "request_file_malformed"),
        "code.png": (qr_file("https://shop.example/menu", "png") or b"", "qr_not_ours"),
        "unsigned.png": (
            qr_file("openid4vp://?client_id=redirect_uri%3Ahttps%3A%2F%2Fshop.example%2Fa", "png") or b"",
            "qr_unsigned",
        ),
        "nothing.png": (b"\x89PNG\r\n\x1a\n", "picture_unreadable"),
    }
    for name, (data, code) in cases.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(RequestError, match=code):
            opened(tmp_path / name, made, wire)
    for missing in (tmp_path / "nothing.prefrequest", tmp_path):
        with pytest.raises(ChoiceError, match="file_unreadable"):
            opened(missing, made, wire)
    assert wire.seen == []


def test_an_answer_that_cannot_be_locked_leaves_in_no_file(session: Session, made: Example) -> None:
    request = replace(made.ask("shoe_size"), encryption=None, response_mode="direct_post")
    with pytest.raises(ChoiceError, match="answer_not_encrypted"):
        shared(session, request)
    assert states(session) == []


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="folder_missing"):
        save_answer(tmp_path / "no" / "answer.jwe", "a", random=token_bytes)


def test_the_command_line_opens_a_file_and_puts_the_answer_into_one(
    made: Example, wire: Wire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault_at(tmp_path / "typed", made.clock).lock()
    command = CommandLine(tmp_path / "typed", made.clock, wire)  # type: ignore[arg-type]  # shops behind one wire
    monkeypatch.setattr("tests.unit.cli.conftest.Trust", lambda *_: trust(made))
    asked, question = ask_in_file(made.shop, ["shoe_size"]), tmp_path / "ask.prefrequest"
    question.write_text(asked.text, encoding="ascii")
    assert command("open", str(question)) == 0
    assert f"Code {asked.code}." in command.out
    assert command("share", str(question), "--nothing", "--to-file", str(tmp_path / "no.jwe")) == 7
    assert command("share", str(question), "--item", "shoe_size", "--to-file", str(question)) == 7
    command.typed = ["yes"]
    assert command("share", str(question), "--item", "shoe_size", "--to-file", str(tmp_path / "answer.jwe")) == 0
    assert command.out.splitlines()[-1] == f"Code {asked.code}. The shop's counter shows the same four digits."
    assert wire.seen == []
    assert [item.key for item in take_answer(made.shop, (tmp_path / "answer.jwe").read_bytes()).items] == [SIZE]
