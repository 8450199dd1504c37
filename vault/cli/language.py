"""The language a person reads, before anything else is known of them. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES = ("en", "nl")


def locale_language(environment: Mapping[str, str]) -> str:
    """``nl`` where the environment asks for Dutch, else English (POSIX.1-2017, volume 1, §8.2)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        asked = environment.get(name)
        if asked:
            return asked[:2].lower() if asked[:2].lower() in LANGUAGES else "en"
    return "en"
