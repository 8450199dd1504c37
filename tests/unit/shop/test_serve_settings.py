from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.shop.example import POLICY_FILE
from vault.core.errors import PolicyError
from vault.shop.policy import read_policy
from vault.shop.serve_settings import LISTEN, Address, serve_settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "shop" / "preferences.toml"
    made.parent.mkdir()
    made.write_bytes(POLICY_FILE.read_bytes())
    return made


def with_table(file: Path, *lines: str) -> Path:
    file.write_text("\n".join([file.read_text("utf-8"), "[serve]", *lines, ""]), "utf-8")
    return file


def test_nothing_has_to_be_set(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    found = serve_settings({}, {"PREFERENCE_SHOP_LISTEN": "", "HOME": "/"})
    assert (found.policy, str(found.listen), found.workers, found.log_format) == (file, LISTEN, 1, "text")
    assert (found.metrics_listen, found.tls_certificate, found.store) == (None, None, None)
    policy = read_policy(file)
    assert found.placed(policy) == policy


def test_a_flag_goes_before_the_environment_and_that_before_the_file(file: Path) -> None:
    with_table(file, 'listen = "127.0.0.1:1"', "workers = 2", 'log_format = "json"')
    environment = {"PREFERENCE_SHOP_POLICY": str(file), "PREFERENCE_SHOP_LISTEN": "127.0.0.1:2"}
    environment["PREFERENCE_SHOP_WORKERS"] = "3"
    found = serve_settings({"workers": 4, "listen": None, "policy": None}, environment)
    assert (found.listen.port, found.workers, found.log_format) == (2, 4, "json")


def test_certificates_of_the_file_are_beside_it_and_others_where_one_is(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with_table(file, 'tls_certificate = "chain.pem"', 'tls_key = "signing.pem"')
    found = serve_settings({"policy": str(file)}, {"PREFERENCE_SHOP_TLS_KEY": "other.pem"})
    assert (found.tls_certificate, found.tls_key) == (file.parent / "chain.pem", tmp_path / "other.pem")


@pytest.mark.parametrize("address", ["postgresql://shop:secret@db/x", "postgres://db/x"])
def test_the_environment_says_where_the_store_is(
    address: str, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    policy = read_policy(file)
    environment = {"PREFERENCE_SHOP_STORE": address, "PREFERENCE_SHOP_KEY_STORE": "keys.db"}
    environment["PREFERENCE_SHOP_KEY_RING"] = "ring"
    settings = serve_settings({"policy": str(file)}, environment)
    assert "secret" not in repr(settings)
    found = settings.placed(policy)
    assert (found.database, found.key_store, found.key_ring) == (address, tmp_path / "keys.db", tmp_path / "ring")
    environment = {"PREFERENCE_SHOP_STORE": "here.db", "PREFERENCE_SHOP_KEY_STORE": address}
    again = serve_settings({"policy": str(file)}, environment).placed(found)
    assert (again.database, again.store, again.key_store) == (None, tmp_path / "here.db", address)


@pytest.mark.parametrize(
    ("line", "code", "where"),
    [
        ('port = "8700"', "policy_member_unknown", "serve.port"),
        ("listen = 8700", "policy_member_wrong", "serve.listen"),
        ("workers = true", "policy_member_wrong", "serve.workers"),
        ("workers = 0", "policy_member_wrong", "serve.workers"),
        ('listen = "8700"', "policy_member_wrong", "serve.listen"),
        ('listen = "a:70000"', "policy_member_wrong", "serve.listen"),
        ('metrics_listen = "a:b"', "policy_member_wrong", "serve.metrics_listen"),
        ('log_format = "xml"', "policy_member_wrong", "serve.log_format"),
        ('tls_key = "a.pem"', "policy_member_missing", "serve.tls_certificate"),
        ('tls_certificate = "a.pem"', "policy_member_missing", "serve.tls_key"),
    ],
)
def test_what_cannot_be_is_named(line: str, code: str, where: str, file: Path) -> None:
    with pytest.raises(PolicyError) as caught:
        serve_settings({"policy": str(with_table(file, line))}, {})
    assert (caught.value.code, caught.value.facts["where"]) == (code, where)


def test_the_variable_or_flag_that_is_wrong_is_named(file: Path) -> None:
    with pytest.raises(PolicyError) as caught:
        serve_settings({"policy": str(file)}, {"PREFERENCE_SHOP_WORKERS": "many"})
    assert caught.value.facts["where"] == "PREFERENCE_SHOP_WORKERS"
    with pytest.raises(PolicyError) as caught:
        serve_settings({"policy": str(file), "listen": "x"}, {})
    assert caught.value.facts["where"] == "--listen"


def test_a_file_that_cannot_be_read_is_told_where_all_of_it_is(tmp_path: Path) -> None:
    assert serve_settings({"policy": str(tmp_path / "nothing.toml")}, {}).workers == 1
    broken = tmp_path / "preferences.toml"
    broken.write_text("serve = 1", "utf-8")
    with pytest.raises(PolicyError):
        serve_settings({"policy": str(broken)}, {})


@pytest.mark.parametrize(("host", "shown"), [("::1", "[::1]:80"), ("127.0.0.1", "127.0.0.1:80")])
def test_an_address_is_written_as_it_is_read(host: str, shown: str, file: Path) -> None:
    assert str(Address(host, 80)) == shown
    assert serve_settings({"policy": str(file), "listen": shown}, {}).listen == Address(host, 80)
