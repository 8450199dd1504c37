from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import vault.shop
from tests.unit.shop.example import NOW, POLICY_FILE, Example, shop_folder
from vault.core.errors import PolicyError
from vault.demo.authority import ThrowAwayAuthority
from vault.shop.opening import open_shop
from vault.shop.service import bundled_catalogue, session_hash


def test_a_shop_opens_from_its_settings(tmp_path: Path) -> None:
    policy = shop_folder(tmp_path, ThrowAwayAuthority(NOW))
    found = open_shop(policy)
    assert found.catalogue == bundled_catalogue()
    assert found.url("stop") == "https://schoenenhuis.example/preferences/stop"
    assert found.urn() != found.urn()
    found.store.close()
    assert (tmp_path / "preferences.db").exists()


def test_a_shop_that_a_vault_refuses_does_not_open(tmp_path: Path) -> None:
    policy = shop_folder(tmp_path, ThrowAwayAuthority(NOW))
    text = POLICY_FILE.read_text(encoding="utf-8")
    policy.write_text(text.replace("dpv:CommunicationManagement", "dpv:Advertising"), encoding="utf-8")
    with pytest.raises(PolicyError, match="purpose_refused"):
        open_shop(policy)
    assert not (tmp_path / "preferences.db").exists()


def test_randomness_is_a_parameter(shop: Example) -> None:
    fixed = vault.shop.Shop(
        shop.shop.policy, shop.shop.keys, shop.shop.store, shop.shop.catalogue, random=lambda size: b"\1" * size
    )
    assert fixed.urn() == "urn:uuid:01010101-0101-4101-8101-010101010101"


def test_a_session_is_kept_as_a_hash() -> None:
    assert session_hash("secret") != "secret"
    assert session_hash("secret") == session_hash("secret")


def test_the_library_is_what_it_says() -> None:
    assert all(hasattr(vault.shop, name) for name in vault.shop.__all__)


def test_nothing_of_it_needs_qt_sqlcipher_or_a_vault() -> None:
    """Imported in a fresh interpreter, every module of the shop leaves these unloaded."""
    code = (
        "import importlib, pkgutil, sys, vault.shop\n"
        "for each in pkgutil.iter_modules(vault.shop.__path__):\n"
        "    importlib.import_module('vault.shop.' + each.name)\n"
        "unwanted = ('PySide6', 'sqlcipher3', 'argon2', 'keyring', 'urllib3', 'truststore', 'platformdirs')\n"
        "ours = ('vault.customer', 'vault.storage', 'vault.desktop', 'vault.cli', 'vault.portability', 'vault.demo')\n"
        "print([name for name in sys.modules if name.startswith(unwanted + ours)])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
