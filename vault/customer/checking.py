"""The check: whether the vault is whole, from the pages on the disk to what the history says of each share."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError
from vault.core.value_check import check_value
from vault.customer.happened import states_from_journal
from vault.storage import consents, integrity, preferences
from vault.storage.connection import connect

if TYPE_CHECKING:
    from vault.customer.session import Session
    from vault.storage.connection import Reader


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


def check_vault(session: Session) -> Checked:
    """Read and check the whole vault: seconds for a large one. Damage is in the report, not raised.

    After the first page that is wrong a database reads no more. So a second connection reads the file, and a session
    that is found damaged goes on with the pages that are whole.
    """
    report = _report(session)
    lines = [
        CheckLine("encryption", len(report.encryption)),
        CheckLine("structure", len(report.structure)),
        CheckLine("references", len(report.references)),
        CheckLine("journal", 0 if report.journal_broken_at is None else 1),
    ]
    if report.whole:  # what is damaged cannot be read any further
        with session.database.read() as reader:
            lines += [
                CheckLine("states", _differing_states(reader)),
                CheckLine("values", _unfit_values(reader, session)),
            ]
    return Checked(tuple(lines))


def _report(session: Session) -> integrity.Report:
    folder, unlocked = session.vault.folder, session.vault.unlocked
    with closing(connect(folder.database, unlocked.key, unlocked.slots.vault_id)) as other:
        return integrity.check(other)


def _differing_states(reader: Reader) -> int:
    """Shares whose stored state is not the one that the journal tells."""
    told = states_from_journal(reader)
    stored = {item.jti: item.state for item in consents.items(reader)}
    return sum(told.get(jti) != stored.get(jti) for jti in told.keys() | stored.keys())


def _unfit_values(reader: Reader, session: Session) -> int:
    """Kept values that the catalogue no longer allows, or no longer knows."""
    return sum(not _fits(session, each) for each in preferences.preferences(reader))


def _fits(session: Session, preference: preferences.Preference) -> bool:
    try:
        check_value(session.catalogue.entry(preference.key), preference.value)
    except ChoiceError:
        return False
    return True
