"""The command line with everything around it in memory, but for a real vault."""

from __future__ import annotations

import io
import json
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import Shop
from vault.cli import sharing_commands
from vault.cli.arguments import build_parser
from vault.cli.main import load_sentences, run
from vault.cli.program import Program
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError
from vault.customer.editing import set_words
from vault.customer.keys import Keychain, find_keychain
from vault.customer.session import create_vault
from vault.customer.trust import Trust
from vault.customer.vault_places import Places
from vault.net.testing_shops import TestShops
from vault.openid4vp.request_object import VerifiedRequest
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase

PASSPHRASE = "copper lantern borrows seven geese"
NOON = datetime(2026, 5, 12, 12, 4, tzinfo=UTC)
KEPT = {"clothing.shoe_size": "EU 43", "media.sports": "running_road", "health.foot_health": "insoles"}


@dataclass
class CommandLine:
    """Gives commands to one vault and keeps what they print."""

    folder: Path
    clock: SetClock
    shop: Shop
    language: str = "en"
    interactive: bool = True
    from_keyboard: bool = True
    """Whether passphrases are typed, or come from a descriptor."""
    keychain: Callable[[], Keychain] = find_keychain
    typed: list[str] = field(default_factory=list)
    """What is typed where a line is read, in order."""
    passphrases: list[str] = field(default_factory=list)
    """What is typed where a passphrase is asked; when used up, the right one."""
    questions: list[str] = field(default_factory=list)
    request: VerifiedRequest | None = None
    home: Path | None = None
    """Where vaults lie beside each other; without it, around ``folder``."""
    out: str = ""
    errors: str = ""

    def __call__(self, *arguments: str) -> int:
        """Give one command; its exit code."""
        out, errors = io.StringIO(), io.StringIO()
        sentences = load_sentences(self.language)
        found = build_parser(sentences, with_demo=False).parse_args(arguments)
        program = Program(
            folder=self.folder,
            sentences=sentences,
            catalogue=shipped(),
            clock=self.clock,
            random=secrets.token_bytes,
            ask=self._ask,
            read_line=self._read_line,
            fetcher=lambda: self.shop,
            trust=lambda: Trust((), TestShops()),
            out=out,
            errors=errors,
            places=Places.at(self.home or self.folder.parent, (self.home or self.folder.parent) / "config"),
            profile=lambda: SMALL,
            as_json=getattr(found, "json", False),
            interactive=self.interactive,
            typed=self.from_keyboard,
            keychain=self.keychain,
            quick=getattr(found, "quick", False),
        )
        code = run(program, found)
        self.out, self.errors = out.getvalue(), errors.getvalue()
        return code

    def json(self, *arguments: str) -> dict[str, Any]:
        """Give a command with ``--json``; its one object."""
        self(*arguments, "--json")
        found: dict[str, Any] = json.loads(self.out)
        return found

    def _ask(self, question: str) -> Passphrase:
        self.questions.append(question)
        return Passphrase(self.passphrases.pop(0) if self.passphrases else PASSPHRASE)

    def _read_line(self, question: str) -> str:
        self.questions.append(question)
        if not self.typed:
            raise ChoiceError("input_ended")
        return self.typed.pop(0)


@pytest.fixture
def no_vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """A command line without a vault. Any link leads to the request that was put into ``request``."""
    clock = SetClock(NOON)
    made = CommandLine(tmp_path / "vault", clock, Shop(now=clock.now))
    # The link itself is for the tests of openid4vp and of customer/review.
    monkeypatch.setattr(sharing_commands, "fetch_request", lambda link, **_: made.request)
    return made


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault that holds a few preferences, made once, for each test to copy."""
    folder = tmp_path_factory.mktemp("filled") / "vault"
    made = create_vault(
        folder,
        Passphrase(PASSPHRASE),
        catalogue=shipped(),
        clock=SetClock(NOON),
        random=secrets.token_bytes,
        profile=SMALL,
    )
    with made as session:
        for key, words in KEPT.items():
            set_words(session, key, words)
    return folder


@pytest.fixture
def command(no_vault: CommandLine, filled: Path) -> CommandLine:
    """A command line with a vault that holds a few preferences."""
    shutil.copytree(filled, no_vault.folder)
    return no_vault
