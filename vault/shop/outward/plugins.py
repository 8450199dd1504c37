"""From a target's settings to the target: one of ours, or one that another package brings as an entry point."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, Final

from vault.core.errors import PolicyError, VaultError
from vault.shop.outward.settings import TargetSettings
from vault.shop.outward.target import Target

GROUP: Final = "preference_vault.targets"
OURS: Final = {
    "csv": "vault.shop.outward.csv_file:CsvFile",
    "json": "vault.shop.outward.json_folder:JsonFolder",
    "shopify": "vault.shop.outward.shopify:Shopify",
    "woocommerce": "vault.shop.outward.woocommerce:WooCommerce",
    "segment": "vault.shop.outward.segment:Segment",
}
"""No other package takes one of these names."""


def made(settings: TargetSettings) -> Target:
    """The target. Raises :class:`PolicyError` ``target_plugin_unknown``, ``target_plugin_failed``, or what it raises of
    its settings."""
    try:
        target: Target = _factory(settings.plugin)(settings)
        at_once = target.at_once
    except VaultError:
        raise
    except Exception as problem:  # another package's code, which may raise anything
        kind = type(problem).__name__
        raise PolicyError("target_plugin_failed", plugin=settings.plugin[:40], kind=kind) from problem
    if not isinstance(at_once, int) or at_once < 1:
        raise PolicyError("target_plugin_failed", plugin=settings.plugin[:40], kind="at_once")
    return target


def _factory(plugin: str) -> Callable[[TargetSettings], Any]:
    if plugin in OURS:
        module, _, name = OURS[plugin].partition(":")
        found: Callable[[TargetSettings], Any] = getattr(import_module(module), name)
        return found
    for each in entry_points(group=GROUP, name=plugin):
        loaded: Callable[[TargetSettings], Any] = each.load()
        return loaded
    raise PolicyError("target_plugin_unknown", plugin=plugin[:40])
