"""The colours of a page to keep: those of the window, light and dark, as custom properties of CSS."""

from __future__ import annotations

from typing import Final

LIGHT: Final = "--ink:#17251f;--ink2:#4a5852;--green:#1d4a3b;--paper:#fff;--line:#848b83"
DARK: Final = "--ink:#eef1ec;--ink2:#b9c2bb;--green:#a9d3bf;--paper:#17201c;--line:#7c877f"
