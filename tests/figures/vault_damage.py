"""What is changed behind the vault's back: flipped bits, changed bytes, and what is said of it in words."""

from __future__ import annotations

import json
import random
import secrets
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.example_day import NOW, PASSPHRASE
from tests.figures.figure import Figure
from tests.one_customer import content, fill
from tests.unit.core.catalogue_values import shipped
from tests.unit.storage.opened_slots import CLEAR, folder_at, said, whole_file
from vault import bundled
from vault.core.clock import SetClock
from vault.core.errors import VaultError
from vault.customer.backups import keep_backup
from vault.customer.ending import end_what_is_over
from vault.customer.history import view_history
from vault.customer.restoring import look_at_damage
from vault.customer.session import Derived, Session, derive
from vault.storage.backups_kept import Kept
from vault.storage.secret import Passphrase

PAGE = 4096
STEP, BITS_IN_FULL = 8, 8
"""The plain run flips a bit in every eighth page; the full one this many in each, one after the other."""
CHANGED, CHANGED_IN_FULL = 100, 1000
"""Single bytes of the database changed at random."""
ALL_BITS = tuple(1 << number for number in range(8))


@dataclass(frozen=True)
class Sample:
    """A closed vault with something in every table and a backup: its files as they are, and what it says."""

    derived: Derived
    kept: Kept
    database: bytes
    anchor: bytes
    told: object

    @property
    def folder(self) -> Path:
        return self.derived.folder.path

    def put(self, database: bytes) -> None:
        """Put a database in the place of the vault's own, with the anchor of its moment."""
        for suffix in ("-wal", "-shm"):
            (self.folder / f"vault.db{suffix}").unlink(missing_ok=True)
        (self.folder / "vault.db").write_bytes(database)
        (self.folder / "anchor").write_bytes(self.anchor)

    def changed(self, place: int, bits: int) -> None:
        """Put the database back with other bits in one byte."""
        data = bytearray(self.database)
        data[place] ^= bits
        self.put(bytes(data))

    def open(self) -> Session:
        """Open it as a program does."""
        return opened(self.derived)


def figures(*, full: bool) -> Iterator[Figure]:
    """Pages, bytes of the database, bytes of the slots."""
    with _sample() as sample:
        yield _pages(sample, 1 if full else STEP, BITS_IN_FULL if full else 1)
        yield _database_bytes(sample, CHANGED_IN_FULL if full else CHANGED)
    yield _slots_bytes(ALL_BITS if full else ALL_BITS[:1])


def opened(derived: Derived) -> Session:
    """A vault whose key is there, opened and brought up to date."""
    session = derived.open(catalogue=shipped(), clock=SetClock(NOW), random=secrets.token_bytes)
    try:
        end_what_is_over(session)
    except BaseException:
        session.lock()
        raise
    return session


def has_sentence(code: str) -> bool:
    """Whether a person is told of this code in each language."""
    return all(code in json.loads(bundled.read(f"messages/{each}.json"))["errors"] for each in ("en", "nl"))


@contextmanager
def _sample() -> Iterator[Sample]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "vault"
        fill(folder)
        derived = derive(folder, Passphrase(PASSPHRASE))
        with opened(derived) as session:
            kept = keep_backup(session)
            told = _all(session)
        yield Sample(derived, kept, (folder / "vault.db").read_bytes(), (folder / "anchor").read_bytes(), told)


def _all(session: Session) -> object:
    return content(session.database), view_history(session)


def _pages(sample: Sample, step: int, bits: int) -> Figure:
    chance = random.Random(3)
    pages = range(0, len(sample.database) // PAGE, step)
    noticed = offered = 0
    for page in pages:
        for bit in chance.sample(range(PAGE * 8), bits):
            sample.changed(page * PAGE + bit // 8, 1 << bit % 8)
            damage = look_at_damage(sample.derived)
            noticed += damage is not None
            offered += damage is not None and damage.newest_good == sample.kept
    tried = len(pages) * bits
    which = "each page" if step == 1 else f"one page in {step}"
    value = f"{noticed} of {tried} noticed, {offered} with the newest good backup ({which}, {bits} in each)"
    how = "a vault with something in every table; each damaged copy is looked at as the window and `check` do"
    return Figure("one flipped bit in a page", value, "all", noticed == offered == tried, how)


def _database_bytes(sample: Sample, changes: int) -> Figure:
    chance = random.Random(5)
    ended: Counter[str] = Counter()
    for _ in range(changes):
        sample.changed(chance.randrange(len(sample.database)), chance.randrange(1, 256))
        ended[_outcome(sample)] += 1
    wrong = sum(count for how, count in ended.items() if how not in {"error", "right"})
    value = f"{wrong} wrong of {changes} ({ended['error']} clear errors, {ended['right']} opened with all as it was)"
    how = (
        f"opened with the key, every table and the history read; codes with a sentence in both languages: {dict(ended)}"
    )
    return Figure("single changed bytes of vault.db", value, "0", wrong == 0, how)


def _outcome(sample: Sample) -> str:
    """``error`` with a sentence, ``right``, or what went wrong."""
    try:
        with sample.open() as session:
            return "right" if _all(session) == sample.told else "wrong data"
    except VaultError as problem:
        return "error" if has_sentence(problem.code) else f"no sentence for {problem.code}"
    except Exception as problem:
        return type(problem).__name__


def _slots_bytes(bits: tuple[int, ...]) -> Figure:
    whole, wrong = whole_file(), 0
    with tempfile.TemporaryDirectory() as place:
        folder = folder_at(Path(place))
        for position in range(len(whole)):
            for each in bits:
                changed = bytearray(whole)
                changed[position] ^= each
                wrong += not _right(said(folder, bytes(changed)))
    tried = len(whole) * len(bits)
    how = (
        "every byte, other bits each time; opened by passphrase, recovery code and keychain: the right key or a clear "
        f"error; keys are derived once for the same passphrase, salt and cost; {len(bits)} change(s) a byte"
    )
    return Figure("single changed bytes of slots.json", f"{wrong} wrong of {tried}", "0", wrong == 0, how)


def _right(found: set[str]) -> bool:
    return found == {"opened"} or (found <= CLEAR and all(map(has_sentence, found)))
