"""The first journey as a person takes it: the window on the shop's request, and the shop in a browser beside it.

What the desktop does once links open in the vault is done here for one browser and one window, so that the demo
changes nothing outside its own folder: a request that the shop's page makes comes to the window, and the way back to
the shop goes to that browser.
"""

from __future__ import annotations

import subprocess
from functools import partial

from PySide6.QtCore import QObject, QTimer
from sqlalchemy import select

from vault.demo.chromium import find_chromium, open_pages, shop_flags
from vault.demo.journey import PASSPHRASE
from vault.demo.schoenenhuis import HOST, RunningShop
from vault.demo.window_journey import Theatre
from vault.openid4vp.link import make_link
from vault.shop import tables

LOOK_MS = 300
"""How often the shop is asked for new requests: a person who pressed its button sees them at once."""
LAST_SECONDS = 10
"""For a browser that was told to end."""


def watch(stage: Theatre) -> int:
    """Open window and shop side by side, and leave the rest to the person. Returns when the window is closed."""
    say = stage.sentences.say
    print(say("demo", "passphrase", passphrase=PASSPHRASE), flush=True)
    chromium = find_chromium()
    between = Between(stage, chromium) if chromium else None
    if between is None:
        print(say("demo", "no_browser"), flush=True)
        stage.window.open_link(stage.link())
    stage.app.setQuitOnLastWindowClosed(False)
    stage.window.closed.connect(stage.app.quit)
    stage.window.show()
    try:
        return stage.app.exec()
    finally:
        if between is not None:
            between.end()


def made_requests(shop: RunningShop) -> tuple[str, ...]:
    """The links of all requests that the shop's pages made."""
    with shop.shop.store.transaction() as connection:
        ids = connection.execute(select(tables.request.c.id).order_by(tables.request.c.created)).scalars().all()
    asks = [{"client_id": shop.shop.client_id, "request_uri": shop.url(f"/preferences/request/{each}")} for each in ids]
    return tuple(make_link(each, scheme="preference-vault") for each in asks)


class Between(QObject):
    """Carries links from the shop's pages to the window, and addresses from the window to the browser."""

    def __init__(self, stage: Theatre, chromium: str) -> None:
        super().__init__(stage.window)
        self._stage, self._chromium = stage, chromium
        certificate = (stage.shop.folder / "shop-chain.pem").read_bytes()
        self._flags = shop_flags(HOST, stage.shop.address.port, certificate, stage.folder / "browser")
        self._taken: set[str] = set()
        self._browsers: list[subprocess.Popen[bytes]] = []
        # The page as it is for everybody, and its button as if it was pressed.
        self._open(stage.shop.url("/running"), stage.shop.url("/preferences/start"))
        look = QTimer(self)
        look.timeout.connect(self._look)
        look.start(LOOK_MS)

    def end(self) -> None:
        """Close the browser."""
        for each in self._browsers:
            each.terminate()
        for each in self._browsers:
            try:
                each.wait(LAST_SECONDS)
            except subprocess.TimeoutExpired:
                each.kill()

    def _open(self, *addresses: str) -> None:
        self._browsers.append(open_pages(self._chromium, self._flags, *addresses))

    def _look(self) -> None:
        ways_back, self._stage.went_to[:] = tuple(self._stage.went_to), ()
        if ways_back:
            self._open(*ways_back)
        self._stage.tasks.outside(partial(made_requests, self._stage.shop), self._take, lambda _: None, owner=self)

    def _take(self, links: tuple[str, ...]) -> None:
        for link in links:
            if link not in self._taken:
                self._taken.add(link)
                self._stage.window.open_link(link)
