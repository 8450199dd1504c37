"""The program of the hiding figure: ``python -m tests.figures.portability_hiding make FOLDER | work FOLDER FORMS``.

``make`` makes a vault in the folder with values that are looked for afterwards; ``work`` does with them all that takes
values along: a locked export, and a shop's own data with its suggestions and lines. It may be killed.
"""

from __future__ import annotations

import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.unit.core.catalogue_values import shipped
from vault.core.clock import SetClock
from vault.core.value import Value
from vault.customer.bringing import Answer, decide
from vault.customer.people import add_person
from vault.customer.reviewing import review
from vault.customer.session import Session, create_vault, unlock
from vault.customer.suggesting import Looked, look, remembered
from vault.customer.taking_along import Form, Take, export_to
from vault.storage import preferences
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase

MINE, FOR_FILE = "copper lantern borrows seven geese", "nine quiet harbours under snow"
NOTE, NICKNAME, PRODUCT, BRAND = "Zwaluwnoot4711", "Kraaienpoot4712", "Ganzenveer4713", "Merelmerk4714"
VALUES = (MINE, FOR_FILE, NOTE, NICKNAME, PRODUCT, BRAND, "clothing.shoe_size")
LINES = 300
NOW = datetime(2026, 5, 12, 12, 4, tzinfo=UTC)
_HEADER = "Order number,Order date,Product name,Brand,Category,Size,Price,Currency\n"
FORMS = {Form.EVERYTHING: "all.zip.age", Form.JSON: "all.json.age"}


def make(home: Path) -> None:
    """A vault with planted values, and a shop's file in ``given``, which is not looked through afterwards."""
    given = home / "given"
    given.mkdir()
    row = f"1,2026-03-01,Running shoe {PRODUCT},{BRAND},Shoes,43,99.00,EUR\n"
    (given / "zalando-orders.csv").write_text(_HEADER + row * LINES, encoding="utf-8")
    with create_vault(
        home / "vault", Passphrase(MINE), catalogue=shipped(), clock=SetClock(NOW), random=secrets.token_bytes,
        profile=SMALL,
    ) as session:  # fmt: skip
        kept = preferences.Preference("clothing.shoe_size", Value("43", system="EU"), NOW, note=NOTE)
        with session.database.transaction() as transaction:
            preferences.set_preference(transaction, kept, NOTE)
        add_person(session, NICKNAME)


def work(home: Path, forms: int) -> None:
    """Bring in and take along, in so many of the forms."""
    with open_vault(home) as session:
        looked = look(home / "given", shipped(), known=remembered(session), shop="zalando")
        assert isinstance(looked, Looked)
        found = review(session, looked)
        decide(session, found, {each.id: Answer.TAKE for each in found.suggested}, lines=True)
        for form, name in [*FORMS.items()][:forms]:
            out = home / "taken" / name
            out.parent.mkdir(exist_ok=True)
            out.unlink(missing_ok=True)
            proof = session.ask_passphrase().prove(Passphrase(MINE))
            export_to(session, out, proof, Take(form, lock=Passphrase(FOR_FILE)))


def open_vault(home: Path) -> Session:
    """The vault that :func:`make` made."""
    return unlock(
        home / "vault", Passphrase(MINE), catalogue=shipped(), clock=SetClock(NOW), random=secrets.token_bytes
    )


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]))
    else:
        work(Path(sys.argv[2]), int(sys.argv[3]))
