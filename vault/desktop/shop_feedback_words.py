"""The words of what a customer tells a shop about one item. Of any thread."""

from __future__ import annotations

from PySide6.QtCore import QObject

from vault.core.sentences import Sentences
from vault.customer.feedback import Says
from vault.desktop.shop_feedback_presenter import Telling
from vault.desktop.shops_state import FeedbackLine, FeedbackLink, Status


class FeedbackWords(QObject):
    """What was said, and what can be. Never a question."""

    def __init__(self, sentences: Sentences) -> None:
        super().__init__()
        self._sentences = sentences

    def line(self, item: str, telling: Telling | None, before: str | None) -> FeedbackLine:
        """About the preference called ``item``; ``before`` is what was said before the vault was opened.

        While something is under way the links stay, so that the keyboard stays at them; they do nothing then.
        """
        texts = {Says.THANKS: self.tr("This helped"), Says.WRONG_FOR_ME: self.tr("Not right")}
        said = self._said(telling, before)
        done = telling.says if telling is not None and telling.heard else before if telling is None else None
        links = tuple(
            FeedbackLink(says.value, text, self.tr("{words}: {item}").format(words=text, item=item))
            for says, text in texts.items()
            if says != done
        )
        return FeedbackLine(said, links)

    def _said(self, telling: Telling | None, before: str | None) -> Status | None:
        if telling is None:
            text = self._heard(before)
            return Status("check", "ink2", text) if text else None
        if telling.problem is not None:
            not_heard = self.tr("The shop did not hear this. {why}")
            why = self._sentences.error(telling.problem)
            return Status("warning", "sandInk", not_heard.format(why=why))
        if telling.heard:
            return Status("check", "ink2", self._heard(telling.says))
        return Status("paper-plane-tilt", "ink2", self.tr("Telling the shop."))

    def _heard(self, says: str | None) -> str:
        match says:
            case Says.THANKS:
                return self.tr("The shop heard that this helped.")
            case Says.WRONG_FOR_ME:
                return self.tr("The shop heard that this is not right.")
            case Says.TOO_MUCH:
                return self.tr("The shop heard that this is too much.")
            case _:
                return ""
