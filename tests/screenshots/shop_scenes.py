"""The shops page beyond its list: what a shop answered that it holds, what it knows in total, and who holds what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.example_day import NOW, Day, asked
from tests.unit.customer.asking import Shop
from vault.core.value import Precision
from vault.customer.asking_held import HeldReport, record
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import share
from vault.customer.shop_letters import Correspondence
from vault.desktop.shop_total_part import TotalPart
from vault.desktop.shops_open import OpenShop
from vault.desktop.window import Window
from vault.tokens.holding_statement import HoldingStatement, Incident, StatedItem
from vault.tokens.keys import SigningKey

LESS = "media.sports"


def shop_pictures(window: Window) -> Iterator[tuple[str, QWidget]]:
    """With groenekom.example open; it goes back to the list at the end."""
    shops = window.presenter("shops")
    view: Any = window.inside.pages.page("shops").view
    view._go_into(None)  # in a small window, over the list
    window.world.tasks.vault(
        lambda session: _answered(session, shops._open),
        lambda report: shops.asking._take(shops.asking._number, report),
        lambda problem: None,
        owner=shops,
    )
    shops.start()
    yield "06-shops-held-answer", window
    shops.asking.forget()
    shops.start()
    (total,) = view.findChildren(TotalPart)
    total.fold.click()
    yield "06-shops-in-total", window
    total.fold.click()
    shops.matrix.show()
    view.matrix.table.setFocus(Qt.FocusReason.TabFocusReason)
    yield "07-shops-matrix", window
    shops.matrix.move("beauty.scent", "zeepenzo.example")
    yield "07-shops-matrix-stopped", window
    shops.matrix.move("clothing.shoe_size", "boekhoek.example")
    yield "07-shops-matrix-not-shared", window
    shops.matrix.leave()
    view._go_back()


def less_pictures(window: Window, day: Day) -> Iterator[tuple[str, QWidget]]:
    """A shop that takes something less exact in the place of what it has, for as long as that can be undone."""
    shop = Shop(host="sokkenhuis.example", now=day.clock.now)
    endpoints = {name: f"https://{shop.host}/{name}" for name in ("stop", "nonce", "refresh")}
    sports = asked(LESS, "To put your sport first.", "Om je sport vooraan te zetten.", required=True)
    proposal = propose(day.session, shop.ask(sports, endpoints=endpoints))
    share(day.session, proposal, Choices((Choice(proposal.items[0].credential_id, Precision.EXACT),), 30))
    deliver(day.session, shop)
    window.show_page("shops")
    matrix = window.presenter("shops").matrix
    matrix.show()
    matrix.move(LESS, shop.host)
    matrix.choose_less()
    yield "07-shops-matrix-less", window
    matrix.show_less(Precision.CATEGORY)
    yield "07-shops-matrix-less-undo", window
    window.inside.undo.forget()
    matrix.leave()


def _answered(session: Session, opened: OpenShop) -> HeldReport:
    """It has all but the second item, and lost a list."""
    held = [item.held for item in opened.detail.items]
    items = tuple(
        StatedItem(item.jti, item.key, item.precision, item.until, NOW - timedelta(days=2))
        for item in (held[0], *held[2:])
    )
    leak = Incident(NOW - timedelta(days=9), (held[0].jti,), "A list of orders was open for an hour.", "Do nothing.")
    statement = HoldingStatement("did:jwk:x", NOW, "nonce", items, (leak,), ())
    question = Correspondence(opened.host, "", "", "", "", "did:jwk:x", {}, SigningKey.generate())
    return record(session, question, statement)
