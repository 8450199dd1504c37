"""A vault's stops at a strict receiver of security events (RFC 8935), over HTTPS: taken, refused, and tried again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.copied_vaults import copied_vault
from tests.integration.event_receiver import ERRORS, EventReceiver
from tests.integration.loopback_https import Answer, LoopbackServer, Received, serve_https
from tests.unit.customer.asking import SHOE, SPORTS, Shop
from tests.unit.customer.conftest import PASSPHRASE
from vault.core.clock import SetClock
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.editing import set_words
from vault.customer.holdings import view_shops
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import Shared, share
from vault.customer.stopping import stop
from vault.demo.authority import ThrowAwayAuthority
from vault.net.https_client import HttpsClient
from vault.net.testing_shops import TestShops
from vault.storage import outbox

HOST = "schoenenhuis.example"
EVENT = "https://schemas.openid.net/secevent/caep/event-type/credential-change"


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 5, 12, 12, 4, tzinfo=UTC))


@pytest.fixture
def session(tmp_path: Path, clock: SetClock) -> Iterator[Session]:
    with copied_vault(tmp_path / "vault", PASSPHRASE, clock) as opened:
        set_words(opened, "clothing.shoe_size", "EU 43")
        set_words(opened, "media.sports", "running_road")
        yield opened


@pytest.fixture
def shared(session: Session, clock: SetClock) -> Shared:
    """Two items at a shop, which the receiver below then stands for."""
    shop = Shop(now=clock.now)
    proposal = propose(session, shop.ask(SHOE, SPORTS))
    choices = (Choice("shoe_size", Precision.RANGE), Choice("sports", Precision.CATEGORY))
    found = share(session, proposal, Choices(choices, 90))
    deliver(session, shop)
    return found


@pytest.fixture
def receiver() -> EventReceiver:
    return EventReceiver(f"x509_san_dns:{HOST}", f"https://{HOST}/erased/1")


@pytest.fixture
def server(receiver: EventReceiver) -> Iterator[LoopbackServer]:
    authority = ThrowAwayAuthority(datetime.now(UTC))

    def answer(request: Received) -> Answer:
        asks = Answer(202, b"", None, {"Retry-After": "60"})  # for the erasure receipt, which is no event
        return receiver(request) if request.method == "POST" else asks

    with serve_https(answer, authority, HOST) as found:
        yield found


def send(session: Session, server: LoopbackServer) -> list[str]:
    return [each.state for each in deliver(session, HttpsClient(TestShops((server.shop,)))) if each.kind == "stop"]


def states(session: Session) -> set[str]:
    return {item.state.value for shop in view_shops(session) for item in shop.items}


@pytest.mark.usefixtures("shared")
def test_a_stop_of_everything_is_taken(session: Session, receiver: EventReceiver, server: LoopbackServer) -> None:
    stop(session, HOST)
    assert send(session, server) == ["told"]
    assert receiver.wrong == []
    (event,) = receiver.events
    assert event["sub_id"] == {"format": "did", "url": event["iss"]}
    assert list(event["events"]) == [EVENT]
    assert states(session) == {"told"}


def test_a_stop_of_one_item_is_taken(
    session: Session, shared: Shared, receiver: EventReceiver, server: LoopbackServer
) -> None:
    stop(session, HOST, jti=shared.items[0])
    assert send(session, server) == ["told"]
    (event,) = receiver.events
    assert event["sub_id"] == {"format": "jwt_id", "iss": event["iss"], "jti": shared.items[0]}


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("error", sorted(ERRORS))
def test_what_a_receiver_refuses_is_not_shown_as_told(
    session: Session, receiver: EventReceiver, server: LoopbackServer, error: str
) -> None:
    """§2.4: of these only ``authentication_failed`` says that the shop knows nobody with this key."""
    receiver.refuse = error
    stop(session, HOST)
    assert send(session, server) == (["denied"] if error == "authentication_failed" else ["not_reached"])
    assert states(session) == ({"denied"} if error == "authentication_failed" else {"stopping"})


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("status", [200, 204, 400, 401, 403, 404, 429, 500, 503])
def test_only_202_is_told(session: Session, receiver: EventReceiver, server: LoopbackServer, status: int) -> None:
    receiver.status = status
    stop(session, HOST)
    assert send(session, server) == ["not_reached"]
    assert states(session) == {"stopping"}


@pytest.mark.usefixtures("shared")
def test_the_same_event_comes_again_until_it_is_taken(
    session: Session, receiver: EventReceiver, server: LoopbackServer, clock: SetClock
) -> None:
    """§2.1 and §4: what was not acknowledged is sent again, later each time, with the same ``jti``."""
    receiver.status = 503
    stop(session, HOST)
    for _ in range(3):
        assert send(session, server) == ["not_reached"]
        assert send(session, server) == []
        clock.moment += timedelta(minutes=10)
    receiver.status = None
    assert send(session, server) == ["told"]
    bodies = {each.body for each in server.received if each.method == "POST"}
    assert len(bodies) == 1
    assert len(receiver.events) == 1


@pytest.mark.usefixtures("shared")
def test_an_altered_event_is_refused_by_the_receiver(
    session: Session, receiver: EventReceiver, server: LoopbackServer
) -> None:
    """The double is strict: with one letter changed it takes none of what a vault sends."""
    stop(session, HOST)
    with session.database.read() as reader:
        (row,) = outbox.waiting(reader)
    head, body, signature = row.outgoing.body.decode().split(".")
    flipped = "B" if signature[0] == "A" else "A"
    headers = {"content-type": "application/secevent+jwt"}
    good = Received("POST", "/stop", headers, row.outgoing.body)
    wrong = {
        "authentication_failed": Received("POST", "/stop", headers, f"{head}.{body}.{flipped}{signature[1:]}".encode()),
        "invalid_request": Received("POST", "/stop", {"content-type": "application/jwt"}, row.outgoing.body),
    }
    assert receiver(good).status == 202
    for error, request in wrong.items():
        refused = receiver(request)
        assert (refused.status, refused.content_type) == (400, "application/json")
        assert receiver.wrong[-1].startswith(error)
    assert EventReceiver("x509_san_dns:other.example", "x")(good).status == 400
