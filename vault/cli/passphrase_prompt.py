"""The passphrase, from the keyboard without echo or from a file descriptor; never from arguments or environment."""

from __future__ import annotations

import getpass
import os
import warnings
from collections.abc import Callable
from dataclasses import dataclass

from vault.core.errors import ChoiceError

MAX_LINE_BYTES = 4096
"""Four times the longest passphrase: a file given by mistake is not read to its end."""

Prompt = Callable[[str], str]
"""Shows a question and gives what was typed, without its line end."""


def from_keyboard(question: str) -> str:
    """What is typed at the terminal, without echo.

    Raises :class:`ChoiceError` ``no_terminal`` where echo cannot be turned off, or ``passphrase_missing`` for an end
    of input.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)
            return getpass.getpass(question)
    except getpass.GetPassWarning:
        raise ChoiceError("no_terminal") from None
    except EOFError:
        raise ChoiceError("passphrase_missing") from None


@dataclass(frozen=True)
class FromDescriptor:
    """One line of a file descriptor each time it is asked. Nothing past that line is read."""

    descriptor: int

    def __call__(self, question: str) -> str:
        """The next line. Raises :class:`ChoiceError` ``passphrase_missing`` or ``passphrase_unreadable``."""
        line = bytearray()
        try:
            while (byte := os.read(self.descriptor, 1)) not in {b"", b"\n"}:
                line += byte
                if len(line) > MAX_LINE_BYTES:
                    raise ChoiceError("passphrase_unreadable")
        except OSError as problem:
            raise ChoiceError("passphrase_missing") from problem
        if not line:
            raise ChoiceError("passphrase_missing")
        try:
            return line.decode("utf-8").removesuffix("\r")
        except UnicodeDecodeError:
            # Without the cause: its text holds the passphrase.
            raise ChoiceError("passphrase_unreadable") from None
