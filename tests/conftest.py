"""No test opens a window on somebody's screen, and none fails because the machine is busy."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("without a deadline", deadline=None)
settings.load_profile("without a deadline")
