"""``python -m tests.screenshots OUT [--size 880x600]``: every screen and the parts page, light and dark, en and nl."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from cryptography import x509
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.example_day import NOW, Day, Street, example_day
from tests.unit.core.catalogue_values import shipped
from vault import bundled
from vault.core.errors import ChoiceError
from vault.core.sentences import parse_sentences
from vault.core.value import Precision
from vault.customer.session import Session
from vault.customer.trust import Trust
from vault.demo.authority import ThrowAwayAuthority
from vault.desktop.app import translate
from vault.desktop.fonts import load_fonts
from vault.desktop.icons import Icons
from vault.desktop.pages import Known, World
from vault.desktop.parts_page import PartsPage
from vault.desktop.tasks import InlineTasks
from vault.desktop.theme import Theme, parse_tokens
from vault.desktop.unlock_presenter import UnlockPresenter
from vault.desktop.unlock_view import UnlockView
from vault.desktop.welcome_presenter import WelcomePresenter
from vault.desktop.welcome_view import WelcomeView
from vault.desktop.window import Window
from vault.net.fetcher import HttpRequest, HttpResponse
from vault.net.testing_shops import TestShops
from vault.openid4vp.link import make_link
from vault.openid4vp.request_building import sign_request
from vault.tokens.keys import SigningKey

HOST = "schoenenhuis.example"
LINK = make_link({"client_id": f"x509_san_dns:{HOST}", "request_uri": f"https://{HOST}/request/1"})
CHOSEN = {
    "shoe_size": Precision.EXACT,
    "sports": Precision.CATEGORY,
    "shoe_width": Precision.CATEGORY,
    "materials_avoided": Precision.EXACT,
}


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
        text = sign_request(json.loads(self.day.request.raw), key=SigningKey(leaf.private_key), chain=chain)
        kind = "application/oauth-authz-req+jwt"
        return HttpResponse(200, {}, text.encode(), kind)


def world_of(day: Day, theme: Theme, language: str) -> World:
    """Everything a page needs, with the example behind it and nothing that waits."""
    authority = ThrowAwayAuthority(NOW)
    street = Street({HOST: day.schoenenhuis})
    known = Known(shipped(), Answering(street, day, authority), Trust((authority.certificate,), TestShops()))
    return World(
        theme=theme,
        icons=Icons(theme),
        sentences=parse_sentences(language, bundled.read(f"messages/{language}.json")),
        clock=day.clock,
        tasks=InlineTasks(day.session),
        known=lambda: known,
        open_address=lambda address: None,
    )


def pictures(world: World, window: Window) -> Iterator[tuple[str, QWidget]]:
    """Each screen by the number of its design, ready to be grabbed."""
    welcome = WelcomeView(world.theme, world.icons)
    welcoming = WelcomePresenter(world.tasks, world.sentences, _refuse)
    welcome.attach(welcoming)
    yield "01-welcome", welcome
    unlock = UnlockView(world.theme, world.icons)
    unlocking = UnlockPresenter(world.tasks, world.sentences, _refuse)
    unlock.attach(unlocking)
    unlocking.start("vault", "locked", world.clock.now())
    yield "02-unlock", unlock
    window.show_page("preferences")
    preferences = window.presenter("preferences")
    preferences.choose_topic("clothing")
    yield "04-preferences", window
    preferences.open_row("clothing.shoe_size")
    yield "04-preferences-open", window
    window.open_link(LINK)
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
    window.show_page("shops")
    window.presenter("shops").select("groenekom.example")
    yield "06-shops", window
    window.show_page("activity")
    yield "08-activity", window
    window.show_page("your_data")
    yield "09-your-data", window
    yield "00-parts", PartsPage(world.theme, world.icons)


def _refuse(typed: str) -> Session:
    raise ChoiceError("wrong_passphrase")


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--size", default="1180x780")
    asked = parser.parse_args(argv)
    width, height = (int(each) for each in asked.size.split("x"))
    asked.out.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    load_fonts()
    for language in ("en", "nl"):
        translate(app, language)
        for dark in (False, True):
            theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=dark)
            theme.apply(app)
            with tempfile.TemporaryDirectory() as folder, example_day(Path(folder) / "vault") as day:
                world = world_of(day, theme, language)
                window = Window(world, lambda reason, opened: QWidget())
                window.enter()
                for name, widget in pictures(world, window):
                    widget.resize(width, 1140 if name == "00-parts" else height)
                    widget.show()
                    QTest.qWait(30)
                    path = asked.out / f"{name}-{'dark' if dark else 'light'}-{language}-{asked.size}.png"
                    widget.grab().save(str(path))
                    if widget is not window:
                        widget.close()
                window.hide()
    print(f"{len(list(asked.out.glob('*.png')))} pictures in {asked.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
