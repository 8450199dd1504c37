from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from http.cookies import SimpleCookie
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from sqlalchemy import select
from starlette.applications import Starlette

from tests.unit.shop.asgi import Response, call
from tests.unit.shop.example import CLIENT_ID, NOW, OTHER_SESSION, SESSION, Example, Vault, code_of, example, item, urn
from vault.core.errors import StorageError
from vault.core.value import Precision, Value
from vault.demo.shoes import SECTIONS, SHOES
from vault.demo.shop_frame import QUIET_COOKIE
from vault.demo.storefront import storefront
from vault.demo.tries import TRIES
from vault.shop import tables
from vault.shop.answers import receive_answer
from vault.shop.browser_session import new_browser_session
from vault.shop.connector import COOKIE
from vault.tokens.security_event import stop_event

ITEMS = {
    "shoe_size": "clothing.shoe_size",
    "sports": "media.sports",
    "shoe_width": "clothing.shoe_width",
    "materials": "clothing.materials_avoided",
    "price": "clothing.price_per_pair",
    "foot_health": "health.foot_health",
}
SIZE = Value("43", system="EU")
FOUR = {
    "shoe_size": SIZE,
    "sports": Value(("running",), precision=Precision.CATEGORY),
    "shoe_width": Value("wide", precision=Precision.CATEGORY),
    "materials": Value(("leather",)),
}
PAGES = ["/", *[f"/{section.id}" for section in SECTIONS], "/shoes/dune-3", "/vault", "/why", "/stop", "/privacy"]
PAGES += ["/nothing-here"]
FORM = "application/x-www-form-urlencoded"


@dataclass
class Open:
    """The demo shop with a customer's vault, and a browser session that looks at it."""

    shop: Example
    app: Starlette
    vault: Vault

    def get(self, path: str, session: str | None = SESSION, **headers: str) -> str:
        return self.look(path, session, **headers).body.decode()

    def look(self, path: str, session: str | None = SESSION, **headers: str) -> Response:
        return call(self.app, "GET", path, headers=self._headers(session, headers))

    def post(self, path: str, session: str | None = SESSION, form: str = "", **headers: str) -> Response:
        headers["content-type"] = FORM
        return call(self.app, "POST", path, headers=self._headers(session, headers), body=[form.encode()])

    def share(self, values: Mapping[str, Value] = FOUR, **how: Any) -> None:
        self.shop.share(self.vault, values, **how)

    def stop_code(self) -> str:
        with self.shop.shop.store.transaction() as connection:
            return str(connection.execute(select(tables.customer.c.stop_code)).scalar_one())

    def _headers(self, session: str | None, headers: Mapping[str, str]) -> dict[str, str]:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        cookies = [sent.pop("cookie")] if "cookie" in sent else []
        cookies += [f"{COOKIE}={session}"] if session else []
        return {**sent, "cookie": "; ".join(cookies)} if cookies else sent


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Open]:
    made = example(tmp_path)
    asked = tuple(item(each, key) for each, key in ITEMS.items())
    made = made.with_policy(lambda policy: replace(policy, items=asked, return_path="/"))
    yield Open(made, storefront(made.shop), Vault())
    made.shop.store.close()


def names(page: str) -> list[str]:
    return re.findall(r'<h2><a href="/shoes/[^"]+">([^<]+)</a></h2>', page)


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_before_sharing_everybody_sees_all_shoes_and_one_question(shop: Open) -> None:
    page = shop.get("/", session=None)
    assert names(page) == [shoe.name for shoe in SHOES]
    assert 'href="/preferences/start"' in page
    assert "Personalise with your vault" in page
    assert "For you" not in page
    for section in SECTIONS:
        found = names(shop.get(f"/{section.id}", session=None))
        assert found == [shoe.name for shoe in SHOES if shoe.kind.section == section.id]


def test_after_sharing_what_fits_comes_first_and_says_why(shop: Open) -> None:
    shop.share()
    page = shop.get("/running")
    found = [shoe for shoe in SHOES if shoe.name in names(page)]
    assert 0 < len(found) < len(SHOES)
    assert all("43" in shoe.sizes and "leather" not in shoe.materials for shoe in found)
    said = text(page)
    assert f"For you ({len(found)})" in said
    assert "Chosen for you because: shoe size 43 likes: running wide fit no leather" in said
    assert "From your vault, until 16 February 2027" in said
    assert "Wide, EU 43 in stock" in said
    everything = shop.get("/running?show=all")
    assert names(everything) == [shoe.name for shoe in SHOES if shoe.kind.section == "running"]
    assert "EU 43 in stock" not in everything


@pytest.mark.parametrize("path", ["/", *[f"/{section.id}" for section in SECTIONS], "/shoes/dune-3", "/why", "/stop"])
def test_nothing_shared_changes_nothing(shop: Open, path: str) -> None:
    before = shop.get(path, session=None)
    assert shop.get(path) == before
    shop.share()
    assert shop.get(path) != before or path == "/kids"
    assert shop.get(path, session=OTHER_SESSION) == shop.get(path, session=None) == before


@pytest.mark.parametrize("shared", FOUR)
def test_one_thing_shared_is_the_only_reason_given(shop: Open, shared: str) -> None:
    shop.share({shared: FOUR[shared]})
    chips = re.findall(r'<ul class="chips">(.*?)</ul>', shop.get("/"), re.DOTALL)
    reasons = {
        "shoe_size": "shoe size 43",
        "sports": "likes: running",
        "shoe_width": "wide fit",
        "materials": "no leather",
    }
    assert text(chips[0]) == reasons[shared]
    why = text(shop.get("/why"))
    assert why.count("You shared it on") == 1


def test_a_range_and_a_category_are_as_rough_as_they_were_shared(shop: Open) -> None:
    shop.share({"shoe_size": Value(minimum="42", maximum="43.5", system="EU", precision=Precision.RANGE)})
    page = text(shop.get("/"))
    assert "shoe size 42–43.5" in page  # noqa: RUF001
    shop.share({"shoe_size": Value("adult", precision=Precision.CATEGORY)})
    page = shop.get("/")
    assert "adult sizes" in page
    assert set(names(page)) == {shoe.name for shoe in SHOES if shoe.kind.section != "kids"}
    assert "in stock" not in page


def test_no_fit_is_said_and_all_shoes_are_one_step_away(shop: Open) -> None:
    shop.share()
    page = shop.get("/kids")
    assert names(page) == []
    assert "No shoes here fit everything you shared." in page
    assert 'href="/kids?show=all"' in page


def test_why_says_each_thing_its_purpose_and_its_end(shop: Open) -> None:
    shop.share()
    why = text(shop.get("/why"))
    for said in ("Shoe size: EU 43", "Sports: Running", "Shoe width: Wide", "Materials to avoid: No leather"):
        assert said in why
    assert why.count("to adjust its own pages to you") == 4
    assert why.count("“To show what fits.”") == 4
    assert why.count("You shared it on 18 November 2026. It ends on 16 February 2027.") == 4
    assert "You shared nothing with us" in shop.get("/why", session=OTHER_SESSION)


def test_a_visit_ends_with_its_time_of_day(shop: Open) -> None:
    ends = NOW.replace(minute=0) + timedelta(hours=20)  # tokens end on the hour
    shop.share({"shoe_size": SIZE}, change=lambda _, claims: replace(claims, keep="session", exp=ends))
    assert f"until 19 November 2026, {ends.astimezone():%H:%M}" in text(shop.get("/"))


def test_one_shoe_says_how_it_fits(shop: Open) -> None:
    assert "your size" not in shop.get("/shoes/beek-trail")
    shop.share()
    page = shop.get("/shoes/beek-trail")
    assert '<li class="mine">43' in page
    assert "no leather: does not fit" in text(page)
    assert "This pair fits everything you shared." in shop.get("/shoes/dune-3")
    assert shop.look("/shoes/nothing").status == 404


def test_the_waiting_page_has_both_links_and_the_code(shop: Open) -> None:
    started = shop.look("/preferences/start", session=None)
    assert started.status == 303
    path, mine = started.headers["location"], session_given(started)
    page = shop.get(path, session=mine)
    assert re.search(r'href="openid4vp://\?client_id=[^"]+"', page)
    assert re.search(r'href="preference-vault://\?client_id=[^"]+"', page)
    assert re.search(r'<p class="digits">\d{4}</p>', page)
    assert shop.look(path, session=OTHER_SESSION).status == 404
    shop.shop.clock.moment = NOW + timedelta(minutes=10)
    gone = shop.look(path, session=mine)
    assert gone.status == 404
    assert "This link does not work here" in gone.body.decode()


def session_given(response: Response) -> str:
    return SimpleCookie(response.headers["set-cookie"])[COOKIE].value


def test_coming_back_from_the_vault(shop: Open) -> None:
    before = new_browser_session(shop.shop.shop)
    request = shop.shop.ask("shoe_size", session=before)
    path = f"/preferences/wait/{urlsplit(request.response_uri).path and request_id(shop)}"
    reply = receive_answer(shop.shop.shop, shop.vault.answer(request, {"shoe_size": SIZE}))
    assert "Your vault has answered" in shop.get(path, session=before)
    assert "For you" not in shop.get("/", session=before)
    back = f"/preferences/return?response_code={quote(code_of(reply))}"
    assert shop.look(back, session=OTHER_SESSION).status == 403
    assert "For you" not in shop.get("/", session=OTHER_SESSION)
    returned = shop.look(back, session=before)
    assert (returned.status, returned.headers["location"]) == (303, "/")
    after = session_given(returned)
    assert "For you" in shop.get("/", session=after)
    assert "For you" not in shop.get("/", session=before)
    waiting = shop.look(path, session=after)
    assert (waiting.status, waiting.headers["location"]) == (303, "/")


def test_sharing_nothing_leaves_the_shop_as_it_is(shop: Open) -> None:
    mine = new_browser_session(shop.shop.shop)
    request = shop.shop.ask("shoe_size", session=mine)
    reply = receive_answer(shop.shop.shop, shop.vault.refuse(request))
    mine = session_given(shop.look(f"/preferences/return?response_code={quote(code_of(reply))}", session=mine))
    assert "You shared nothing" in shop.get(f"/preferences/wait/{request_id(shop)}", session=mine)
    assert shop.get("/", session=mine) == shop.get("/", session=None)


def request_id(shop: Open) -> str:
    with shop.shop.shop.store.transaction() as connection:
        return str(connection.execute(select(tables.request.c.id)).scalar_one())


def test_stopping_in_this_browser(shop: Open) -> None:
    before = {path: shop.get(path) for path in PAGES}
    shop.share()
    assert 'action="/stop/here"' in shop.get("/stop")
    assert shop.post("/stop/here", session=OTHER_SESSION).status == 200
    assert "For you" in shop.get("/")
    assert "Stopped" in shop.post("/stop/here").body.decode()
    assert {path: shop.get(path) for path in PAGES} == before
    with shop.shop.shop.store.transaction() as connection:
        assert connection.execute(select(tables.stop.c.receipt)).scalar_one() is not None


def test_stopping_in_the_vault(shop: Open) -> None:
    before = shop.get("/")
    shop.share()
    event = stop_event(shop.vault.key, aud=CLIENT_ID, iat=NOW, jti=urn(), token_jti=None)
    headers = {"content-type": "application/secevent+jwt"}
    assert call(shop.app, "POST", "/preferences/stop", headers=headers, body=[event.encode()]).status == 202
    assert shop.get("/") == before


def test_stopping_with_the_code_of_the_receipt(shop: Open) -> None:
    before = shop.get("/")
    shop.share()
    wrong = shop.post("/stop/code", session=OTHER_SESSION, form="code=ABCD-EFGH-JKMN")
    assert wrong.status == 400
    assert "We do not know this code." in wrong.body.decode()
    assert "For you" in shop.get("/")
    typed = shop.stop_code().lower().replace("-", " ")
    assert shop.post("/stop/code", session=OTHER_SESSION, form=f"code={quote(typed)}").status == 200
    assert shop.get("/") == before


def test_a_code_can_be_tried_a_few_times_a_minute(shop: Open) -> None:
    shop.share()
    tried = [shop.post("/stop/code", form="code=ABCD-EFGH-JKMN").status for _ in range(TRIES + 1)]
    assert tried == [400] * TRIES + [429]
    assert shop.post("/stop/code", form=f"code={shop.stop_code()}").status == 429
    assert shop.post("/stop/code", session=OTHER_SESSION, form="code=x").status == 400
    shop.shop.clock.moment += timedelta(minutes=1)
    assert shop.post("/stop/code", form=f"code={shop.stop_code()}").status == 200


@pytest.mark.parametrize("form", ["", "code=", "c=1", "code=" + "x" * 5000, "%%%", "code=%ff%00"])
def test_a_form_that_is_none_is_an_unknown_code(shop: Open, form: str) -> None:
    assert shop.post("/stop/code", form=form).status == 400


def test_no_thank_you_is_remembered_until_the_browser_closes(shop: Open) -> None:
    answer = shop.post("/no-thanks?from=running")
    assert (answer.status, answer.headers["location"]) == (303, "/running")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{QUIET_COOKIE}=1;")
    assert "Max-Age" not in cookie
    assert {"Secure", "HttpOnly", "SameSite=lax"} <= set(cookie.split("; "))
    page = shop.get("/running", session=None, cookie=f"{QUIET_COOKIE}=1")
    assert "/preferences/start" not in page
    assert names(page) == names(shop.get("/running", session=None))
    assert "/preferences/start" in shop.get("/why", session=None, cookie=f"{QUIET_COOKIE}=1")
    for elsewhere in ("", "?from=//evil.example", "?from=nothing"):
        assert shop.post(f"/no-thanks{elsewhere}").headers["location"] == "/"


@pytest.mark.parametrize("path", [*PAGES, "/preferences/return", "/preferences/wait/x", "/shop.css", "/mark.svg"])
def test_no_page_runs_a_script_but_the_button_or_loads_from_elsewhere(shop: Open, path: str) -> None:
    shop.share()
    found = shop.look(path)
    policy = found.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert re.findall("script-src[^;]*|connect-src[^;]*", policy) in ([], ["script-src 'self'", "connect-src 'self'"])
    assert "unsafe" not in policy
    assert found.headers["x-content-type-options"] == "nosniff"
    assert found.headers["cache-control"] == "no-store"
    assert found.headers["referrer-policy"] == "no-referrer"
    button = '<script type="module" src="/preferences/preference-button.js"></script>'
    body = found.body.decode().replace(button, "")
    assert not re.search(r"<script|<style|<iframe|\sstyle=|\son\w+=|javascript:|@import|url\(", body)
    links = re.findall(r'(?:href|src|action)="([^"]+)"', body)
    assert all(link.startswith(("/", "#")) and not link.startswith("//") for link in links)


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_built_for_keyboard_and_screen_reader(shop: Open, path: str) -> None:
    shop.share()
    page = shop.get(path)
    assert page.count("<h1>") == page.count("<main ") == page.count("<header ") == page.count("<footer ") == 1
    assert page.index('class="skip" href="#main"') < page.index("<header ")
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    referred = re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', page)
    assert {each for many in referred for each in many.split()} <= set(ids)
    for svg in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        assert 'aria-hidden="true"' in svg or "<title" in svg
    for field in re.findall(r'<input id="([^"]+)"', page):
        assert f'<label for="{field}">' in page


@pytest.mark.parametrize("path", PAGES)
def test_dutch_by_what_the_browser_asks_for(shop: Open, path: str) -> None:
    shop.share()
    dutch, english = shop.get(path, accept_language="nl-BE,nl;q=0.9,en;q=0.8"), shop.get(path)
    assert '<html lang="nl">' in dutch
    assert '<html lang="en">' in english
    assert "Jouw voorkeuren" in dutch
    assert "Jouw voorkeuren" not in english


def test_while_the_database_is_away_the_shop_says_so(shop: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> object:
        raise StorageError("store_unreachable")

    for each in ("transaction", "reading"):
        monkeypatch.setattr(type(shop.shop.shop.store), each, fail)
    assert shop.look("/").status == 503
    assert shop.post("/stop/code", form="code=ABCD-EFGH-JKMN").status == 503
    assert shop.look("/", session=None).status == 200  # nobody's data is needed


def test_the_connectors_addresses_are_still_there(shop: Open) -> None:
    assert shop.look("/preferences/start", accept="application/json").status == 201
    assert shop.look("/preferences/request/nothing").json() == {"error": "request_unknown"}
    assert asyncio.run(_starts(shop.app))


async def _starts(app: Starlette) -> bool:
    async with app.router.lifespan_context(app):
        return True


def test_another_device_shows_the_code_for_where_it_began(shop: Open) -> None:
    request = shop.shop.ask("shoe_size")
    response = code_of(receive_answer(shop.shop.shop, shop.vault.answer(request, {"shoe_size": SIZE})))
    elsewhere = shop.look(f"/preferences/return?response_code={response}", session=OTHER_SESSION)
    assert elsewhere.status == 403
    assert re.search(r'<p class="digits">[0-9A-Z]{4}-[0-9A-Z]{4}</p>', elsewhere.body.decode())
    assert "digits" not in shop.get("/preferences/return?response_code=unknown", session=OTHER_SESSION)
