"""The words of the receipt of one share, in the customer's language. Of any thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from vault.core.catalogue import Catalogue
from vault.core.consent import HELD, STOPPED, ItemState
from vault.core.sentences import Sentences
from vault.customer.shop_detail import ShareReceipt
from vault.desktop.activity_state import ReceiptLine, ReceiptState, RecordLine
from vault.desktop.shops_state import Status
from vault.desktop.shops_words import ShopsWords


class ReceiptWords(QObject):
    """What was agreed, and what is true of it now."""

    def __init__(self, sentences: Sentences, catalogue: Catalogue, shops: ShopsWords) -> None:
        super().__init__()
        self._sentences, self._catalogue, self._shops = sentences, catalogue, shops

    def state(self, receipt: ShareReceipt, said: str, failed: str) -> ReceiptState:
        """One receipt; ``said`` and ``failed`` are about saving it."""
        country = f", {self._shops.country(receipt.country)}" if receipt.country else ""
        about = receipt.calls_itself + country if receipt.calls_itself != receipt.host else ""
        until = self.tr("{date}, or earlier").format(date=self._sentences.date(receipt.until))
        left = ", ".join(self._shops.label(key) for key in receipt.not_shared)
        return ReceiptState(
            self.tr("Receipt {number}").format(number=receipt.number),
            self._status([item.state for item in receipt.items]),
            self._sentences.minute(receipt.agreed),
            receipt.host,
            about,
            self.tr("The end of that visit") if receipt.visit else until,
            tuple(
                ReceiptLine(self._shops.label(item.key), item.precision, self._shops.precision(item.precision))
                for item in receipt.items
            ),
            self.tr("Not shared: {names}").format(names=left) if left else "",
            (*self._purposes(receipt), *self._shops.promises(receipt.promises)) if receipt.promises else (),
            bool(receipt.proof),
            self.tr("Stop sharing with {host}").format(host=receipt.host)
            if any(item.state in HELD for item in receipt.items)
            else "",
            self.tr("receipt-{number}.txt").format(number=receipt.number),
            said,
            failed,
            receipt.proves_erasure,
            tuple(self._record(number, alone=len(receipt.records) == 1) for number in receipt.records),
        )

    def _record(self, number: str, *, alone: bool) -> RecordLine:
        """Each sealed item has a record of its own, so there may be several."""
        named = self.tr("Save record {number}…").format(number=number)
        file_name = self.tr("record-{number}.pdf").format(number=number)
        return RecordLine(number, self.tr("Save this record…") if alone else named, named, file_name)

    def _purposes(self, receipt: ShareReceipt) -> tuple[str, ...]:
        named = [self._catalogue.purposes.get(each) for each in receipt.promises.purposes] if receipt.promises else []
        language = self._sentences.language
        labels = [each.label.get(language) or each.label["en"] for each in named if each is not None]
        return tuple(self.tr("Only {purpose}.").format(purpose=label) for label in labels)

    def _status(self, states: Sequence[ItemState]) -> Status:
        if ItemState.ACTIVE in states:
            return Status("check-circle", "primary", self.tr("Active"))
        if ItemState.UNCERTAIN in states:
            return Status("question", "sandInk", self.tr("Not confirmed"))
        if any(state in HELD for state in states):
            return Status("paper-plane-tilt", "ink2", self.tr("No answer yet"))
        if any(state in STOPPED for state in states):
            return Status("prohibit", "ink2", self.tr("Stopped"))
        if ItemState.SUPERSEDED in states:
            return Status("arrows-clockwise", "ink2", self.tr("Replaced by a newer value"))
        if ItemState.UNREAD in states:
            return Status("checks", "ink2", self.tr("Deleted by the shop"))
        if ItemState.EXPIRED in states:
            return Status("hourglass-medium", "ink2", self.tr("Ended"))
        return Status("minus-circle", "ink2", self.tr("Not received"))
