from __future__ import annotations

import json
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.applications import Starlette

from tests.unit.shop.asgi import Response, call
from tests.unit.shop.example import CATALOGUE, HOST, PHONE, SIZE, Example, Vault, code_of
from tests.unit.shop.test_element_questions import elements
from vault import bundled
from vault.core.errors import StorageError
from vault.openid4vp.link import parse_link
from vault.openid4vp.request_object import verify_signed
from vault.portability.import_json import read
from vault.shop import element_endpoints
from vault.shop.answers import receive_answer
from vault.shop.browser_session import bring_code, new_browser_session
from vault.shop.connector import COOKIE, connector
from vault.shop.element_endpoints import MAX_ANSWERS
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for
from vault.shop.requests import request_object

MOST = 10_000
"""Bytes of the element as it is served."""
PAGE = {"content-type": "application/json", "sec-fetch-site": "same-origin"}


@pytest.fixture
def app(shop: Example) -> Starlette:
    return connector(shop.shop)


@pytest.fixture
def mine(shop: Example) -> str:
    return new_browser_session(shop.shop)


def cookie(session: str) -> dict[str, str]:
    return {"cookie": f"{COOKIE}={session}"}


def post(app: Starlette, name: str, body: object, session: str = "", **headers: str) -> Response:
    sent = {**PAGE, **(cookie(session) if session else {}), **{k.replace("_", "-"): v for k, v in headers.items()}}
    return call(app, "POST", f"/preferences/element/{name}", headers=sent, body=[json.dumps(body).encode()])


def state(app: Starlette, request_id: str, session: str) -> object:
    return call(app, "GET", f"/preferences/element/state/{request_id}", headers=cookie(session)).json()["state"]


def given(response: Response) -> str:
    return SimpleCookie(response.headers["set-cookie"])[COOKIE].value


def shown(begun: Any, name: str) -> str:
    return json.dumps(begun["states"][name], ensure_ascii=False)


def reply_of(shop: Example, vault: Vault, begun: Any, answer: bool = True) -> dict[str, Any]:
    """What a vault gets that took the link."""
    (link,) = [each["href"] for each in elements(begun["states"]["waiting"]["show"][1], "a")]
    found = parse_link(link)
    text = request_object(shop.shop, begun["id"])
    assert text is not None
    anchors = [shop.authority.certificate]
    request = verify_signed(text, client_id=found.client_id, anchors=anchors, now=shop.clock.now())
    return receive_answer(shop.shop, vault.answer(request, {"phone": PHONE}) if answer else vault.refuse(request))


def test_the_element_is_small_and_needs_nothing_else(app: Starlette) -> None:
    served = call(app, "GET", "/preferences/preference-button.js")
    assert (served.status, served.headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert served.headers["cache-control"] == "max-age=3600"
    assert served.headers["x-content-type-options"] == "nosniff"
    assert served.body == bundled.read("element/preference-button.js")
    assert len(served.body) < MOST
    source = served.body.decode()
    for word in ("import(", "import ", "innerHTML", "cookie", "localStorage", "indexedDB", "navigator", "eval("):
        assert word not in source.replace("import.meta", "")


def test_a_request_begins_and_is_followed_to_its_share(shop: Example, app: Starlette, vault: Vault, mine: str) -> None:
    began = post(app, "begin", {"lang": "nl", "items": ["phone"]}, mine)
    assert (began.status, given(began)) == (201, mine)
    begun = began.json()
    assert 0 < begun["seconds"] <= 600
    assert begun["states"].keys() == {"waiting", "answered", "shared", "declined", "ended", "used"}
    assert "Open je kluis" in shown(begun, "waiting")
    assert len(elements(begun["states"]["waiting"]["show"][5], "svg")) == 1
    assert state(app, begun["id"], mine) == "waiting"
    reply = reply_of(shop, vault, begun)
    assert state(app, begun["id"], mine) == "answered"
    bring_code(shop.shop, code_of(reply), browser_session=mine, next_session=mine)
    assert state(app, begun["id"], mine) == "shared"


def test_a_refusal_is_told(shop: Example, app: Starlette, vault: Vault, mine: str) -> None:
    begun = post(app, "begin", {}, mine).json()
    assert "Open your vault" in shown(begun, "waiting")
    reply_of(shop, vault, begun, answer=False)
    assert state(app, begun["id"], mine) == "declined"


def test_a_request_is_nobody_elses_and_ends(shop: Example, app: Starlette, mine: str) -> None:
    begun = post(app, "begin", {}, mine).json()
    assert state(app, begun["id"], new_browser_session(shop.shop)) == "ended"
    assert state(app, "unknown", mine) == "ended"
    shop.clock.moment = shop.clock.moment.replace(hour=shop.clock.moment.hour + 1)
    assert state(app, begun["id"], mine) == "ended"


def test_the_code_of_another_device(shop: Example, app: Starlette, vault: Vault, mine: str) -> None:
    begun = post(app, "begin", {}, mine).json()
    reply = reply_of(shop, vault, begun)
    elsewhere = call(app, "GET", f"/preferences/return?response_code={code_of(reply)}")
    assert elsewhere.status == 403
    code = elsewhere.body.decode().partition("<strong>")[2].partition("</strong>")[0]
    wrong = post(app, "bring", {"id": begun["id"], "code": "AAAA-AAAA"}, mine)
    assert (wrong.status, wrong.json()["error_description"]) == (400, "carry_code_wrong")
    assert begun["wrong"]["carry_code_wrong"].startswith("This is not the code.")
    assert post(app, "bring", {"id": begun["id"], "code": None}, mine).status == 400
    brought = post(app, "bring", {"id": begun["id"], "code": code}, mine)
    assert brought.json() == {"state": "shared"}
    profile = profile_for(shop.shop, given(brought))
    assert profile.value("media.phone_model", purpose=SERVICE_PERSONALISATION) == PHONE
    assert b"<strong>" not in call(app, "GET", f"/preferences/return?response_code={code_of(reply)}").body


def test_a_refusal_elsewhere_is_brought_as_one(shop: Example, app: Starlette, vault: Vault, mine: str) -> None:
    begun = post(app, "begin", {}, mine).json()
    reply = reply_of(shop, vault, begun, answer=False)
    page = call(app, "GET", f"/preferences/return?response_code={code_of(reply)}").body.decode()
    code = page.partition("<strong>")[2].partition("</strong>")[0]
    assert post(app, "bring", {"id": begun["id"], "code": code}, mine).json() == {"state": "declined"}


def test_questions_and_answers_of_a_browser_without_a_session(shop: Example, app: Starlette) -> None:
    asked = call(app, "GET", "/preferences/element/questions?lang=nl&items=")
    session = given(asked)
    form = asked.json()
    assert "Geen antwoord" in json.dumps(form["show"])
    assert form["keys"] == {
        "shoe_size": "clothing.shoe_size",
        "sports": "media.sports",
        "phone": "media.phone_model",
        "email": "contact.email",
    }
    answers = {"shoe_size": SIZE.to_json()}
    kept = post(app, "answers", {"mark": form["mark"], "answers": answers}, session)
    assert (kept.status, kept.json()) == (200, {"kept": 1})
    profile = profile_for(shop.shop, session)
    assert profile.value("clothing.shoe_size", purpose=SERVICE_PERSONALISATION) == SIZE
    few = call(app, "GET", "/preferences/element/questions?items=phone", headers=cookie(session)).json()
    assert list(few["keys"]) == ["phone"]
    assert few["mark"] == form["mark"]


def test_what_a_page_saves_is_an_export_that_a_vault_reads(app: Starlette) -> None:
    form = call(app, "GET", "/preferences/element/questions").json()
    moment = "2026-11-18T12:30:00Z"
    said = {"key": form["keys"]["shoe_size"], "value": SIZE.to_json(), **form["preference"], "updated_at": moment}
    made = {**form["file"], "made_at": moment, "preferences": [said]}
    schema = json.loads((Path(bundled.resources()) / "schema" / "export.schema.json").read_text("utf-8"))
    jsonschema.validate(made, schema)
    export = read(json.dumps(made).encode(), CATALOGUE)
    assert [(each.key, each.value) for each in export.preferences] == [("clothing.shoe_size", SIZE)]


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": f"https://{HOST}"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "", "origin": f"https://{HOST}"},
    ],
)
@pytest.mark.parametrize("name", ["begin", "bring", "answers"])
def test_another_site_changes_nothing(app: Starlette, mine: str, name: str, headers: dict[str, str]) -> None:
    sent = {"content-type": "application/json", **cookie(mine), **headers}
    refused = call(app, "POST", f"/preferences/element/{name}", headers=sent, body=[b"{}"])
    assert (refused.status, refused.json()["error_description"]) == (400, "page_not_ours")


def test_a_browser_that_does_not_name_the_site_names_the_origin(app: Starlette) -> None:
    sent = {"content-type": "application/json"}
    for origin, status in ((f"https://{HOST}", 201), (f"https://x.{HOST}", 400), ("null", 400)):
        headers = {**sent, "origin": origin}
        assert call(app, "POST", "/preferences/element/begin", headers=headers, body=[b"{}"]).status == status


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("begin", {"items": []}, "page_not_ours"),
        ("begin", {"items": "phone"}, "page_not_ours"),
        ("begin", {"items": [1]}, "page_not_ours"),
        ("begin", {"items": ["hat"]}, "policy_item_unknown"),
        ("begin", [], "json_not_an_object"),
        ("answers", {"answers": {"phone": PHONE.to_json()}}, "page_not_ours"),
        ("answers", {"mark": "x" * (MAX_ANSWERS + 1)}, "body_too_large"),
    ],
)
def test_what_is_no_message_of_the_element_is_refused(
    app: Starlette, mine: str, name: str, body: object, code: str
) -> None:
    refused = post(app, name, body, mine)
    assert refused.json()["error_description"] == code
    assert refused.status == (413 if code == "body_too_large" else 400)
    form = post(app, name, body, mine, content_type="application/x-www-form-urlencoded")
    assert form.json()["error_description"] == "body_type_wrong"


def test_answers_that_cannot_be_taken_are_told_by_their_question(app: Starlette, mine: str) -> None:
    mark = call(app, "GET", "/preferences/element/questions", headers=cookie(mine)).json()["mark"]
    for answers, told in (
        ([], {"error_description": "page_not_ours"}),
        ({}, {"error_description": "answers_none"}),
        ({"phone": {"value": 1, "precision": "exact"}}, {"error_description": "answer_unfit", "item": "phone"}),
    ):
        refused = post(app, "answers", {"mark": mark, "answers": answers}, mine)
        assert refused.status == 400
        assert refused.json().items() >= told.items()
    assert post(app, "answers", {"mark": mark, "answers": {}}).json()["error_description"] == "page_not_ours"


def test_a_database_that_is_away_is_temporary(app: Starlette, mine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise StorageError("database_busy")

    monkeypatch.setattr(element_endpoints, "create_request", away)
    assert post(app, "begin", {}, mine).status == 503
