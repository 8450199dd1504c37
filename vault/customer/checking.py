"""The check: whether the vault is whole, from the pages on the disk to what the history says of each share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError
from vault.core.value_check import check_value
from vault.customer.happened import states_from_journal
from vault.storage import consents, integrity, preferences

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.customer.session import Session
    from vault.storage.beside import Beside
    from vault.storage.connection import Reader


_OF_THE_FILE = {"encryption", "structure", "references", "journal"}


@dataclass(frozen=True)
class CheckLine:
    """One thing that was looked at: ``code`` has a sentence, ``problems`` is how many were found."""

    code: str
    problems: int

    @property
    def whole(self) -> bool:
        """Whether nothing was found."""
        return self.problems == 0


@dataclass(frozen=True)
class Checked:
    """Everything that was looked at."""

    lines: tuple[CheckLine, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing was found at all."""
        return all(line.whole for line in self.lines)

    @property
    def damaged(self) -> bool:
        """Whether the file is not what was written. What no longer fits the catalogue is no damage."""
        return any(line.code in _OF_THE_FILE and not line.whole for line in self.lines)


@dataclass(frozen=True)
class Checking:
    """A check that is ready to be made, by any thread: :func:`start_checking` in the vault's own, then :meth:`run`."""

    beside: Beside
    catalogue: Catalogue

    def run(self) -> Checked:
        """Read and check the whole vault: seconds for a large one. Damage is in the report, not raised.

        After the first page that is wrong a database reads no more. This has a connection of its own, so that a
        session that is found damaged goes on with the pages that are whole. Raises as :meth:`Beside.turn`.
        """
        with self.beside.turn() as turn:
            report = integrity.check(turn.database)
            lines = [
                CheckLine("encryption", len(report.encryption)),
                CheckLine("structure", len(report.structure)),
                CheckLine("references", len(report.references)),
                CheckLine("journal", 0 if report.journal_broken_at is None else 1),
            ]
            if report.whole:  # what is damaged cannot be read any further
                with turn.database.read() as reader:
                    lines += [
                        CheckLine("states", _differing_states(reader)),
                        CheckLine("values", _unfit_values(reader, self.catalogue)),
                    ]
        return Checked(tuple(lines))


def start_checking(session: Session) -> Checking:
    """A check of this vault, for a thread that may take its time."""
    return Checking(session.vault.beside, session.catalogue)


def check_vault(session: Session) -> Checked:
    """Check the vault here and now. Raises as :meth:`Checking.run`."""
    return start_checking(session).run()


def _differing_states(reader: Reader) -> int:
    """Shares whose stored state is not the one that the journal tells."""
    told = states_from_journal(reader)
    stored = {item.jti: item.state for item in consents.items(reader)}
    return sum(told.get(jti) != stored.get(jti) for jti in told.keys() | stored.keys())


def _unfit_values(reader: Reader, catalogue: Catalogue) -> int:
    """Kept values that the catalogue no longer allows, or no longer knows."""
    return sum(not _fits(catalogue, each) for each in preferences.preferences(reader))


def _fits(catalogue: Catalogue, preference: preferences.Preference) -> bool:
    try:
        check_value(catalogue.entry(preference.key), preference.value)
    except ChoiceError:
        return False
    return True
