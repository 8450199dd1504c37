"""What every command works with: the words, the world's edges as parameters, and where text goes."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from vault.core.catalogue import Catalogue, Entry
from vault.core.clock import Clock
from vault.core.errors import ChoiceError, VaultError
from vault.core.plain_text import is_plain, plain
from vault.core.sensitivity import Level
from vault.core.sentences import Sentences
from vault.core.value import Json, Precision
from vault.core.wording import in_language
from vault.customer.backups import care
from vault.customer.ending import end_what_is_over
from vault.customer.keys import Keychain, find_keychain
from vault.customer.other_ways import derive_quickly
from vault.customer.session import Derived, Raising, Random, Session, derive
from vault.customer.vaults import is_away

if TYPE_CHECKING:
    from vault.customer.trust import Trust
    from vault.customer.vault_places import Places
    from vault.net.fetcher import Fetcher
    from vault.storage.kdf import Profile
    from vault.storage.secret import Passphrase


@dataclass(frozen=True)
class Program:
    """One run of the command line. ``ask`` shows a question and gives a passphrase; ``read_line`` shows one and echoes.

    ``fetcher`` and ``trust`` are made when first needed: most commands never use the network.
    """

    folder: Path
    sentences: Sentences
    catalogue: Catalogue
    clock: Clock
    random: Random
    ask: Callable[[str], Passphrase]
    read_line: Callable[[str], str]
    fetcher: Callable[[], Fetcher]
    trust: Callable[[], Trust]
    out: TextIO
    errors: TextIO
    places: Places
    """Where vaults are kept that are not named by their folder."""
    profile: Callable[[], Profile]
    """What the key of a new vault costs on this machine."""
    raising: Raising | None = None
    """What makes a passphrase dearer to guess where this machine allows."""
    keychain: Callable[[], Keychain] = find_keychain
    quick: bool = False
    """Whether this computer opens the vault instead of the passphrase."""
    as_json: bool = False
    typed: bool = True
    """Whether passphrases come from a keyboard, where a new one is asked twice."""
    interactive: bool = True
    """Whether a person can be asked to type yes."""

    @property
    def language(self) -> str:
        """``en`` or ``nl``."""
        return self.sentences.language

    def say(self, code: str, **facts: str | int) -> str:
        """A sentence of the command line's own."""
        return self.sentences.say("cli", code, **facts)

    def label(self, entry: Entry) -> str:
        """What a preference is called."""
        return in_language(entry.label, self.language)

    def labelled(self, key: str) -> str:
        """What the preference with this key is called, or the key, if the catalogue does not know it."""
        entry = self.catalogue.entries.get(key)
        return key if entry is None else self.label(entry)

    def level(self, level: Level) -> str:
        """A level in words."""
        return self.sentences.say("levels", level.word)

    def precision(self, precision: Precision) -> str:
        """A precision in words."""
        return self.sentences.say("precisions", precision.word)

    def require_vault(self) -> None:
        """Raise :class:`ChoiceError` ``no_vault_yet`` or ``vault_away`` before anything is asked or fetched."""
        try:
            missing = not self.folder.exists()
        except OSError:
            missing = False  # what is wrong with it is said when it is opened
        if missing:
            self.require_no_vault_away()
            raise ChoiceError("no_vault_yet", folder=self.folder.name)

    def require_no_vault_away(self) -> None:
        """Raise :class:`ChoiceError` ``vault_away`` if the vault that is used is on a disk that is not there."""
        if is_away(self.places, self.folder):
            raise ChoiceError("vault_away", folder=str(self.folder))

    def open_session(self) -> Session:
        """The vault, unlocked, with what is over brought to its end and cared for: the day's backup, and so on.

        Raises as :func:`derive` and :meth:`Derived.open`.
        """
        self.require_vault()
        session = self.open_derived(self.derive())
        try:
            self._care(session)
        except BaseException:
            session.lock()
            raise
        return session

    def derive(self) -> Derived:
        """The vault's key, by passphrase, or by this computer where that was asked."""
        if self.quick:
            return derive_quickly(self.folder, self.keychain())
        return derive(self.folder, self.ask(self.say("ask_passphrase")), raising=self.raising)

    def open_derived(self, derived: Derived) -> Session:
        """As :meth:`open_session`, for a key that is there, and without the care."""
        session = derived.open(catalogue=self.catalogue, clock=self.clock, random=self.random)
        try:
            end_what_is_over(session)
        except BaseException:
            session.lock()
            raise
        return session

    def ask_new(self) -> Passphrase:
        """A new passphrase. One that is typed is typed twice, for nobody can look it up afterwards.

        Raises :class:`ChoiceError` ``passphrase_short`` or ``passphrases_differ``.
        """
        if self.typed:
            self.tell(self.say("new_passphrase_advice"))
        new = self.ask(self.say("ask_new_passphrase"))
        new.check_new()
        if self.typed and self.ask(self.say("ask_new_again")).reveal() != new.reveal():
            raise ChoiceError("passphrases_differ")
        return new

    def show(self, answer: Mapping[str, Json], lines: Iterable[str]) -> None:
        """Print the command's answer: one JSON object, or lines for people. Nothing in them moves the cursor."""
        if self.as_json:
            self._show_json(answer)
        else:
            for line in lines:
                print(plain(line), file=self.out)

    def tell(self, *lines: str) -> None:
        """Print lines for people while a command is under way; with ``--json`` they go where errors go."""
        for line in lines:
            print(plain(line), file=self.errors if self.as_json else self.out)

    def _care(self, session: Session) -> None:
        """What fails of it is said, and keeps nobody from their vault."""
        cared = care(session)
        failed = (("not_backed_up", cared.not_backed_up), ("not_drilled", cared.not_drilled))
        warnings = [self.say(code, problem=self.sentence(problem)) for code, problem in failed if problem is not None]
        if cared.checked is not None and cared.checked.damaged:
            warnings.append(self.say("found_damaged"))
        for warning in warnings:
            print(plain(warning), file=self.errors)

    def sentence(self, problem: VaultError) -> str:
        """What went wrong. Facts may come from a shop or a file."""
        return plain(self.sentences.error(problem))

    def fail(self, problem: VaultError, more: Mapping[str, Json] | None = None) -> None:
        """Print what went wrong, in one sentence for people, and as JSON where that was asked, with ``more`` in it."""
        sentence = self.sentence(problem)
        print(sentence, file=self.errors)
        if self.as_json:
            answer: dict[str, Json] = {
                "error": {"code": problem.code, "facts": dict(problem.facts), "sentence": sentence}
            }
            self._show_json({**answer, **(more or {})})

    def _show_json(self, answer: Mapping[str, Json]) -> None:
        """One line of JSON, in which all that is not only shown is escaped (RFC 8259 §7)."""
        text = json.dumps(answer, ensure_ascii=False, sort_keys=True)
        print("".join(each if is_plain(each) else json.dumps(each)[1:-1] for each in text), file=self.out)


Command = Callable[[Program, argparse.Namespace], int]
"""One command: it prints through the program and gives an exit code."""
