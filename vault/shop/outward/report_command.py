"""``preference-shop report``: how many customers share what, in groups, with the error beside each number."""

from __future__ import annotations

import argparse
from typing import Final

from vault.core.sensitivity import Level
from vault.core.sentences import Sentences
from vault.core.wording import describe, in_language
from vault.shop.opening import open_shop
from vault.shop.outward.reports import LEAST, GroupReport, group_report
from vault.shop.policy_argument import add_policy
from vault.shop.printing import say
from vault.shop.service import Shop

NAME: Final = "report"


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``report KEY`` and ``report --all``."""
    report = commands.add_parser(NAME, help="how many customers share what, in groups of twenty or more")
    which = report.add_mutually_exclusive_group(required=True)
    which.add_argument("key", nargs="?", help="a key of the catalogue, as clothing.shoe_size")
    which.add_argument("--all", action="store_true", help="everything that the settings ask and that may be counted")
    add_policy(report)


def run_report(asked: argparse.Namespace, sentences: Sentences) -> int:
    """Do what was typed. Raises as :func:`open_shop` and :func:`group_report`."""
    shop = open_shop(asked.policy)
    try:
        keys = [asked.key] if asked.key is not None else _countable(shop)
        lines = [line for key in keys for line in told(shop, group_report(shop, key), sentences)]
    finally:
        shop.store.close()
    notes = [sentences.say("outward", code) for code in ("report_noise", "report_today")]
    say(*lines, *notes)
    return 0


def told(shop: Shop, report: GroupReport, sentences: Sentences) -> list[str]:
    """The lines of one key."""
    entry = shop.catalogue.entry(report.key)
    label = in_language(entry.label, sentences.language)
    if report.total is None:
        return [sentences.say("outward", "report_few", label=label, least=LEAST)]
    return [
        sentences.say("outward", "report_about", label=label, total=report.total, error=report.error),
        *(
            sentences.say(
                "outward",
                "report_group",
                value=describe(entry, group.value, sentences.language),
                number=group.number,
                error=report.error,
            )
            for group in report.groups
        ),
        sentences.say("outward", "report_hidden", least=LEAST),
    ]


def _countable(shop: Shop) -> list[str]:
    keys = dict.fromkeys(item.key for item in shop.policy.items)
    return [key for key in keys if shop.catalogue.entry(key).level is not Level.SEALED]
