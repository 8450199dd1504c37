"""Says goodbye to a vault again and again, killed one step later each time, and looks at what is left.

Run as a program of its own, which may fork: ``python -m tests.integration.goodbye_killed FOLDER STRIDE``. It prints
how often it was killed, or fails with what was lost.
"""

from __future__ import annotations

import json
import secrets
import shutil
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from tests.example_day import Street
from tests.integration.vaults_killed import killed_at
from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import SHOE, SPORTS, Shop
from vault import bundled
from vault.core.clock import SetClock
from vault.core.errors import VaultError
from vault.core.sentences import parse_sentences
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.editing import set_words
from vault.customer.goodbye import Step, kept, view_goodbye
from vault.customer.goodbye_steps import begin, clear_to_delete, leave_rest, make_copy, send_off, stop_all, write_sheet
from vault.customer.review import propose
from vault.customer.session import Session, create_vault, unlock
from vault.customer.sharing import share
from vault.customer.vault_places import Places, State, state_at
from vault.customer.vaults import delete_vault, find_vault, view_vaults
from vault.net.fetcher import HttpResponse
from vault.storage.kdf import SMALL
from vault.storage.keychain import Keychain
from vault.storage.secret import Passphrase

PASSPHRASE = "copper lantern borrows seven geese"
KEPT = {"clothing.shoe_size": "EU 43", "media.sports": "running_road"}
NOON = datetime(2026, 5, 12, 12, 4, tzinfo=UTC)
NEVER = 10**9
HOSTS = ("schoenenhuis.example", "boekhoek.example")


class Forgetful(Shop):
    """Knows nothing of a stop that it heard in a process that died, and says so."""

    def _receipt(self, url: str) -> HttpResponse:
        heard = int(url.rsplit("/", 1)[1]) < len(self.stops)
        return super()._receipt(url) if heard else self._reply(404)


def no_keychain() -> Keychain:
    raise AssertionError("this vault has no entry in a keychain")


def fill(folder: Path) -> Street:
    """A vault that two shops have something of, one of which is down."""
    clock = SetClock(NOON)
    made: dict[str, Shop] = {host: Forgetful(host=host, now=clock.now) for host in HOSTS}
    passphrase = Passphrase(PASSPHRASE)
    new = create_vault(folder, passphrase, catalogue=shipped(), clock=clock, random=secrets.token_bytes, profile=SMALL)
    with new as session:
        for key, words in KEPT.items():
            set_words(session, key, words)
        for shop in made.values():
            choices = (Choice("shoe_size", Precision.RANGE), Choice("sports", Precision.EXACT))
            share(session, propose(session, shop.ask(SHOE, SPORTS)), Choices(choices, 90))
            deliver(session, shop)
    made[HOSTS[1]].mood = "down"
    return Street(made)


def opened(folder: Path) -> Session:
    clock = SetClock(NOON + timedelta(minutes=1))
    return unlock(folder, Passphrase(PASSPHRASE), catalogue=shipped(), clock=clock, random=secrets.token_bytes)


def go_on(places: Places, papers: Path, street: Street) -> None:
    """The goodbye from where it is to its end."""
    sentences = parse_sentences("en", bundled.read("messages/en.json"))
    with opened(places.first) as session:
        if view_goodbye(session).next is Step.BEGIN:
            begin(session, papers)
        if view_goodbye(session).next is Step.COPY:
            make_copy(session, without_sealed=True)
        if view_goodbye(session).next is Step.STOP:
            stop_all(session)
        deliver(session, street)
        if view_goodbye(session).next is Step.CONFIRM:
            leave_rest(session)
        if view_goodbye(session).next is Step.SHEET:
            write_sheet(session, sentences, vault_name="Noor")
        cleared = clear_to_delete(session)
    send_off(places, cleared, secrets.token_bytes, find_keychain=no_keychain)


def check(places: Places, papers: Path, street: Street) -> None:
    """Either the vault opens, has all, and the goodbye goes on; or what was promised to be there is there, whole."""
    if state_at(places.first) is State.THERE:
        with opened(places.first) as session:
            plan, done = view_goodbye(session), kept(session)
            assert plan.next is Step.BEGIN or done is not None
            if done is not None and done.copy is not None:
                whole(done.copy.file)
        go_on(places, papers, street)
    elif view_vaults(places, secrets.token_bytes):
        said_goodbye(papers)
        half = places.first
        try:
            opened(half)
        except VaultError:
            pass
        else:
            raise AssertionError("half a vault was opened")
        delete_vault(places, find_vault(places, "vault", secrets.token_bytes), secrets.token_bytes)
    assert not places.first.exists() or not any(places.first.iterdir())
    said_goodbye(papers)


def said_goodbye(papers: Path) -> None:
    """A whole copy, and a whole sheet that names both shops."""
    assert any(whole(copy) for copy in papers.glob("vault-copy*.json"))
    sheets = [each.read_text("utf-8") for each in papers.glob("goodbye*.txt")]
    assert any(all(host in sheet for host in HOSTS) for sheet in sheets)
    assert any(each.read_bytes().rstrip().endswith(b"%%EOF") for each in papers.glob("goodbye*.pdf"))


def whole(copy: Path) -> bool:
    """Whether a copy has every preference; one under its name is never half."""
    found = json.loads(copy.read_text("utf-8"))
    assert {each["key"] for each in found["preferences"]} == set(KEPT), copy
    return True


def told(action: Callable[..., object], *arguments: object) -> None:
    """Run it, and say what went wrong: a child that ends so says nothing by itself."""
    try:
        action(*arguments)
    except BaseException:
        traceback.print_exc()
        raise


def main(folder: Path, stride: int) -> None:
    """The row of steps, each or one of so many."""
    first = folder / "first"
    street = fill(first / "data" / "vault")
    held = {host: dict(shop.holds) for host, shop in street.shops.items()}
    step, dies, seen = 0, True, dict.fromkeys(State, 0)
    while dies:
        for host, shop in street.shops.items():
            shop.holds = dict(held[host])
            shop.stops.clear()
        here = folder / str(step)
        shutil.copytree(first, here)
        places, papers = Places.at(here / "data", here / "config"), here / "papers"
        dies = killed_at(step, partial(go_on, places, papers, street))
        seen[state_at(places.first)] += dies
        # In a child too: what sets type has threads, and who has threads may not fork.
        assert not killed_at(NEVER, partial(told, check, places, papers, street))
        shutil.rmtree(here)
        step += stride
    # Some kills came before the vault was being deleted, and some while it was.
    assert seen[State.THERE] > 2, seen
    assert seen[State.PARTLY] > 0, seen
    print(sum(seen.values()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
