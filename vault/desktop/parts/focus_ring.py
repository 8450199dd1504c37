"""The focus ring: one for a window, outside the control that has the keyboard's attention.

Not a ``QFocusFrame``: that one takes its room, and its place above other widgets, from the style alone, so that every
parent without a margin cuts it off unless the whole style is wrapped.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import cast

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QTextEdit,
    QWidget,
)

from vault.desktop.theme import Theme

_AIR = 8  # pixels above and below what is scrolled to
_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit)  # always ringed: one types into the one with focus
_MODIFIERS = frozenset((Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr))
_MOVES = frozenset((QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange))


class Ring(QWidget):
    """The ring itself, a child of ``window`` above all others. It follows the widget it was put around.

    Widgets may say more by properties: ``ringRadius`` (pixels, of their corners), ``ringRole`` (a colour, for the
    rail) and ``ring`` on a frame whose children share one ring. A widget drawn smaller than it is has ``ring_rect()``.
    """

    # Widgets are hidden while their window is taken down, when this object may have lost its own attributes already;
    # the event filter then finds these.
    _window: QWidget | None = None
    _around: QWidget | None = None

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._followed: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.hide()
        theme.changed.connect(self.update)

    @property
    def around(self) -> QWidget | None:
        """The widget it stands around."""
        return self._around

    def surround(self, widget: QWidget | None) -> None:
        """Stand around ``widget``, a descendant of the window, or nowhere."""
        for followed in self._followed:
            if shiboken6.isValid(followed):
                followed.removeEventFilter(self)
        self._followed = []
        self._around = widget
        while widget is not None and widget is not self._window:
            self._follow(widget)
            widget = widget.parentWidget()
        self._place()

    def _follow(self, widget: QWidget) -> None:
        widget.installEventFilter(self)
        self._followed.append(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        window, around = self._window, self._around
        if window is None or not shiboken6.isValid(window):
            return
        if around is None or not shiboken6.isValid(around) or not around.isVisibleTo(window):
            self.hide()
            return
        self.setGeometry(self._whole(window, around) & self._shown_part(window, around))
        self.show()
        self.raise_()
        self.update()

    def _whole(self, window: QWidget, around: QWidget) -> QRect:
        """All of the ring, in the window."""
        room = self._theme.size("focusRing.width") + self._theme.size("focusRing.offset")
        inner = _drawn(around)
        return QRect(around.mapTo(window, inner.topLeft()), inner.size()).adjusted(-room, -room, room, room)

    def _shown_part(self, window: QWidget, around: QWidget) -> QRect:
        """The part of the window that no scrolled list around the widget cuts off."""
        shown = window.rect()
        for widget in self._followed:
            if isinstance(widget, QAbstractScrollArea) and widget is not around:
                viewport = widget.viewport()
                shown &= QRect(viewport.mapTo(window, QPoint(0, 0)), viewport.size())
        return shown

    def _corner(self, around: QWidget) -> int:
        told = around.property("ringRadius")
        if isinstance(told, int):
            return told
        if isinstance(around, QRadioButton):
            return self._theme.mark("check") // 2
        return self._theme.radius("check" if isinstance(around, QCheckBox) else "control")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        window, around = self._window, self._around
        if window is None or around is None or not shiboken6.isValid(around):
            return
        width = self._theme.size("focusRing.width")
        half = width / 2  # the pen is centred on the line it draws
        ring = QRectF(self._whole(window, around).translated(-self.pos())).adjusted(half, half, -half, -half)
        radius = self._corner(around) + self._theme.size("focusRing.offset") + 1
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color(around.property("ringRole") or "focus"), width))
        painter.drawRoundedRect(ring, radius, radius)


class FocusRing(Ring):
    """Follows the focus of ``window``: shown from the first key pressed, hidden again by the mouse."""

    _focused: QWidget | None = None  # as above

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window)
        self._keyboard = False
        application = cast("QApplication", QApplication.instance())
        known = weakref.ref(self)

        def follow(old: QWidget | None, now: QWidget | None) -> None:
            ring = known()
            if ring is not None and shiboken6.isValid(ring):
                ring.focus_moved(now)

        application.focusChanged.connect(follow)
        weakref.finalize(self, _disconnect, application, follow).atexit = False
        self.focus_moved(application.focusWidget())

    def focus_moved(self, now: QWidget | None) -> None:
        """The program's focus is on ``now``."""
        window = self._window
        inside = now is not None and window is not None and shiboken6.isValid(window) and window.isAncestorOf(now)
        self._focused = now if inside else None
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._keyboard = False
        self._show()
        if self._keyboard and now is not None and self.around is not None and self.visibleRegion().isEmpty():
            self._scroll_to(now)

    def _scroll_to(self, now: QWidget) -> None:
        """What scrolls shows by itself what Tab comes to inside it, but not the first when Tab comes from outside."""
        for widget in self._followed:
            if isinstance(widget, QScrollArea):
                widget.ensureWidgetVisible(now, 0, _AIR)

    def _show(self) -> None:
        focused = self._focused
        if focused is None:
            self.surround(None)
            return
        wanted = self._keyboard or isinstance(focused, _FIELDS)
        in_row = isinstance(focused, QAbstractItemView)  # lists paint their ring in the row
        self.surround(_framed(focused) if wanted and not in_row else None)
        self._follow(focused)  # the first key brings the ring

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._focused:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                if not self._keyboard and event.key() not in _MODIFIERS:
                    self._keyboard = True
                    self._show()
            elif event.type() == QEvent.Type.MouseButtonPress and self._keyboard:
                self._keyboard = False
                self._show()
        return super().eventFilter(watched, event)


def _disconnect(application: QApplication, follow: Callable[[QWidget | None, QWidget | None], None]) -> None:
    if shiboken6.isValid(application):
        application.focusChanged.disconnect(follow)


def _drawn(around: QWidget) -> QRect:
    """The part of a widget that the ring goes around: of a tick or a choice, the mark and not its words."""
    if hasattr(around, "ring_rect"):
        return QRect(around.ring_rect())
    option = QStyleOptionButton()
    if isinstance(around, QCheckBox):
        around.initStyleOption(option)
        return around.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, around)
    if isinstance(around, QRadioButton):
        around.initStyleOption(option)
        return around.style().subElementRect(QStyle.SubElement.SE_RadioButtonIndicator, option, around)
    return around.rect()


def _framed(focused: QWidget) -> QWidget:
    parent = focused.parentWidget()
    if parent is not None and (parent.property("ring") or isinstance(parent, QComboBox)):
        return parent
    return focused
