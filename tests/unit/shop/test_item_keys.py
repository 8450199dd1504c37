"""Erasing an item erases it in every copy of the database; the keys that this rests on are cared for."""

from __future__ import annotations

import secrets
import shutil
import stat
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, select, text, update

from tests.real_postgresql import Places, Postgresql
from tests.unit.shop.example import CLIENT_ID, OTHER_SESSION, PHONE, SESSION, SIZE, SPORTS, Example, Vault
from vault.core.errors import StorageError
from vault.core.value import Value
from vault.shop import command_line, key_rotation, tables
from vault.shop.contents import Contents, begin_pending
from vault.shop.database import open_database
from vault.shop.key_ring import KeyRing, make_key_ring
from vault.shop.key_rotation import Mended, add_key, mend, rotate
from vault.shop.key_store import NO_BACKUP, KeyStore, item_key
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for
from vault.shop.stopping import receive_stop
from vault.shop.store import KEY_FILE, open_store
from vault.tokens.security_event import stop_event

KEY = "media.phone_model"


def read(shop: Example) -> Any:
    return profile_for(shop.shop, SESSION).value(KEY, purpose=SERVICE_PERSONALISATION)


def stop(shop: Example, vault: Vault, token: str | None) -> None:
    iat = shop.clock.now()
    receive_stop(
        shop.shop, stop_event(vault.key, aud=CLIENT_ID, iat=iat, jti=f"urn:uuid:stop-{token}", token_jti=token)
    )


def again(shop: Example) -> Example:
    """The shop, closed and opened."""
    policy = shop.shop.policy
    shop.shop.store.close()
    store = open_store(policy.database or policy.store, key_store=policy.key_store, key_ring=policy.key_ring)
    shop.shop = replace(shop.shop, store=store)
    return shop


@pytest.fixture
def backup(shop: Example, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[], Path | str]:
    """Makes a copy of the database, as a backup is."""

    def copy() -> Path | str:
        address = shop.shop.policy.database
        if address is None:
            return Path(shutil.copy(shop.shop.policy.store, tmp_path / "backup.db"))
        shop.shop.store.close()
        server: Postgresql = request.getfixturevalue("server")
        made = server.new(like=str(make_url(address).database))
        again(shop)
        return made

    return copy


def opened(where: Path | str, shop: Example) -> dict[str, Any]:
    """What can be read in a copy of the database with the keys as they are now, and how many rows it has."""
    engine = open_database(where)
    with engine.begin() as connection:
        begin_pending(connection)
        rows = connection.execute(select(tables.content)).all()
        found = {jti: said.value for jti, said in Contents(shop.shop.store.keys).opened(connection, rows).items()}
    engine.dispose()
    return {"rows": len(rows), "found": found}


def everything(shop: Example, places: Places | None, server: Postgresql | None) -> Iterator[bytes]:
    """Every byte that the shop has on a disk, and every row of its tables."""
    for path in shop.folder.rglob("*"):
        if path.is_file():
            yield path.read_bytes()
    if places is None or server is None:
        return
    for address in (places.database, places.key_store):
        engine = open_database(address)
        with engine.connect() as connection:
            names = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars()
            for name in names.all():
                yield repr(connection.execute(text(f'SELECT * FROM "{name}"')).all()).encode()
        engine.dispose()
    server.run("CHECKPOINT")
    for path in (server.folder / "data").rglob("*"):
        if path.is_file():
            yield path.read_bytes()


def test_what_was_erased_cannot_be_read_in_a_copy_made_before(
    shop: Example, vault: Vault, backup: Callable[[], Path | str], request: pytest.FixtureRequest
) -> None:
    value = Value(f"Planted {secrets.token_hex(12)}")  # other tests' databases are on the same server
    shop.share(vault, {"phone": value, "shoe_size": SIZE})
    phone = vault.issued[0]
    with shop.shop.store.transaction() as connection:
        said = shop.shop.store.contents.of(connection, [phone.jti])[phone.jti]
    with shop.shop.store.keys.reading() as connection:
        wrapped = connection.execute(select(item_key.c.wrapped).where(item_key.c.jti == phone.jti)).scalar_one()
    made = backup()
    assert opened(made, shop) == {"rows": 2, "found": {vault.issued[0].jti: value, vault.issued[1].jti: SIZE}}
    stop(shop, vault, phone.jti)
    assert opened(made, shop) == {"rows": 2, "found": {vault.issued[1].jti: SIZE}}
    assert read(shop) is None
    on_postgresql = shop.shop.policy.database is not None
    server = request.getfixturevalue("server") if on_postgresql else None
    places = request.getfixturevalue("on_postgresql") if on_postgresql else None
    shop.shop.store.close()
    if not on_postgresql:
        Path(str(made)).unlink()
    planted = [str(value.value).encode(), said.disclosure.encode(), said.key_binding.encode()]
    for each in everything(shop, places, server):
        assert not any(what in each for what in planted)
        assert on_postgresql or wrapped not in each


def test_keys_and_ring_are_their_owners_and_the_folder_is_marked(sqlite_shop: Example) -> None:
    folder = sqlite_shop.folder / "preferences.db.keys"
    assert {path.name for path in folder.iterdir()} >= {KEY_FILE, NO_BACKUP}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in (folder / KEY_FILE, sqlite_shop.folder / "preferences.db.ring"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(repr(sqlite_shop.shop.store.keys.ring)) < 40


def test_rotation_changes_every_key_and_loses_none(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE, "shoe_size": SIZE})
    keys = shop.shop.store.keys
    (before,) = keys.ring.ids
    heard: list[int] = []
    assert rotate(keys, heard.append) == 2
    (after,) = keys.ring.ids
    assert (before != after, heard, keys.identity.kek) == (True, [2], after)
    assert read(shop) == PHONE
    assert rotate(keys) == 2
    assert read(again(shop)) == PHONE
    shop.share(Vault(), {"phone": PHONE})
    assert read(shop) == PHONE


def test_a_rotation_that_was_interrupted_goes_on(shop: Example, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.share(vault, {"phone": PHONE, "shoe_size": SIZE})
    monkeypatch.setattr(key_rotation, "PAGE", 1)
    keys = shop.shop.store.keys

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate(keys, interrupted)
    assert len(keys.ring.ids) == 2
    assert read(again(shop)) == PHONE
    shop.share(Vault(), {"sports": SPORTS}, session=OTHER_SESSION)
    assert rotate(shop.shop.store.keys) == 1
    assert len(shop.shop.store.keys.ring.ids) == 1
    assert read(shop) == PHONE


def test_a_key_that_was_added_is_used_by_the_next_rotation(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    added, keys = add_key(shop.shop.store.keys), shop.shop.store.keys
    assert keys.identity.kek != added
    rotate(keys)
    assert (keys.identity.kek, keys.ring.ids) == (added, (added,))


def test_a_server_that_runs_finds_the_new_key(sqlite_shop: Example, vault: Vault) -> None:
    shop = sqlite_shop
    shop.share(vault, {"phone": PHONE})
    other = open_store(shop.shop.policy.store)
    rotate(other.keys)
    other.close()
    assert read(shop) == PHONE


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda path: path.unlink(), "key_ring_missing"),
        (lambda path: path.write_bytes(b""), "key_ring_damaged"),
        (lambda path: path.write_bytes(b"\xff\xfe"), "key_ring_damaged"),
        (lambda path: path.write_text(path.read_text().replace("\n", "A\n")), "key_ring_damaged"),
        (lambda path: path.chmod(0o644), "key_ring_readable"),
    ],
)
def test_a_key_ring_that_is_not_as_it_should_be(
    sqlite_shop: Example, change: Callable[[Path], object], code: str
) -> None:
    sqlite_shop.shop.store.close()
    ring = sqlite_shop.folder / "preferences.db.ring"
    change(ring)
    with pytest.raises(StorageError, match=code):
        open_store(sqlite_shop.shop.policy.store)


def test_a_ring_of_another_shop_opens_nothing(sqlite_shop: Example, vault: Vault) -> None:
    sqlite_shop.share(vault, {"phone": PHONE})
    make_key_ring(sqlite_shop.folder / "preferences.db.ring")
    again(sqlite_shop)
    with pytest.raises(StorageError, match="key_ring_lacks"):
        read(sqlite_shop)
    assert KeyRing(sqlite_shop.folder / "preferences.db.ring").ids


def test_a_row_of_another_item_is_not_taken_for_this_one(sqlite_shop: Example, vault: Vault) -> None:
    sqlite_shop.share(vault, {"phone": PHONE, "shoe_size": SIZE})
    content = tables.content
    with sqlite_shop.shop.store.transaction() as connection:
        other = select(content.c.sealed).where(content.c.jti == vault.issued[1].jti).scalar_subquery()
        connection.execute(update(content).where(content.c.jti == vault.issued[0].jti).values(sealed=other))
    with pytest.raises(StorageError, match="item_key_damaged"):
        read(sqlite_shop)


def test_a_lost_key_store_is_told_and_not_made_anew_by_itself(
    sqlite_shop: Example, vault: Vault, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = sqlite_shop
    shop.share(vault, {"phone": PHONE, "shoe_size": SIZE})
    folder, policy = shop.folder / "preferences.db.keys", str(shop.folder / "preferences.toml")
    shop.shop.store.close()
    shutil.rmtree(folder)
    with pytest.raises(StorageError, match="key_store_missing"):
        open_store(shop.shop.policy.store)
    assert command_line.main(["keys", "mend", "--policy", policy]) == command_line.STORE_PROBLEM
    assert not folder.exists()
    assert command_line.main(["keys", "mend", "--lost", "--policy", policy]) == 0
    assert "ended: 2" in capsys.readouterr().out
    assert read(again(shop)) is None
    with shop.shop.store.transaction() as connection:
        states = connection.execute(select(tables.item.c.state)).scalars().all()
    assert states == ["unread", "unread"]
    shop.share(vault, {"phone": PHONE})
    assert read(shop) == PHONE


def test_a_lost_key_ring_can_be_replaced_at_the_price_of_what_it_opened(sqlite_shop: Example, vault: Vault) -> None:
    shop = sqlite_shop
    shop.share(vault, {"phone": PHONE})
    policy = str(shop.folder / "preferences.toml")
    shop.shop.store.close()
    (shop.folder / "preferences.db.ring").unlink()
    assert command_line.main(["keys", "mend", "--lost", "--policy", policy]) == 0
    again(shop).share(vault, {"phone": PHONE})
    assert read(shop) == PHONE


def test_the_key_store_of_another_database_is_refused(sqlite_shop: Example, tmp_path: Path) -> None:
    theirs = sqlite_shop.folder / "preferences.db.keys" / KEY_FILE
    ring = sqlite_shop.folder / "preferences.db.ring"
    with pytest.raises(StorageError, match="key_store_differs"):
        open_store(tmp_path / "other.db", key_store=theirs, key_ring=ring)


def test_keys_that_an_old_key_store_brought_back_are_deleted(
    shop: Example, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.share(vault, {"phone": PHONE, "shoe_size": SIZE})
    phone, keys = vault.issued[0].jti, shop.shop.store.keys
    old = keys.get([phone])
    stop(shop, vault, phone)
    with shop.shop.store.transaction():
        pass  # sees that it was done
    keys.put(old)
    assert mend(shop.shop) == Mended(0, 0)  # it could be of an answer that is just coming in
    monkeypatch.setattr(key_rotation, "OLD_ENOUGH", -1)
    assert mend(shop.shop) == Mended(0, 1)
    assert keys.get([phone]) == {}


def test_a_crash_between_erasing_and_deleting_the_key_is_made_good(
    shop: Example, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.share(vault, {"phone": PHONE})
    phone, keys = vault.issued[0].jti, shop.shop.store.keys

    def away(_: object) -> None:
        raise StorageError("store_away")

    with monkeypatch.context() as patched:
        patched.setattr(keys, "forget", away)
        with pytest.raises(StorageError, match="store_away"):
            stop(shop, vault, phone)
        with pytest.raises(StorageError, match="store_away"):  # and no receipt says that it is gone
            stop(shop, vault, phone)
    assert keys.get([phone]) != {}
    stop(shop, vault, phone)
    assert keys.get([phone]) == {}
    with shop.shop.store.reading() as connection:
        assert connection.execute(select(tables.erased_key)).all() == []


def test_a_key_that_cannot_be_kept_imports_nothing(
    shop: Example, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(keys: object) -> None:
        if keys:
            raise StorageError("store_full")

    with monkeypatch.context() as patched:
        patched.setattr(shop.shop.store.keys, "put", full)
        with pytest.raises(StorageError, match="store_full"):
            shop.share(vault, {"phone": PHONE})
    with shop.shop.store.transaction() as connection:
        assert connection.execute(select(tables.item)).all() == []
        assert connection.execute(select(tables.request.c.answer_hash)).scalars().all() == [None]


def test_two_rotations_at_once_lose_no_key(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE, "shoe_size": SIZE})
    keys = shop.shop.store.keys
    start, failed = threading.Barrier(3), list[Exception]()

    def turn() -> None:
        start.wait(30)
        try:
            rotate(KeyStore(keys._engine, KeyRing(keys.ring.path)))
        except Exception as problem:
            failed.append(problem)

    threads = [threading.Thread(target=turn) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert keys.identity.kek in keys.ring.ids
    assert read(again(shop)) == PHONE
