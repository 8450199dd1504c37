"""The demo shop's page in a real browser without JavaScript, with a real vault beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.fetching import fetch_request
from vault.customer.review import propose
from vault.customer.sharing import share
from vault.customer.stopping import stop
from vault.customer.trust import system_trust
from vault.demo.chromium import flags
from vault.demo.journey import Stage, fill, open_stage
from vault.demo.schoenenhuis import HOST
from vault.demo.shoes import SHOES
from vault.openid4vp.request_object import compare_code

CHROMIUM = "/usr/bin/chromium"
ANSWERED = "Failed to load resource: the server responded with a status of 4"
"""What the console says of a page that is a wrong code or a missing address: no complaint about the page itself."""
HOME = f"https://{HOST}/"
FOUR = (
    Choice("shoe_size", Precision.EXACT),
    Choice("sports", Precision.CATEGORY),
    Choice("shoe_width", Precision.CATEGORY),
    Choice("materials", Precision.EXACT),
)
SECONDS = 2
"""After a stop the page must be as before within this time."""
PATHS = ["", "running", "smart", "kids", "running?show=all", "shoes/beek-trail", "vault", "why", "stop", "privacy", "x"]

# Every text that can be seen, with its colour and the nearest background behind it, as the browser paints them.
PAINTED = """() => {
  const parse = text => text.match(/[\\d.]+/g).map(Number);
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), holder = walker.currentNode.parentElement;
    if (!text || holder.closest('svg') || !holder.getClientRects().length) continue;
    let behind = holder;
    while (behind && parse(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
    found.push([text, parse(getComputedStyle(holder).color), parse(getComputedStyle(behind).backgroundColor)]);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with open_stage(tmp_path_factory.mktemp("shop-page"), "en") as opened:
        fill(opened)
        yield opened


@contextmanager
def shop_browser(port: int) -> Iterator[Browser]:
    """A browser for which the shop's host is this machine, and no other host exists."""
    rules = f"--host-resolver-rules=MAP {HOST} 127.0.0.1:{port}, MAP * ~NOTFOUND"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*flags(), rules])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def chromium(stage: Stage) -> Iterator[Browser]:
    with shop_browser(stage.shop.address.port) as browser:
        yield browser


def fresh(chromium: Browser, language: str = "en", width: int = 1180) -> BrowserContext:
    """A browser session of somebody new. The shop's throw-away certificate is nobody's to believe but the vault's."""
    return chromium.new_context(
        ignore_https_errors=True,
        java_script_enabled=False,
        locale=language,
        viewport={"width": width, "height": 780},
    )


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A new visitor's page. Whatever the browser complains about, and any request to elsewhere, fails the test."""
    context = fresh(chromium)
    opened, complaints, hosts = context.new_page(), [], set()
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    yield opened
    assert [each for each in complaints if not each.startswith(ANSWERED)] == []
    assert hosts == {HOST}
    context.close()


def names(page: Page) -> list[str]:
    return page.get_by_role("listitem").get_by_role("heading", level=2).all_inner_texts()


def share_from(page: Page, stage: Stage, *choices: Choice) -> None:
    """Press the button, take the link to the vault, share there, and let the vault open the shop again."""
    page.goto(HOME)
    page.get_by_role("link", name="Personalise with your vault").click()
    link = page.get_by_role("link", name="Open your vault").get_attribute("href")
    trust = system_trust(stage.shop.test_shops)
    fetcher, clock, random = stage.client, stage.session.clock, stage.session.random
    request = fetch_request(link or "", fetcher=fetcher, trust=trust, clock=clock, random=random)
    proposal = propose(stage.session, request)
    expect(page.locator(".digits")).to_have_text(compare_code(request.nonce))
    share(stage.session, proposal, Choices(choices, proposal.usual_days))
    (delivered,) = deliver(stage.session, stage.client)
    page.goto(delivered.redirect_uri or "")


def stop_from_vault(stage: Stage) -> None:
    stop(stage.session, HOST)
    deliver(stage.session, stage.client)


def test_share_look_and_stop_in_the_vault(page: Page, stage: Stage, chromium: Browser) -> None:
    page.goto(HOME)
    before = names(page)
    assert before == [shoe.name for shoe in SHOES]
    share_from(page, stage, *FOUR)
    expect(page).to_have_url(HOME)
    expect(page.get_by_role("heading", level=1)).to_have_text("Shoes for you")
    mine = names(page)
    assert mine
    assert set(mine) < set(before)
    strip = page.get_by_role("region", name="Your vault")
    assert strip.get_by_role("listitem").all_inner_texts() == [
        "shoe size 43",
        "likes: running",
        "wide fit",
        "no leather",
    ]
    page.get_by_role("link", name="All shoes (").click()
    assert names(page) == before
    page.get_by_role("link", name="Why these?").click()
    expect(page.get_by_role("heading", name="Shoe size: EU 43")).to_be_visible()

    stranger = fresh(chromium)
    other = stranger.new_page()
    other.goto(HOME)
    assert names(other) == before
    stranger.close()

    stop_from_vault(stage)
    page.goto(HOME, timeout=SECONDS * 1000)
    assert names(page) == before
    expect(page.get_by_role("region", name="Your vault")).to_have_count(0)


def test_stop_on_the_shops_own_page(page: Page, stage: Stage) -> None:
    share_from(page, stage, FOUR[0])
    page.get_by_role("link", name="Stop", exact=True).click()
    page.get_by_role("button", name="Stop and delete").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stopped")
    page.get_by_role("link", name="Back to the shoes").click()
    assert names(page) == [shoe.name for shoe in SHOES]


def test_stop_with_the_code_after_a_slip(page: Page, stage: Stage) -> None:
    share_from(page, stage, FOUR[0])
    page.goto(f"{HOME}stop")
    page.get_by_label("Stop code").fill("ABCD-EFGH-JKMN")
    page.get_by_role("button", name="Stop with this code").click()
    field = page.get_by_label("Stop code")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("We do not know this code"))


def test_no_thank_you_puts_the_question_away(page: Page) -> None:
    page.goto(f"{HOME}running")
    page.get_by_role("button", name="No, thank you").click()
    expect(page).to_have_url(f"{HOME}running")
    expect(page.get_by_role("link", name="Personalise with your vault")).to_have_count(0)
    page.get_by_role("link", name="Your preferences").click()
    expect(page.get_by_role("link", name="Personalise with your vault")).to_be_visible()


def test_the_keyboard_reaches_everything_and_shows_where_it_is(page: Page) -> None:
    page.goto(f"{HOME}running")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="To the content")
    expect(skip).to_be_focused()
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    reached = []
    for _ in range(page.locator("a, button").count() - 1):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        reached.append(focused.inner_text())
        ring = focused.evaluate(
            "e => [getComputedStyle(e), getComputedStyle(e, '::after')].map(s => s.outlineStyle + s.outlineWidth)"
        )
        assert "solid2px" in ring
    assert "Dune 3" in reached
    assert "Personalise with your vault" in reached
    page.goto(f"{HOME}running")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Rijn Road")


def test_a_screen_reader_hears_what_each_shoe_looks_like(page: Page) -> None:
    page.goto(f"{HOME}running")
    assert page.get_by_role("img").count() == len(names(page))
    expect(page.get_by_role("img", name="Road running shoe, blue and yellow")).to_have_count(1)
    for landmark in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(landmark)).to_have_count(1)
    expect(page.get_by_role("navigation", name="Sections")).to_have_count(1)
    expect(page.get_by_role("link", name="Running", exact=True)).to_have_attribute("aria-current", "page")


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("width", [1180, 400])
def test_text_can_be_read_and_fits_the_window(
    chromium: Browser, stage: Stage, page: Page, language: str, width: int
) -> None:
    share_from(page, stage, *FOUR)
    cookies = page.context.cookies()
    context = fresh(chromium, language, width)
    seen = context.new_page()
    for shared in (False, True):
        if shared:
            context.add_cookies(
                [{"name": c["name"], "value": c["value"], "url": HOME, "secure": True} for c in cookies]
            )
        for path in [*PATHS, "preferences/start"]:
            seen.goto(HOME + path)
            painted = seen.evaluate(PAINTED)
            assert len(painted) > 5
            low = [(text, colour, behind) for text, colour, behind in painted if contrast(colour, behind) < 4.5]
            assert low == []
            assert seen.evaluate("document.documentElement.scrollWidth") == width
    context.close()
    stop_from_vault(stage)


def contrast(one: list[float], other: list[float]) -> float:
    """WCAG 2.2 contrast of two colours, 0 to 255 each part."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: list[float]) -> float:
    parts = [part / 255 for part in colour[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_pictures_can_be_taken(page: Page, tmp_path: Path) -> None:
    page.goto(f"{HOME}running")
    taken = page.screenshot(path=tmp_path / "running.png")
    assert taken.startswith(b"\x89PNG")
