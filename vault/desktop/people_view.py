"""The page "People I buy for": who, at the left; their sizes and likes, at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from vault.core.catalogue import Catalogue
from vault.core.sentences import Sentences
from vault.customer.people import MAX_NICKNAME
from vault.desktop.icons import Icons
from vault.desktop.page_scroll import ROOM
from vault.desktop.page_view import PageView
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.people_person import PersonCard
from vault.desktop.people_state import PeopleState
from vault.desktop.request_text import FloatingScroll
from vault.desktop.theme import Theme
from vault.desktop.topic_list import TopicList

if TYPE_CHECKING:
    from vault.desktop.people_presenter import PeoplePresenter

_LEFT = 240
_LEAST_RIGHT = 380


class PeopleView(PageView):
    """Shows a :class:`PeopleState` and says what the customer does."""

    chosen = Signal(str)
    add_asked = Signal(str)
    back_asked = Signal()
    cancel_asked = Signal()

    def __init__(
        self, theme: Theme, icons: Icons, sentences: Sentences, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, icons, parent)
        del catalogue  # every page is made with the same arguments; this one is given all it shows
        self.title.setText(self.tr("People I buy for"))
        about = self.tr("Sizes and likes of others. They stay in your vault, unless you answer a shop for them.")
        self._about = WrapLabel(theme, about, "sub")
        self.back = button(self.tr("Back"), "normal", icon=icons.icon("arrow-left", "ink", 18))
        self.people = TopicList(theme, icons)
        self.people.setAccessibleName(self.tr("People"))
        nobody = self.tr("Nobody yet. Add a nickname, and their sizes are at hand in a shop.")
        self._nobody = WrapLabel(theme, nobody, "sub")
        self.nickname = QLineEdit()
        self.add = button(self.tr("Add"), "normal", icon=icons.icon("plus", "ink", 18))
        self._error = WrapLabel(theme, "", "error")
        self.person = PersonCard(theme, icons, sentences)
        self._added = 0
        self._lay_out()
        self.add.clicked.connect(self._add)
        self.nickname.returnPressed.connect(self._add)
        self.back.clicked.connect(self.back_asked)
        self.people.chosen.connect(self.chosen)

    def attach(self, presenter: PeoplePresenter) -> None:
        """Give what the customer does to the presenter, and show what it says."""
        presenter.changed.connect(self.show_state)
        self.chosen.connect(presenter.choose)
        self.add_asked.connect(presenter.add)
        self.back_asked.connect(presenter.go_back)
        self.cancel_asked.connect(presenter.cancel)
        self.person.name_asked.connect(lambda naming: presenter.name(naming=naming))
        self.person.renamed.connect(presenter.rename)
        self.person.remove_asked.connect(presenter.remove)
        self.person.row_pressed.connect(presenter.edit)
        self.person.copy_pressed.connect(presenter.copy)
        self.person.add_asked.connect(presenter.edit)
        self.person.typed.connect(presenter.take_typed)
        self.person.save_asked.connect(presenter.save)
        self.person.cancel_asked.connect(presenter.cancel)
        self.person.delete_asked.connect(presenter.delete)

    def show_state(self, state: PeopleState) -> None:
        """Show the page as it is now."""
        self.show_failed(state.failed)
        self.people.show_topics(state.people, state.person)
        self.people.setVisible(bool(state.people))
        self._nobody.setVisible(state.loaded and not state.people)
        self.person.setVisible(state.person is not None)
        if state.added != self._added:
            self._added = state.added
            self.nickname.clear()
        if state.error and state.error != self._error.text():
            announce(self, state.error)
        self._error.setText(state.error)
        self._error.setVisible(bool(state.error))
        self.person.show_state(state)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.cancel_asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        letters = QFontMetrics(self._theme.font("body")).averageCharWidth()
        left = max(_LEFT, 30 * letters)
        room = self.width() - 2 * self._theme.space("pageX") - self._columns.spacing()
        beside = room >= left + max(_LEAST_RIGHT, 48 * letters)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if beside else down)
        self._left.setMinimumWidth(left if beside else 0)
        self._left.setMaximumWidth(left if beside else self.width())

    def _add(self) -> None:
        self.add_asked.emit(self.nickname.text())

    def _lay_out(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, ROOM, 0)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.back)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(self.people)
        left.addWidget(self._nobody)
        label = QLabel(self.tr("Nickname"))
        label.setProperty("role", "label")
        label.setBuddy(self.nickname)
        self.nickname.setAccessibleName(self.tr("Nickname to add"))
        self.nickname.setMaxLength(2 * MAX_NICKNAME)  # more than is kept, so that who pastes too much is told
        adding = QHBoxLayout()
        adding.setSpacing(8)
        adding.addWidget(self.nickname, 1)
        adding.addWidget(self.add)
        left.addWidget(label)
        left.addLayout(adding)
        left.addWidget(self._error)
        left.addStretch(1)
        both = QWidget()
        both.setProperty("scrolled", True)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._columns.setContentsMargins(0, 0, ROOM, 0)
        self._columns.setSpacing(theme.space("columnGap"))
        self._columns.addWidget(self._left)
        right = QVBoxLayout()
        right.addWidget(self.person)
        right.addStretch(1)
        self._columns.addLayout(right, 1)
        scroll = FloatingScroll()
        scroll.setWidget(both)
        column = self.column(ROOM)
        column.addLayout(head)
        column.addSpacing(2)
        self._about.setContentsMargins(0, 0, ROOM, 0)
        column.addWidget(self._about)
        column.addSpacing(16)
        column.addWidget(self.failed)
        column.addWidget(scroll, 1)
