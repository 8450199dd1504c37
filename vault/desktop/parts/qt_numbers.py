"""Numbers of Qt's own enums, for the widgets of the first picture, which take them as properties.

To name ``PySide6.QtCore.Qt`` makes all of its hundred enums: a seventh of the time in which an empty window starts.
"""

from __future__ import annotations

PLAIN_TEXT = 0
"""Of the property ``textFormat``."""
TOP_LEFT = 0x21
"""Of ``alignment``."""
BAR_NEVER = 1
"""Of ``horizontalScrollBarPolicy``."""
NO_FOCUS = 0
"""Of ``focusPolicy``."""
SECRET_TEXT = 0x2 | 0x4 | 0x40
"""Of ``inputMethodHints``: sensitive, not guessed, not begun with a capital."""
