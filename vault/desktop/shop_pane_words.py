"""The shop that is open in full: its items, with what it says of them, who else was told, and what was said to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vault.core.catalogue import Catalogue
from vault.core.consent import ItemState
from vault.core.sentences import Sentences
from vault.customer.asking_held import Difference
from vault.desktop.shop_feedback_words import FeedbackWords
from vault.desktop.shop_held_words import Asked, HeldWords
from vault.desktop.shop_less_words import LessWords
from vault.desktop.shop_total_words import TotalWords
from vault.desktop.shops_state import LessPane
from vault.desktop.shops_told import PassedOnWords

if TYPE_CHECKING:
    from vault.customer.shop_detail import SeenItem
    from vault.desktop.shop_feedback_presenter import FeedbackGiving
    from vault.desktop.shop_held_presenter import HeldAsking
    from vault.desktop.shops_open import OpenShop
    from vault.desktop.shops_state import FeedbackLine, ItemLine, ShopPane
    from vault.desktop.shops_words import ShopsWords


class PaneWords(QObject):
    """Puts a :class:`ShopPane` together."""

    def __init__(self, sentences: Sentences, catalogue: Catalogue, shops: ShopsWords) -> None:
        super().__init__()
        self._shops = shops
        self._held = HeldWords(sentences, catalogue, shops)
        self._feedback = FeedbackWords(sentences)
        self._passed_on = PassedOnWords()
        self._less = LessWords(sentences, catalogue, shops)
        self._total = TotalWords(sentences, shops)

    def pane(self, opened: OpenShop, asking: HeldAsking, giving: FeedbackGiving, now: datetime) -> ShopPane:
        """One shop in full, as it is ``now``."""
        detail, host = opened.detail, opened.host
        pane = self._shops.pane(detail, now)
        report = asking.report(host)
        asked = Asked(opened.offered, opened.told.answered, report, asking.problem(host), asking.asking)
        held = self._held.lines(detail, report) if report is not None else {}
        named = report.items if report is not None else ()
        missing = {item.jti for item in named if item.difference is Difference.MISSING}
        seen = {item.held.jti: item for item in detail.items}
        lines = tuple(
            replace(
                self._told(line, opened),
                held=held.get(line.jti),
                less=self._could_have(line, opened),
                feedback=None if line.jti in missing else self._said(line, seen[line.jti], opened, giving),
            )
            for line in pane.items
        )
        total = self._total.pane(opened.total)
        held_pane = self._held.pane(pane, detail, asked)
        return replace(pane, items=lines, held=held_pane, total=total, letter_ready=opened.letter_ready)

    def _told(self, line: ItemLine, opened: OpenShop) -> ItemLine:
        """With who else was told of its stop."""
        passed_on = opened.told.passed_on.get(line.jti)
        if line.status is None or passed_on is None:
            return line
        text = f"{line.status.text} {self._passed_on.sentence(passed_on)}"
        return replace(line, status=replace(line.status, text=text))

    def _could_have(self, line: ItemLine, opened: OpenShop) -> LessPane | None:
        offers = opened.less.get(line.jti, ())
        if line.status is not None or not offers:
            return None
        lines = tuple(self._less.line(line.name, offer) for offer in offers)
        return LessPane(self._less.name(line.name), self._less.means(), lines)

    def _said(self, line: ItemLine, item: SeenItem, opened: OpenShop, giving: FeedbackGiving) -> FeedbackLine | None:
        """A shop hears it about what it has and may use."""
        held = item.held
        if not opened.offered.feedback or held.state is not ItemState.ACTIVE or held.visit or held.objection:
            return None
        return self._feedback.line(line.name, giving.telling(opened.host, held.key), opened.told.said.get(held.key))
