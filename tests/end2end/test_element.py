"""The shop's button in a real browser: by keyboard, by its accessible names, and with an eye on all that it sends."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jsonschema
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.end2end.test_shop_page import HOME, contrast, shop_browser
from vault import bundled
from vault.core.value import Precision, Value
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.fetching import fetch_request
from vault.customer.review import propose
from vault.customer.sharing import share
from vault.customer.trust import system_trust
from vault.demo.journey import Stage, fill, open_stage
from vault.demo.schoenenhuis import HOST
from vault.openid4vp.qr_picture import read_qr
from vault.portability.import_json import read
from vault.shop.connector import COOKIE

RUNNING = f"{HOME}running"
NAME = "Personalise with your vault"
LOOK = 3_000
"""Milliseconds between two looks of the element, on a clock that the test moves."""
LASTS = 600_000
"""Milliseconds that a request lasts."""
# What a page can send, keep or try without a person: each call of it is written down.
WATCH = """
  window.calls = []; window.told = [];
  const watch = (holder, name, label) => {
    const real = holder[name];
    if (real) holder[name] = function (...args) { window.calls.push(label); return real.apply(this, args); };
  };
  watch(window, 'fetch', 'fetch'); watch(window, 'open', 'open');
  watch(XMLHttpRequest.prototype, 'open', 'xhr'); watch(Navigator.prototype, 'sendBeacon', 'beacon');
  watch(Navigator.prototype, 'registerProtocolHandler', 'handler'); watch(Storage.prototype, 'setItem', 'storage');
  watch(Storage.prototype, 'getItem', 'storage'); watch(IDBFactory.prototype, 'open', 'database');
  watch(CacheStorage.prototype, 'open', 'cache'); watch(HTMLCanvasElement.prototype, 'getContext', 'canvas');
  watch(HTMLAnchorElement.prototype, 'click', 'click'); watch(window, 'matchMedia', 'media');
  addEventListener('preferences-shared', event => window.told.push([event.target.localName, event.detail ?? null]));
"""
KEPT = """async () => [document.cookie, localStorage.length, sessionStorage.length,
  (await indexedDB.databases()).length, (await caches.keys()).length]"""
# Every text that can be seen in the element, with its colour and the nearest background behind it.
PAINTED = """() => {
  const parse = text => text.match(/[\\d.]+/g).map(Number), found = [];
  const root = document.querySelector('preference-button').shadowRoot;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), holder = walker.currentNode.parentElement;
    if (!text || !holder.getClientRects().length || holder.closest('svg, option')) continue;
    let behind = holder;
    while (parse(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
    found.push([text, parse(getComputedStyle(holder).color), parse(getComputedStyle(behind).backgroundColor)]);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with open_stage(tmp_path_factory.mktemp("element"), "en") as opened:
        fill(opened)
        yield opened


@pytest.fixture(scope="module")
def chromium(stage: Stage) -> Iterator[Browser]:
    with shop_browser(stage.shop.address.port) as browser:
        yield browser


def fresh(chromium: Browser, **how: Any) -> BrowserContext:
    """A browser session of somebody new, with JavaScript."""
    how = {"locale": "en", "viewport": {"width": 1180, "height": 780}, **how}
    return chromium.new_context(ignore_https_errors=True, **how)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A new visitor's page, with a clock that stands still. Whatever the browser complains about fails the test."""
    context = fresh(chromium)
    opened, complaints = context.new_page(), []
    opened.add_init_script(WATCH)
    opened.clock.install()
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda problem: complaints.append(str(problem)))
    opened.goto(RUNNING)
    yield opened
    assert complaints == []
    context.close()


def asked(page: Page) -> list[str]:
    """From now on: the path of each request that the page makes, as they come."""
    found: list[str] = []
    page.on("request", lambda request: found.append(f"{request.method} {urlsplit(request.url).path}"))
    return found


def press(page: Page, name: str = NAME) -> Locator:
    """Press the button. Returns the dialog, with the ways to answer."""
    page.get_by_role("button", name=name).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("link").first).to_be_visible()
    return dialog


def look(page: Page) -> None:
    """Let the time of one look pass, and wait for its reply."""
    with page.expect_response(re.compile("/element/state/")):
        page.clock.run_for(LOOK)


def share_by(stage: Stage, link: str) -> str:
    """Share a shoe size from the vault. Returns where the vault sends its browser."""
    trust = system_trust(stage.shop.test_shops)
    request = fetch_request(
        link, fetcher=stage.client, trust=trust, clock=stage.session.clock, random=stage.session.random
    )
    proposal = propose(stage.session, request)
    share(stage.session, proposal, Choices((Choice("shoe_size", Precision.EXACT),), proposal.usual_days))
    (delivered,) = deliver(stage.session, stage.client)
    return delivered.redirect_uri or ""


def test_nothing_is_sent_kept_or_tried_before_it_is_pressed(page: Page, stage: Stage) -> None:
    with page.expect_response(re.compile("preference-button.js")):
        paths = asked(page)
        page.reload()
    expect(page.get_by_role("button", name=NAME)).to_be_visible()
    page.clock.run_for(LASTS)
    page.get_by_role("button", name=NAME).hover()
    page.get_by_role("button", name=NAME).focus()
    assert {path for path in paths if "/preferences" in path} == {"GET /preferences/preference-button.js"}
    assert page.evaluate("window.calls") == []
    assert page.evaluate(KEPT) == ["", 0, 0, 0, 0]
    assert page.context.cookies() == []
    assert stage.shop.holds() == 0


def test_pressed_it_asks_the_shop_alone_and_still_keeps_nothing(page: Page) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    press(page)
    assert hosts == {HOST}
    assert page.evaluate("window.calls") == ["fetch"]
    assert page.evaluate(KEPT) == ["", 0, 0, 0, 0]
    assert [each["name"] for each in page.context.cookies()] == [COOKIE]
    assert page.context.cookies()[0]["expires"] == -1


def test_it_looks_only_while_it_is_open_and_seen_and_the_request_lasts(page: Page) -> None:
    dialog = press(page)
    paths = asked(page)
    look(page)
    page.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
    page.clock.run_for(10 * LOOK)
    assert len(paths) == 1
    page.evaluate("Object.defineProperty(document, 'hidden', { value: false })")
    look(page)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.clock.run_for(LASTS)
    assert len(paths) == 2
    dialog = press(page)
    page.evaluate("Object.defineProperty(document, 'hidden', { value: true })")
    page.clock.run_for(LASTS + LOOK)
    expect(dialog.get_by_role("status")).to_have_text("This request has ended. You can start again.")
    page.clock.run_for(LASTS)
    assert paths[2:] == ["POST /preferences/element/begin"]
    dialog.get_by_role("button", name="Start again").click()
    expect(dialog.get_by_role("link", name="Open your vault")).to_be_visible()


def test_a_share_in_the_vault_is_told_without_its_values(page: Page, stage: Stage) -> None:
    dialog = press(page)
    expect(dialog.get_by_role("status")).to_contain_text("Waiting for your vault. You can answer until ")
    link = dialog.get_by_role("link", name="Open your vault").get_attribute("href") or ""
    other = dialog.get_by_role("link", name="Nothing happens? Use this link").get_attribute("href") or ""
    assert (link.split(":")[0], other.split(":")[0]) == ("openid4vp", "preference-vault")
    way_back = share_by(stage, link)
    look(page)
    expect(dialog.get_by_role("status")).to_contain_text("Your vault has answered.")
    assert page.evaluate("window.told") == []
    tab = page.context.new_page()
    tab.goto(way_back)
    expect(tab.get_by_role("heading", level=1)).to_have_text("Shoes for you")
    look(page)
    expect(dialog.get_by_role("status")).to_have_text("Done. The shop uses what you shared.")
    assert page.evaluate("window.told") == [["preference-button", None]]
    dialog.get_by_role("button", name="Show the page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Running shoes for you")


def test_a_share_on_another_device_is_brought_by_its_code(page: Page, stage: Stage, chromium: Browser) -> None:
    dialog = press(page)
    dialog.get_by_text("Use another device").click()
    picture = dialog.get_by_role("img", name="QR code for your vault").screenshot()
    link = read_qr(picture)
    assert link == dialog.get_by_role("link", name="Open your vault").get_attribute("href")
    elsewhere = fresh(chromium)
    other = elsewhere.new_page()
    other.goto(share_by(stage, link))
    code = other.locator(".digits").inner_text()
    other.goto(HOME)
    expect(other.get_by_role("heading", level=1)).to_have_text("All shoes")
    look(page)
    dialog.get_by_label("Code").fill(code.lower())
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("status")).to_have_text("Done. The shop uses what you shared.")
    assert page.evaluate("window.told") == [["preference-button", None]]
    elsewhere.close()


def test_answers_by_keyboard_stay_with_one_browser(page: Page, chromium: Browser) -> None:
    page.get_by_role("button", name=NAME).focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Share your preferences")
    expect(dialog.get_by_role("heading", name="Share your preferences")).to_be_focused()
    here = dialog.get_by_role("button", name="No vault? Answer here for this visit")
    expect(here).to_be_visible()
    tab_to(page, here)
    page.keyboard.press("Enter")
    size = dialog.get_by_label("Shoe size")
    expect(size).to_have_accessible_description("So you only see shoes in your size.")
    expect(dialog.get_by_role("heading", name="Share your preferences")).to_be_focused()
    assert dialog.get_by_text("Foot health").count() == 0
    tab_to(page, size)
    page.keyboard.type("43")
    sport = dialog.get_by_role("group", name="Sports").get_by_label("Trail running")
    tab_to(page, sport)
    page.keyboard.press("Space")
    use = dialog.get_by_role("button", name="Use for this visit")
    tab_to(page, use)
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("status")).to_have_text("Done. The shop uses your answers for this visit.")
    assert page.evaluate("window.told") == [["preference-button", None]]
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=NAME)).to_be_focused()
    page.goto(RUNNING)
    expect(page.get_by_role("region", name="Your vault").get_by_role("listitem").first).to_have_text("shoe size 43")

    stranger = fresh(chromium)
    other = stranger.new_page()
    other.goto(RUNNING)
    expect(other.get_by_role("region", name="Your vault").get_by_role("listitem")).to_have_count(0)
    stranger.close()


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; each stop on the way shows where it is."""
    for _ in range(120):
        page.keyboard.press("Tab")
        ring = page.evaluate("""() => { let e = document.activeElement; while (e.shadowRoot?.activeElement)
          e = e.shadowRoot.activeElement; const s = getComputedStyle(e); return s.outlineStyle + s.outlineWidth; }""")
        assert ring == "solid2px" or page.evaluate("document.activeElement === document.body")
        if target.evaluate("e => e.getRootNode().activeElement === e"):
            return
    raise AssertionError("the keyboard does not get there")


def test_what_is_saved_is_an_export_that_the_vault_reads(page: Page, stage: Stage) -> None:
    dialog = press(page)
    dialog.get_by_role("button", name="No vault?").click()
    dialog.get_by_role("button", name="Save for a vault").click()
    expect(dialog.get_by_role("status")).to_have_text("Answer at least one question.")
    dialog.get_by_label("Shoe size").select_option(label="9.5")
    dialog.get_by_label("No leather").check()
    dialog.get_by_label("From", exact=True).fill("50")
    dialog.get_by_label("To", exact=True).fill("150")
    paths = asked(page)
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Save for a vault").click()
    assert paths == []
    assert download.value.suggested_filename == "preferences.json"
    data = Path(download.value.path()).read_bytes()
    jsonschema.validate(json.loads(data), json.loads(bundled.read("schema/export.schema.json")))
    kept = {each.key: each.value for each in read(data, stage.session.catalogue).preferences}
    assert kept == {
        "clothing.shoe_size": Value("9.5", system="UK"),
        "clothing.materials_avoided": Value(("leather",)),
        "clothing.price_per_pair": Value(minimum="50", maximum="150", unit="EUR"),
    }


def test_a_wrong_answer_is_said_beside_its_question(chromium: Browser) -> None:
    context = fresh(chromium)
    page = context.new_page()
    page.goto(RUNNING)
    dialog = press(page)
    dialog.get_by_role("button", name="No vault?").click()
    dialog.get_by_label("From", exact=True).fill("57")
    dialog.get_by_role("button", name="Use for this visit").click()
    group = dialog.get_by_role("group", name="Price per pair (€)")
    expect(group).to_have_accessible_description(re.compile("This answer does not fit the question. Change it."))
    expect(group).to_have_attribute("aria-invalid", "true")
    expect(dialog.get_by_label("From", exact=True)).to_be_focused()
    context.set_offline(True)
    dialog.get_by_role("button", name="Use for this visit").click()
    expect(dialog.get_by_role("status")).to_have_text("The shop is away. Try again later.")
    expect(dialog.get_by_label("From", exact=True)).to_have_value("57")
    context.close()


def test_the_browser_tells_a_screen_reader_every_name(page: Page) -> None:
    press(page).get_by_text("Use another device").click()
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    told = {(node["role"]["value"], node.get("name", {}).get("value", "")) for node in tree if not node["ignored"]}
    assert {
        ("dialog", "Share your preferences"),
        ("heading", "Share your preferences"),
        ("button", "Close"),
        ("link", "Open your vault"),
        ("link", "Nothing happens? Use this link"),
        ("DisclosureTriangle", "Use another device"),
        ("image", "QR code for your vault"),
        ("button", "No vault? Answer here for this visit"),
    } <= told
    assert {role for role, name in told if not name} & {"button", "link", "image", "dialog", "heading"} == set()
    assert "status" in {role for role, _ in told}


def test_without_javascript_it_is_the_link_that_stands_in_it(chromium: Browser) -> None:
    context = fresh(chromium, java_script_enabled=False)
    page = context.new_page()
    page.goto(RUNNING)
    assert page.get_by_role("button", name=NAME).count() == 0
    page.get_by_role("link", name=NAME).click()
    expect(page.get_by_role("link", name="Open your vault")).to_be_visible()
    context.close()


@pytest.mark.parametrize(("language", "name"), [("en", NAME), ("nl", "Personaliseer met je kluis")])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1180, 320])
def test_it_can_be_read_and_fits(chromium: Browser, language: str, name: str, scheme: str, width: int) -> None:
    how: dict[str, Any] = {"color_scheme": scheme, "reduced_motion": "reduce", "locale": language}
    context = fresh(chromium, viewport={"width": width, "height": 640}, **how)
    page = context.new_page()
    page.goto(RUNNING)
    page.evaluate("document.querySelector('meta[name=color-scheme]').content = 'light dark'")
    dialog = press(page, name)
    dialog.locator("summary").click()
    look_at(page, dialog, width, dark=scheme == "dark")
    dialog.locator("[data-do=questions]").click()
    dialog.locator("[type=number]").first.fill("57")
    dialog.locator("form .main").click()
    expect(dialog.locator("[aria-invalid]")).to_have_count(1)
    look_at(page, dialog, width, dark=scheme == "dark")
    context.close()


def look_at(page: Page, dialog: Locator, width: int, *, dark: bool) -> None:
    painted = page.evaluate(PAINTED)
    assert len(painted) > 8
    assert [each for each in painted if contrast(each[1], each[2]) < 4.5] == []
    title = painted[1]
    assert (contrast(title[1], [0, 0, 0]) > contrast(title[2], [0, 0, 0])) is dark
    assert dialog.evaluate("e => e.scrollWidth <= e.clientWidth && e.getBoundingClientRect().left >= 0")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate("document.getAnimations().length") == 0


def test_the_squares_stay_black_on_white_where_colours_are_forced(chromium: Browser) -> None:
    context = fresh(chromium, forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(RUNNING)
    dialog = press(page)
    dialog.get_by_text("Use another device").click()
    picture = dialog.get_by_role("img", name="QR code for your vault").screenshot()
    assert parse_qs(urlsplit(read_qr(picture)).query)["client_id"] == [f"x509_san_dns:{HOST}"]
    context.close()
