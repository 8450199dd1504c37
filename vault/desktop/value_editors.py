"""The editor for each type of the catalogue."""

from __future__ import annotations

from vault.core.catalogue import Entry, Type
from vault.desktop.icons import Icons
from vault.desktop.preference_choosing import ChoicesEditor, ListEditor, ScaleEditor, SegmentsEditor
from vault.desktop.preference_fields import NumberEditor, RangeEditor, SizeEditor, TextEditor
from vault.desktop.preference_value import ValueEditor
from vault.desktop.theme import Theme

FEW = 4
"""Up to so many short options stand side by side; more fold into a list."""
FEW_LETTERS = 44
"""Letters of all their labels together, for which there is room side by side in the smallest window."""


def is_few(entry: Entry) -> bool:
    """Whether the options of a single choice stand side by side."""
    letters = max(sum(len(option.label[tag]) for option in entry.options) for tag in entry.label)
    return len(entry.options) <= FEW and letters <= FEW_LETTERS


def value_editor(theme: Theme, icons: Icons, entry: Entry, language: str) -> ValueEditor:
    """The editor for this preference's type."""
    match entry.type:
        case Type.CHOICE:
            return SegmentsEditor(theme, entry, language) if is_few(entry) else ListEditor(entry, language)
        case Type.CHOICES:
            return ChoicesEditor(theme, icons, entry, language)
        case Type.SIZE:
            return SizeEditor(entry, language)
        case Type.NUMBER:
            return NumberEditor(entry, language)
        case Type.RANGE:
            return RangeEditor(entry, language)
        case Type.YES_NO:
            return SegmentsEditor(theme, entry, language)
        case Type.SCALE:
            return ScaleEditor(theme, entry, language)
        case Type.TEXT:
            return TextEditor(entry, language)
