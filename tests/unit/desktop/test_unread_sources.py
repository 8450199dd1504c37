"""PySide reads no source of a module that is imported."""

from __future__ import annotations

import os
import py_compile
import subprocess
import sys
from pathlib import Path

import pytest

_IMPORT = """
import sys
from PySide6.QtCore import QObject
{before}
opened = []
sys.addaudithook(lambda event, facts: opened.append(str(facts[0])) if event == "open" else None)
import of_the_test
print(sum(name.endswith("of_the_test.py") for name in opened))
"""


@pytest.mark.parametrize(
    ("before", "times"),
    [("from vault.desktop.unread_sources import leave_unread; leave_unread()", 0), ("", 1)],
    ids=["left unread", "as PySide does by itself: once it does not, unread_sources can go"],
)
def test_the_source_of_a_module_is_read_when_it_is_imported(tmp_path: Path, before: str, times: int) -> None:
    module = tmp_path / "of_the_test.py"
    module.write_text("from PySide6.QtCore import QObject\n", encoding="utf-8")
    py_compile.compile(str(module))  # what is opened besides the bytecode is opened by PySide
    found = subprocess.run(
        [sys.executable, "-c", _IMPORT.format(before=before)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(Path.cwd())])},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert int(found.stdout) == times
