"""Whether all that a copy needs is said and typed, and in words what is not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vault.core.errors import VaultError
from vault.customer.session import Passphrase

if TYPE_CHECKING:
    from vault.core.sentences import Sentences
    from vault.desktop.goodbye_state import CopyAsk, CopyTyped


class CopyCheck(QObject):
    """Looks at what is typed."""

    def __init__(self, sentences: Sentences) -> None:
        super().__init__()
        self._sentences = sentences

    def checked(self, copy: CopyAsk, typed: CopyTyped) -> CopyAsk:
        """What is asked, with what is wrong of it."""
        along_wrong = passphrase_wrong = first_wrong = again_wrong = ""
        if copy.sealed and copy.along is None:
            along_wrong = self.tr("Say first what becomes of it.")
        if copy.along and not typed.passphrase:
            passphrase_wrong = self.tr("Type your passphrase, or leave sealed items behind.")
        if copy.locked:
            first_wrong = self._unfit(typed.first)
            if not first_wrong and not _same(typed.first, typed.again):
                again_wrong = self.tr("This is not the same. Type it again.")
        return replace(
            copy,
            along_wrong=along_wrong,
            passphrase_wrong=passphrase_wrong,
            first_wrong=first_wrong,
            again_wrong=again_wrong,
        )

    def _unfit(self, typed: str) -> str:
        """Why this cannot lock a copy, or nothing."""
        if not typed:
            return self.tr("Choose a passphrase for the copy.")
        try:
            Passphrase(typed).check_new()
        except VaultError as problem:
            return self._sentences.error(problem)
        return ""


def _same(first: str, again: str) -> bool:
    """Whether both are one passphrase, in whatever form the keyboard gave its letters."""
    try:
        return Passphrase(first).reveal() == Passphrase(again).reveal()
    except VaultError:
        return False
