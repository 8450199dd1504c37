"""``--policy``, the same for every command of ``preference-shop``."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from vault.shop.serve_settings import POLICY_FILE, PREFIX


def add_policy(command: argparse.ArgumentParser) -> None:
    """Which settings are meant: what is typed, else what the environment names, else the file in this folder."""
    found = Path(os.environ.get(f"{PREFIX}POLICY") or POLICY_FILE)
    command.add_argument("--policy", type=Path, default=found, help=f"the settings, by default {POLICY_FILE}")
