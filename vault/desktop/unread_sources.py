"""Leaves the sources of modules unread when they are imported.

PySide looks through the source of each module that is imported after it for its own name: a module that has it may
switch features on (``from __feature__ import ...``), which nothing here does. That reading takes a tenth of the time
until the first picture, and some of each page's.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType


def leave_unread() -> None:
    """Answer PySide's question for every module: no features. A PySide that does not ask like this stays as it is."""
    import PySide6.QtCore  # noqa: F401  # brings the module that asks

    if "shibokensupport.feature" in sys.modules:
        asking = importlib.import_module("shibokensupport.feature")
        if hasattr(asking, "_mod_uses_pyside"):
            setattr(asking, "_mod_uses_pyside", _without_features)  # noqa: B010  # it has no type to be checked


def _without_features(_: ModuleType) -> bool:
    return False
