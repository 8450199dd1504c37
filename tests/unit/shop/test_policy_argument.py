from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from vault.shop.policy_argument import add_policy


@pytest.mark.parametrize(
    ("typed", "named", "meant"),
    [
        (["--policy", "a.toml"], "b.toml", "a.toml"),
        ([], "b.toml", "b.toml"),
        ([], "", "preferences.toml"),
    ],
)
def test_what_is_typed_goes_before_what_the_environment_names(
    typed: list[str], named: str, meant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFERENCE_SHOP_POLICY", named)
    parser = argparse.ArgumentParser()
    add_policy(parser)
    assert parser.parse_args(typed).policy == Path(meant)
