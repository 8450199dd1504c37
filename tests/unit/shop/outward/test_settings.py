"""Which systems there are: only recipients that the settings name, ours or another package's."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.shop.example import CATALOGUE, NOW, shop_folder
from vault.core.errors import PolicyError
from vault.demo.authority import ThrowAwayAuthority
from vault.shop.opening import open_shop
from vault.shop.outward.csv_file import CsvFile
from vault.shop.outward.plugins import OURS, made
from vault.shop.outward.sending import open_targets
from vault.shop.outward.settings import FILE, read_targets
from vault.shop.policy import MAX_POLICY, Policy, read_policy

PLUGIN = Path(__file__).parents[3] / "fixtures" / "outward" / "loyalty_plugin"
PAKHUIS = """
[[target]]
recipient = "Pakhuis Hosting"
plugin = "csv"
items = ["shoe_size"]
file = "out.csv"
"""


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    return shop_folder(tmp_path, ThrowAwayAuthority(NOW))


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The package in ``tests/fixtures``, as pip leaves one."""
    monkeypatch.syspath_prepend(str(PLUGIN))
    yield
    sys.modules.pop("loyalty_plugin", None)


def with_targets(policy: Path, text: str) -> Path:
    (policy.parent / FILE).write_text(text, "utf-8")
    return policy


def test_without_the_file_there_are_none(policy: Path) -> None:
    assert read_targets(policy.parent, read_policy(policy), CATALOGUE) == ()


def test_a_shop_opens_with_its_targets_downstream(policy: Path) -> None:
    shop = open_shop(with_targets(policy, PAKHUIS))
    try:
        assert [each.name for each in shop.downstream] == ["Pakhuis Hosting"]
        assert shop.downstream[0].send is not None
    finally:
        shop.store.close()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda text: text.replace("Pakhuis Hosting", "Data Broker"), "recipient_not_named"),
        (lambda text: text.replace('plugin = "csv"', 'plugin = "fax"'), "target_plugin_unknown"),
        (lambda text: text.replace("shoe_size", "hat_size"), "policy_item_unknown"),
        (lambda text: text.replace("shoe_size", "feet"), "target_item_sealed"),
        (lambda text: text.replace('["shoe_size"]', "[]"), "policy_member_wrong"),
        (lambda text: text.replace('recipient = "Pakhuis Hosting"', ""), "policy_member_missing"),
        (lambda text: text.replace("file =", "fille ="), "policy_member_unknown"),
        (lambda text: text + text, "target_twice"),
        (lambda text: text + "[other]\n", "policy_member_unknown"),
        (lambda _: "target = 7", "policy_member_wrong"),
        (lambda _: "target = [7]", "policy_member_wrong"),
        (lambda _: "[[target", "policy_malformed"),
        (lambda _: "#" * (MAX_POLICY + 1), "policy_malformed"),
    ],
)
def test_a_wrong_file_opens_no_shop(policy: Path, change: Callable[[str], str], code: str) -> None:
    with pytest.raises(PolicyError) as found:
        open_shop(with_targets(policy, change(PAKHUIS)))
    assert found.value.code == code


def test_a_file_that_cannot_be_read(policy: Path) -> None:
    (policy.parent / FILE).mkdir()
    with pytest.raises(PolicyError, match="policy_unreadable"):
        read_targets(policy.parent, read_policy(policy), CATALOGUE)


@pytest.mark.usefixtures("installed")
def test_an_installed_plugin_is_found_by_its_entry_point(policy: Path) -> None:
    (opened,) = open_targets(
        with_targets(policy, PAKHUIS.replace('"csv"', '"loyalty"')).parent, read_policy(policy), CATALOGUE
    )
    assert type(opened.target).__name__ == "Loyalty"
    assert opened.target.at_once == 10


@pytest.mark.usefixtures("installed")
def test_a_broken_plugin_is_named_and_none_takes_a_name_of_ours(policy: Path) -> None:
    folder = with_targets(policy, PAKHUIS).parent
    (settings,) = read_targets(folder, read_policy(policy), CATALOGUE)
    assert isinstance(made(settings), CsvFile)
    with pytest.raises(PolicyError, match="target_plugin_failed"):
        made(replace(settings, plugin="broken"))


def test_every_one_of_ours_is_there(policy: Path) -> None:
    found: Policy = read_policy(policy)
    (settings,) = read_targets(with_targets(policy, PAKHUIS).parent, found, CATALOGUE)
    for plugin in OURS.keys() - {"csv"}:
        with pytest.raises(PolicyError, match="policy_member_unknown"):  # of its options, so it was found
            made(replace(settings, plugin=plugin))
