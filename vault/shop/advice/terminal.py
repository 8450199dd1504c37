"""Questions and answers on a terminal, or on a pipe that stands for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TextIO

from vault.core.errors import PolicyError
from vault.core.plain_text import plain

LONGEST_ANSWER = 1024
"""Characters of a line that is typed; no answer needs half of that."""


@dataclass(frozen=True)
class Terminal:
    """Where one asks and where one is told."""

    typed: TextIO
    shown: TextIO

    def tell(self, *lines: str) -> None:
        """Show lines. What a person or a file said in them moves no cursor."""
        for line in lines:
            self.shown.write(f"{plain(line)}\n")
        self.shown.flush()

    def ask(self, prompt: str, default: str | None = None) -> str:
        """The answer, without space around it; nothing typed is the default.

        Raises :class:`PolicyError` ``answers_ended`` if nobody can answer any more.
        """
        self.shown.write(plain(f"{prompt} [{default}] " if default else f"{prompt} "))
        self.shown.flush()
        line = self.typed.readline(LONGEST_ANSWER)
        if not line:
            raise PolicyError("answers_ended")
        return line.strip() or (default or "")
