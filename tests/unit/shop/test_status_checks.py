"""Lists that say what was stopped: fetched from the hosts in the settings only, believed only when signed by them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.unit.shop.asgi import call
from tests.unit.shop.example import NOW, PHONE, SIZE, Example, Vault
from tests.unit.shop.stops import EVENT, issued, read, receipt, stop
from tests.unit.shop.test_refreshing import form as refresh_form
from tests.unit.shop.test_refreshing import fresh
from vault.core.errors import NetworkError, PolicyError, TokenError
from vault.core.value import Value
from vault.net.fetcher import HttpRequest, HttpResponse
from vault.shop import tables
from vault.shop.answers import receive_answer
from vault.shop.policy import read_policy
from vault.shop.refreshing import receive_refresh
from vault.shop.status_cache import StatusCache
from vault.shop.status_checks import LONGEST_RETRY, MIN_TTL, check_statuses
from vault.shop.stopping import finish_stops
from vault.status.app import status_app
from vault.status.places import allocate
from vault.status.places import stop as stop_place
from vault.status.service import StatusHost, open_host
from vault.status.settings import Settings
from vault.tokens.keys import SigningKey
from vault.tokens.preference_token import TokenClaims
from vault.tokens.status_list import StatusList, VerifiedStatusList, encode, host_document, status_list_token

NAME = "status.example"


@dataclass
class Lists:
    """A status host, and what it was asked. ``answer`` takes its place."""

    host: StatusHost
    asked: list[str] = field(default_factory=list)
    answer: Callable[[HttpRequest], HttpResponse] | None = None

    def fetch(self, request: HttpRequest) -> HttpResponse:
        self.asked.append(request.url)
        if self.answer is not None:
            return self.answer(request)
        found = call(status_app(self.host), request.method, request.url.removeprefix(f"https://{NAME}"))
        return HttpResponse(found.status, found.headers, found.body, found.headers.get("content-type"))

    def lists_asked(self) -> int:
        return sum("/lists/" in url for url in self.asked)


@dataclass
class Scene:
    """A shop that asks the host, a customer, and the places that their tokens name, in order."""

    shop: Example
    vault: Vault
    lists: Lists
    places: list[Any]

    def share(self, *, names: str = NAME) -> None:
        """Share the shoe size and the phone, each with a place."""
        places = iter(self.places)

        def with_place(_: str, claims: TokenClaims) -> TokenClaims:
            return replace(claims, status=(f"https://{names}/lists/1", next(places).index))

        self.shop.share(self.vault, {"shoe_size": SIZE, "phone": PHONE}, change=with_place)

    def stop(self, *numbers: int) -> None:
        """Stop places at the host, which signs its list anew."""
        for number in numbers:
            place = self.places[number]
            stop_place(self.lists.host.store, place.number, place.index, place.secret)
        self.lists.host.publisher.refresh()

    def check(self) -> int:
        return check_statuses(self.shop.shop, self.lists)

    def later(self, seconds: int) -> None:
        self.shop.clock.moment += timedelta(seconds=seconds)

    def reads(self) -> tuple[object, object]:
        return read(self.shop, "clothing.shoe_size"), read(self.shop, "media.phone_model")


@pytest.fixture
def scene(shop: Example, vault: Vault, tmp_path: Path) -> Iterator[Scene]:
    asking = shop.with_policy(lambda policy: replace(policy, status_hosts=(NAME,)))
    host = open_host(Settings(NAME, tmp_path / "status.db", 300, 90, 1000, 1000, 1000), shop.clock)
    yield Scene(asking, vault, Lists(host), allocate(host.store, 2, host.random))
    host.store.close()


def test_what_a_list_says_was_stopped_is_erased_as_by_a_stop(scene: Scene) -> None:
    scene.share()
    assert scene.check() == 0
    scene.stop(0)
    scene.later(300)
    assert scene.check() == 1
    assert scene.reads() == (None, PHONE)
    with scene.shop.shop.store.transaction() as connection:
        assert connection.execute(select(tables.content.c.jti)).scalars().all() == [issued(scene.vault)[1]]
        (row,) = connection.execute(select(tables.stop)).all()
    assert (row.token, row.done is not None) == (issued(scene.vault)[0], True)
    scene.later(300)
    assert scene.check() == 0


def test_a_list_is_fetched_once_in_its_ttl_by_whatever_process(scene: Scene) -> None:
    scene.share()
    other = replace(scene.shop.shop, statuses=StatusCache())
    scene.check()
    scene.later(299)
    scene.check()
    check_statuses(other, scene.lists)
    assert scene.lists.lists_asked() == 1
    scene.later(1)
    check_statuses(other, scene.lists)
    scene.check()
    assert scene.lists.lists_asked() == 2


def test_keys_are_fetched_once_an_hour(scene: Scene) -> None:
    scene.share()
    for _ in range(11):
        scene.check()
        scene.later(300)
    assert len(scene.lists.asked) - scene.lists.lists_asked() == 1
    for _ in range(2):
        scene.later(1800)
        scene.check()
    assert len(scene.lists.asked) - scene.lists.lists_asked() == 2


def test_a_new_key_of_the_host_is_found_at_once(scene: Scene) -> None:
    scene.share()
    scene.check()
    scene.shop.shop.statuses.put_keys(NAME, {}, scene.shop.clock.now())
    scene.stop(0)
    scene.later(300)
    assert scene.check() == 1


def test_a_host_that_the_settings_do_not_list_is_never_asked(scene: Scene) -> None:
    scene.share(names="other.example")
    scene.stop(0, 1)
    assert scene.check() == 0
    assert scene.lists.asked == []
    assert scene.reads() == (SIZE, PHONE)
    stop(scene.shop, scene.vault, None)
    assert scene.reads() == (None, None)


def test_a_shop_without_hosts_asks_nobody(scene: Scene) -> None:
    scene.share()
    none = replace(scene.shop.shop, policy=replace(scene.shop.shop.policy, status_hosts=()))
    assert check_statuses(none, scene.lists) == 0
    assert scene.lists.asked == []


def test_a_host_taken_off_the_settings_is_not_asked_any_more(scene: Scene) -> None:
    scene.share()
    elsewhere = replace(scene.shop.shop, policy=replace(scene.shop.shop.policy, status_hosts=("other.example",)))
    assert check_statuses(elsewhere, scene.lists) == 0
    assert scene.lists.asked == []


def test_an_answer_that_was_stopped_before_it_came_is_refused(scene: Scene) -> None:
    scene.share()
    scene.stop(0, 1)
    scene.later(300)
    assert scene.check() == 2
    late = Scene(scene.shop, Vault(), scene.lists, scene.places)
    request = late.shop.ask("shoe_size")
    status = (f"https://{NAME}/lists/1", scene.places[0].index)
    form = late.vault.answer(
        request, {"shoe_size": SIZE}, now=late.shop.clock.now(), change=lambda _, claims: replace(claims, status=status)
    )
    with pytest.raises(TokenError) as refusal:
        receive_answer(late.shop.shop, form)
    assert refusal.value.code == "status_revoked"


def test_a_refresh_that_was_stopped_before_it_came_is_refused(scene: Scene) -> None:
    scene.share()
    scene.stop(1)
    scene.later(300)
    assert scene.check() == 1
    size = scene.vault.issued[0]
    stopped = (f"https://{NAME}/lists/1", scene.places[1].index)
    claims = replace(fresh(size, scene.shop.clock.now()), status=stopped)
    values = {"shoe_size": (size, Value("46", system="EU"))}
    body = refresh_form(scene.shop, scene.vault, values, new={"shoe_size": claims})
    with pytest.raises(TokenError) as refusal:
        receive_refresh(scene.shop.shop, body)
    assert refusal.value.code == "status_revoked"
    assert scene.reads() == (SIZE, None)


@pytest.mark.parametrize("whole", [True, False])
def test_the_receipt_of_a_stop_that_comes_later_names_what_the_list_ended(scene: Scene, whole: bool) -> None:
    scene.share()
    scene.stop(0)
    scene.check()
    size, phone = issued(scene.vault)
    scene.later(60)
    location = stop(scene.shop, scene.vault, None if whole else size)
    finish_stops(scene.shop.shop)
    found = receipt(scene.shop, scene.vault, location, [size, phone] if whole else [size])
    assert len(found.kept) == 1
    again = stop(scene.shop, scene.vault, None, jti=f"{EVENT[:-1]}2")
    finish_stops(scene.shop.shop)
    assert set(receipt(scene.shop, scene.vault, again, [] if whole else [phone], f"{EVENT[:-1]}2").tokens) == (
        set() if whole else {phone}
    )


def forged(scene: Scene, **how: Any) -> str:
    """A list of the host in which everything was stopped."""
    whole = {
        "key": how.pop("key", None) or SigningKey.generate(),
        "uri": f"https://{NAME}/lists/1",
        "lst": encode(b"\xff" * 131_072),
        "iat": scene.shop.clock.now(),
        "exp": scene.shop.clock.now() + timedelta(days=1),
        "ttl": 300,
    }
    return status_list_token(**{**whole, **how})


@pytest.mark.parametrize(
    "answer",
    [
        lambda scene: HttpResponse(404, {}, b"", None),
        lambda scene: HttpResponse(200, {}, b"", None),
        lambda scene: HttpResponse(200, {}, forged(scene).encode(), "application/statuslist+jwt"),
        lambda scene: HttpResponse(200, {}, forged(scene, uri=f"https://{NAME}/lists/2").encode(), None),
        lambda scene: HttpResponse(200, {}, b"\xff\xfe", None),
    ],
)
def test_a_list_that_does_not_hold_ends_nothing(
    scene: Scene, caplog: pytest.LogCaptureFixture, answer: Callable[[Scene], HttpResponse]
) -> None:
    scene.share()
    scene.lists.answer = lambda _: answer(scene)
    assert scene.check() == 0
    assert scene.reads() == (SIZE, PHONE)
    assert NAME in caplog.text


def test_a_host_that_is_away_is_asked_less_and_less_often(scene: Scene) -> None:
    def away(_: HttpRequest) -> HttpResponse:
        raise NetworkError("cannot_connect", host=NAME)

    scene.share()
    scene.lists.answer = away
    times = []
    for minute in range(10 * 60):
        before = len(scene.lists.asked)
        scene.check()
        if len(scene.lists.asked) > before:
            times.append(minute)
        scene.later(60)
    waits = [later - earlier for earlier, later in pairwise(times)]
    assert waits == sorted(waits)
    assert waits[-1] * 60 <= LONGEST_RETRY
    assert len(times) <= 10
    scene.lists.answer = None
    scene.stop(0)
    scene.later(LONGEST_RETRY)
    assert scene.check() == 1


def test_a_host_is_not_asked_more_often_than_makes_sense(scene: Scene) -> None:
    key = SigningKey.generate()
    lists = {f"https://{NAME}/lists/1": forged(scene, key=key, ttl=1, lst=encode(bytes(131_072))).encode()}
    document = json.dumps(host_document({key.public.thumbprint(): key.public})).encode()
    scene.lists.answer = lambda request: HttpResponse(200, {}, lists.get(request.url, document), None)
    scene.share()
    for _ in range(MIN_TTL):
        scene.check()
        scene.later(1)
    assert scene.lists.lists_asked() == 1


def test_an_older_list_does_not_replace_a_newer_one() -> None:
    cache, uri = StatusCache(), "https://status.example/lists/1"
    end = NOW + timedelta(days=1)
    new = VerifiedStatusList(uri, StatusList(1, b"\x01"), NOW, end, 300)
    cache.put(new)
    cache.put(replace(new, statuses=StatusList(1, b"\x00"), iat=NOW - timedelta(hours=1)))
    assert cache.status(uri, 0, NOW) == 1
    assert cache.status(uri, 1, NOW) == 0
    assert cache.status(uri, 8, NOW) is None
    assert cache.status(uri, 0, end) is None
    assert cache.status("https://status.example/lists/2", 0, NOW) is None


def test_hosts_stand_in_the_settings(tmp_path: Path, shop: Example) -> None:
    path = shop.folder / "preferences.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("[shop]", f'[shop]\nstatus_hosts = ["{NAME}"]'), "utf-8")
    assert read_policy(path).status_hosts == (NAME,)
    path.write_text(text.replace("[shop]", '[shop]\nstatus_hosts = ["https://status.example"]'), "utf-8")
    with pytest.raises(PolicyError) as refusal:
        read_policy(path)
    assert refusal.value.facts["where"] == "shop.status_hosts"
