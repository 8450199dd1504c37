"""A presenter of the request page over a vault and one shop, with what a person does to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import SHOE, Shop, item
from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.desktop.vault_day import Day, sentences
from vault.customer.trust import Trust
from vault.desktop.request_presenter import RequestPresenter
from vault.desktop.request_state import Asked, ItemRow
from vault.net.testing_shops import TestShops
from vault.openid4vp.link import make_link
from vault.openid4vp.request_building import build_request, unsigned_parameters

NEEDED = {**SHOE, "required": True}
VEGETARIAN = item("vegetarian", "food.vegetarian")
MATERIALS = item("materials", "clothing.materials_avoided")


class Asking(RequestPresenter):
    """A presenter over a vault and one shop, with what a person does."""

    def __init__(self, day: Day, language: str = "en") -> None:
        self.day, self.opened = day, list[str]()
        trust = Trust((), TestShops())
        super().__init__(day.tasks, day.shop, trust, sentences(language), shipped(), day.clock, self.opened.append)
        day.watch(self)
        self.said: list[str] = []
        self.counts: list[int] = []
        self.announced.connect(self.said.append)
        self.waiting.connect(self.counts.append)

    def link(self, *items: dict[str, Any], shop: Shop | None = None, number: int = 1, **other: Any) -> str:
        """A whole request in a link, which nobody signed."""
        asker = shop or self.day.shop
        asker.expects = asker.terms(items, **other)
        address = f"https://{asker.host}/answer"
        claims = build_request(
            client_id=f"redirect_uri:{address}",
            response_uri=address,
            nonce=f"nonce-of-22-characters-{number}",
            state=f"state-{number}",
            now=self.day.clock.now(),
            terms=asker.expects.raw,
            answer_jwk=asker.agreement.jwk("answer-1"),
        )
        return make_link(unsigned_parameters(claims))

    def ask(self, *items: dict[str, Any], armed: bool = True, signed: bool = True, **other: Any) -> None:
        """Lay out a request of the shop, as after its link was followed, and let the first second pass."""
        request = self.day.shop.ask(*items, **other)
        self._propose(request if signed else replace(request, signed=False))
        if armed:
            self.choosing._arm()

    def ask_without_terms(self, *items: dict[str, Any]) -> None:
        self._propose(replace(self.day.shop.ask(*items), signed=False, terms=None))
        self.choosing._arm()

    def ask_together(self, *keys: str) -> None:
        """As a shop asks that wants several preferences in one credential."""
        self._propose(self.day.shop.ask_for_claims(*({"path": [key]} for key in keys)))
        self.choosing._arm()

    @property
    def asked(self) -> Asked:
        assert isinstance(self.day.state, Asked)
        return self.day.state

    def row(self, item_id: str) -> ItemRow:
        (found,) = [row for group in self.asked.groups for row in group.rows if row.id == item_id]
        return found

    def on(self, *ids: str) -> None:
        for each in ids:
            self.choosing.switch(each, True)

    def type_passphrase(self, typed: str = PASSPHRASE) -> None:
        assert self.asked.sealed is not None
        self.choosing.permit(typed, self.asked.sealed.words)
