"""What a screen reader should say although the keyboard is somewhere else."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say ``text`` when it has finished what it says now."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # not needed for the first picture

    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
    QAccessible.updateAccessibility(event)
