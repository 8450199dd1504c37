"""Every screen in every state that a picture can show, over the fixed example."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography import x509
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.copied_vaults import copied_vault
from tests.example_day import NOW, PASSPHRASE, Day, Street, asked
from tests.screenshots.card_scenes import card_pictures
from tests.screenshots.first_start import first_start
from tests.screenshots.gate_scenes import behind, unlock_states
from tests.screenshots.goodbye_scenes import goodbye_pictures
from tests.screenshots.import_scenes import import_pictures
from tests.screenshots.letter_scenes import letter_pictures
from tests.screenshots.people_scenes import gift_pictures, people_pictures, wish_pictures
from tests.screenshots.settings_scenes import settings_pictures, with_keychain
from tests.screenshots.shop_scenes import less_pictures, shop_pictures
from tests.screenshots.your_data_scenes import your_data_pictures
from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import Shop
from vault import bundled
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError
from vault.core.sentences import parse_sentences
from vault.core.value import Precision
from vault.customer.example import PASSPHRASE as EXAMPLE_PASSPHRASE
from vault.customer.trust import Trust
from vault.demo.authority import ThrowAwayAuthority
from vault.desktop.activity_state import EventLine
from vault.desktop.gate_example import ExampleNote
from vault.desktop.icons import Icons
from vault.desktop.lock_reasons import idle_for
from vault.desktop.pages import Known, World
from vault.desktop.parts_page import PartsPage
from vault.desktop.request_state import Fetching
from vault.desktop.restored_note import RestoredNote
from vault.desktop.tasks import InlineTasks, Opening
from vault.desktop.theme import Theme
from vault.desktop.unlock_presenter import UnlockPresenter
from vault.desktop.unlock_view import UnlockView
from vault.desktop.window import Window
from vault.net.fetcher import Fetcher, HttpRequest, HttpResponse
from vault.net.testing_shops import TestShops
from vault.openid4vp.link import make_link
from vault.openid4vp.request_building import sign_request
from vault.tokens.keys import SigningKey

HOST = "schoenenhuis.example"
NONCE = "a-nonce-of-its-own-and-22-letters"
CHOSEN = {
    "shoe_size": Precision.EXACT,
    "sports": Precision.CATEGORY,
    "shoe_width": Precision.CATEGORY,
    "materials_avoided": Precision.EXACT,
}
Pictures = Iterator[tuple[str, QWidget]]


def link(number: int) -> str:
    """A link of the shop. The request of number 1 is signed as it should be; that of any other is not."""
    return make_link({"client_id": f"x509_san_dns:{HOST}", "request_uri": f"https://{HOST}/request/{number}"})


@dataclass(frozen=True)
class Answering:
    """The street of the example, whose one shop also hands out its signed request."""

    street: Street
    day: Day
    authority: ThrowAwayAuthority

    def fetch(self, request: HttpRequest) -> HttpResponse:
        if "/request/" not in request.url:
            return self.street.fetch(request)
        leaf = self.authority.leaf(HOST)
        chain = [x509.load_der_x509_certificate(each) for each in leaf.chain_der]
        key = SigningKey(leaf.private_key) if request.url.endswith("/1") else SigningKey.generate()
        claims = {**json.loads(self.day.request.raw), "nonce": NONCE}  # another request than the one nobody signed
        text = sign_request(claims, key=key, chain=chain)
        return HttpResponse(200, {}, text.encode(), "application/oauth-authz-req+jwt")


def world_of(day: Day, theme: Theme, language: str) -> World:
    """Everything a page needs, with the example behind it and nothing that waits."""
    authority = ThrowAwayAuthority(NOW)
    street = Street({HOST: day.schoenenhuis})
    trust = Trust((authority.certificate,), TestShops())
    return _world(InlineTasks(day.session), day.clock, theme, language, Answering(street, day, authority), trust)


def _world(tasks: InlineTasks, clock: SetClock, theme: Theme, language: str, fetcher: Fetcher, trust: Trust) -> World:
    known = Known(shipped(), fetcher, trust)
    return World(
        theme=theme,
        icons=Icons(theme),
        sentences=parse_sentences(language, bundled.read(f"messages/{language}.json")),
        clock=clock,
        tasks=tasks,
        known=lambda: known,
        open_address=lambda address: None,
        program=with_keychain(),
    )


@contextmanager
def empty_window(folder: Path, theme: Theme, language: str) -> Iterator[Window]:
    """The window over a vault that was just made."""
    clock = SetClock(NOW)
    made = copied_vault(folder, PASSPHRASE, clock)
    with made as session:
        window = Window(
            _world(InlineTasks(session), clock, theme, language, Street({}), Trust((), TestShops())),
            lambda reason, opened, around: QWidget(around),
        )
        window.enter()
        yield window


def pictures(world: World, window: Window, day: Day) -> Pictures:
    """Each screen by the number of its design, ready to be grabbed."""
    yield from gate_pictures(world)
    yield from _preferences(window)
    yield from _request(window)
    yield from _shops(window)
    yield from _activity(window)
    yield from your_data_pictures(window)
    yield from _overview(window)
    yield from settings_pictures(window)
    yield from _other_requests(window, day)
    yield from card_pictures(window)
    yield from _deleting(window)
    yield from _help(window)
    yield from people_pictures(window)
    yield from wish_pictures(window)
    yield from gift_pictures(window, link(1))
    yield from less_pictures(window, day)
    yield from goodbye_pictures(window)
    yield from letter_pictures(window, day)
    yield from import_pictures(window)
    yield from _restored(window)
    yield "00-parts", PartsPage(world.theme, world.icons)


def empty_pictures(window: Window) -> Pictures:
    """The pages before there is anything on them."""
    window.show_page("overview")
    yield "14-new-vault", window
    for name, page in (("preferences", "preferences"), ("shops", "shops"), ("activity", "activity")):
        window.show_page(page)
        yield f"14-no-{name}", window
    window.show_page("requests")
    yield "14-no-requests", window


def gate_pictures(world: World) -> Pictures:
    def refuse(typed: str) -> Opening:
        raise ChoiceError("wrong_passphrase")

    yield from first_start(world)
    unlock = UnlockView(world.theme, world.icons, world.sentences.language)
    unlocking = UnlockPresenter(world.tasks, world.sentences, refuse)
    unlock.attach(unlocking)
    unlocking.start("vault", idle_for(5), world.clock.now())
    yield "02-unlock", unlock
    unlocking.unlock("copper lantern")
    yield "02-unlock-wrong", unlock
    yield from unlock_states(world.theme, world.icons, world.sentences)
    yield from behind(world.theme, world.icons, world.sentences)


def _preferences(window: Window) -> Pictures:
    window.show_page("preferences")
    preferences = window.presenter("preferences")
    preferences.choose_topic("clothing")
    yield "04-preferences", window
    preferences.open_row("clothing.shoe_size")
    yield "04-preferences-open", window
    preferences.edit(replace(preferences._drafts.current.typed, word="71"))
    preferences.save()
    yield "04-preferences-wrong", window
    preferences.cancel()
    preferences.choose_topic("media")
    preferences.open_row("media.sports")
    yield "04-preferences-choices", window
    preferences.cancel()
    preferences.add()
    yield "04-preferences-add", window
    preferences.leave_adding()


def _request(window: Window) -> Pictures:
    window.open_link(link(1))
    request = window.presenter("requests")
    for query_id, precision in CHOSEN.items():
        request.choosing.switch(query_id, True)
        request.choosing.pick(query_id, precision)
    QTest.qWait(1100)  # Share stays off for a second after a request appears
    yield "05-request", window
    request.choosing.switch("foot_health", True)
    yield "05b-sealed", window
    request.choosing.keep_off()
    request.later()
    yield "05-requests-waiting", window


def _overview(window: Window) -> Pictures:
    """Over a vault with the backup of :func:`your_data_pictures`, and the request that waits since :func:`_request`."""
    window.show_page("overview")
    yield "03-overview", window
    overview = window.presenter("overview")
    overview.review.enter()
    yield "03-review-day", window
    overview.review.leave()


def _shops(window: Window) -> Pictures:
    window.show_page("shops")
    shops = window.presenter("shops")
    shops.select("zeepenzo.example")
    yield "06-shops-not-reached", window
    shops.select("tuinenco.example")
    yield "06-shops-deleted", window
    shops.select("groenekom.example")
    yield "06-shops", window
    yield from shop_pictures(window)


def _activity(window: Window) -> Pictures:
    window.show_page("activity")
    yield "08-activity", window
    activity = window.presenter("activity")
    share = next(row for row in activity._rows if isinstance(row, EventLine) and row.is_share)
    activity.open_event(share.seq)
    yield "08-activity-receipt", window
    activity.leave()
    activity.search("kleurrijk")
    yield "08-activity-search", window
    activity.search("")


def _other_requests(window: Window, day: Day) -> Pictures:
    """The states of a request that are not the usual one."""
    window.show_page("requests")
    request = window.presenter("requests")
    window.open_link(link(2))
    yield "05-state-wrong-signature", window
    request.close()
    request.changed.emit(Fetching(HOST, _asking()))
    yield "05-state-asking", window
    shop, now = "blauwelucht.example", day.clock.now
    size = asked("clothing.shoe_size", "To show your size.", "Om je maat te tonen.", required=True)
    width = asked("clothing.shoe_width", "To leave out what is narrow.", "Om weg te laten wat smal is.", required=True)
    sports = asked("media.sports", "To put your sport first.", "Om je sport vooraan te zetten.", "exact")
    feet = asked("health.foot_health", "To suggest support.", "Om steun voor te stellen.", required=True)
    ring = asked("clothing.ring_size", "To show rings that fit.", "Om ringen te tonen die passen.")
    for name, items, change in (
        ("not-signed", (size, sports), {"signed": False}),
        ("no-terms", (size, sports), {"signed": False, "terms": None}),
        ("needed", (size, width, {**sports, "required": True}, ring), {}),
        ("together", (size, width, {**sports, "required": True}), {}),
        ("sealed-needed", (size, feet), {}),
    ):
        request._propose(replace(Shop(host=shop, now=now).ask(*items), **change))
        yield f"05-state-{name}", window
        request.later()
        request.close()
    yield from _decided(window, day)


def _asking() -> str:
    return QCoreApplication.translate("RequestArrivals", "Asking the shop what it wants to see.")


def _decided(window: Window, day: Day) -> Pictures:
    request = window.presenter("requests")
    for name, host, mood in (("told", HOST, "fine"), ("not-reached", "blauwelucht.example", "fine")):
        shop = day.schoenenhuis if host == HOST else Shop(host=host, now=day.clock.now)
        shop.mood = mood
        size = asked("clothing.shoe_size", "To show your size.", "Om je maat te tonen.", required=True)
        request._propose(shop.ask(size))
        request.choosing.switch("shoe_size", True)
        request.choosing._arm()
        request.share()
        yield f"05-shared-{name}", window
        request.close()
    request._propose(day.schoenenhuis.ask(size))
    request.refuse()
    yield "05-shared-nothing", window
    request.close()


def _help(window: Window) -> Pictures:
    window.show_page("shops")
    window.inside.help.open()
    yield "help", window
    presenter = window.presenter("help")
    presenter.search("code")
    yield "help-search", window
    presenter.search("xyzzy")
    yield "help-nothing", window
    presenter.search("")
    window.inside.help.back()
    window.show_page("preferences")
    note = ExampleNote(window.world.theme, window.world.icons, EXAMPLE_PASSPHRASE)
    window.ask(note)
    yield "01-example", window
    note.hide()
    note.deleteLater()


def _deleting(window: Window) -> Pictures:
    """What can be taken back: a preference that is gone, and a stop."""
    window.show_page("preferences")
    preferences = window.presenter("preferences")
    preferences.choose_topic("clothing")
    preferences.delete("clothing.shoe_size")
    yield "04-preferences-deleted", window
    window.show_page("shops")
    shops = window.presenter("shops")
    shops.select("lumenlinnen.example")
    shops.stop()
    yield "06-shops-stopped", window
    window.show_page("requests")
    request = window.presenter("requests")
    verified = Shop(host="blauwelucht.example", now=window.world.clock.now).ask(*_few())
    request._propose(verified)
    yield "05-request-undo", window
    request.later()
    request.close()
    request._arrivals.queue.drop(verified.nonce)  # it was never fetched, so no other page knows it
    request._show()
    window.inside.undo.forget()


def _few() -> tuple[dict[str, object], ...]:
    return (
        asked("clothing.shoe_width", "To show what fits.", "Om te tonen wat past.", required=True),
        asked("media.sports", "To put your sport first.", "Om je sport vooraan te zetten.", "exact"),
    )


def _restored(window: Window) -> Pictures:
    window.show_page("overview")
    world = window.world
    note = RestoredNote(world.theme, world.icons, lambda: world.sentences, NOW)
    window.ask(note)
    yield "02-restored", window
    note.close_button.click()
    note = RestoredNote(world.theme, world.icons, lambda: world.sentences, None, new_passphrase=True)
    window.ask(note)
    yield "02-new-passphrase", window
    note.close_button.click()
