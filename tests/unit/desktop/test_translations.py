"""The Dutch of the window: complete, compiled from its source, and no text hidden from the tool that collects them."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

from vault import bundled

SOURCE = bundled.resources() / "translations" / "vault_nl.ts"
DESKTOP = Path(__file__).resolve().parents[3] / "vault" / "desktop"
TOOLS = Path(sys.executable).parent


def messages(path: Path) -> dict[tuple[str, str], str]:
    """Context and source to translation."""
    found = {}
    for context in ET.parse(path).getroot().findall("context"):
        for message in context.findall("message"):
            source, translation = message.findtext("source") or "", message.find("translation")
            text = "" if translation is None else "".join(translation.itertext()).strip()
            found[context.findtext("name") or "", source] = text
    return found


def test_every_text_of_the_window_has_its_dutch(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    files = sorted(str(path) for path in DESKTOP.rglob("*.py"))
    subprocess.run([TOOLS / "pyside6-lupdate", *files, "-ts", fresh], check=True, capture_output=True)
    ours = messages(SOURCE)
    assert set(messages(fresh)) == set(ours)
    assert [key for key, text in ours.items() if not text] == []


def test_placeholders_are_the_same_in_both_languages() -> None:
    for (context, source), text in messages(SOURCE).items():
        assert set(re.findall(r"\{\w+\}", source)) == set(re.findall(r"\{\w+\}", text)), (context, source)


def test_the_compiled_file_is_made_from_the_source(tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    subprocess.run([TOOLS / "pyside6-lrelease", SOURCE, "-qm", made], check=True, capture_output=True)
    assert made.read_bytes() == SOURCE.with_suffix(".qm").read_bytes()


def test_no_text_is_hidden_inside_a_formatted_string() -> None:
    hidden = [path.name for path in DESKTOP.rglob("*.py") if "{self.tr(" in path.read_text(encoding="utf-8")]
    assert hidden == []
