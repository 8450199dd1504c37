"""The page "People I buy for": who, at the left; their sizes and likes, at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from vault.core.catalogue import Catalogue
from vault.core.sentences import Sentences
from vault.customer.editing import MAX_SEARCH
from vault.customer.people import MAX_NICKNAME
from vault.desktop.columns_page import ACROSS, DOWN, ColumnsPage
from vault.desktop.family_bar import FamilyBar
from vault.desktop.field_error import FieldError
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.delete_key import DeleteKey
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.people_person import PersonCard
from vault.desktop.people_state import PeopleState
from vault.desktop.theme import Theme
from vault.desktop.topic_list import TopicList

if TYPE_CHECKING:
    from vault.desktop.people_presenter import PeoplePresenter

_LEFT = 240
_LEAST_RIGHT = 380
_GAP = 8
_NAME_LETTERS = 18
"""So many of a nickname are seen while it is typed; where the button leaves less room, it stands below."""


class PeopleView(ColumnsPage):
    """Shows a :class:`PeopleState` and says what the customer does."""

    chosen = Signal(str)
    add_asked = Signal(str)

    def __init__(
        self, theme: Theme, icons: Icons, sentences: Sentences, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        del catalogue  # every page is made with the same arguments; this one is given all it shows
        super().__init__(theme, icons, parent)
        self.title.setText(self.tr("People I buy for"))
        self.about.setText(
            self.tr("Sizes and likes of others. They stay in your vault, unless you answer a shop for them.")
        )
        self.search.setMaxLength(MAX_SEARCH)
        self.people = _PersonList(theme, icons)
        self.people.setAccessibleName(self.tr("People"))
        self._nobody = WrapLabel(theme, "", "sub")
        self.nickname = QLineEdit()
        self.add = button(self.tr("Add"), "normal", icon=icons.icon("plus", "ink", 18))
        self._error = FieldError(theme, icons, dict.fromkeys(("nickname_unfit", "nickname_taken"), self.nickname))
        self.person = PersonCard(theme, icons, sentences)
        self.family = FamilyBar(theme, icons, of_people=True)
        self._added = 0
        self._lay_out()
        self.add.clicked.connect(self._add)
        self.nickname.returnPressed.connect(self._add)
        self.people.chosen.connect(self.chosen)
        self.people.entered_rows.connect(self.person.take_focus)
        self.people.delete_pressed.connect(self.person.remove_asked)

    def attach(self, presenter: PeoplePresenter) -> None:
        """Give what the customer does to the presenter, and show what it says."""
        presenter.changed.connect(self.show_state)
        self.family.attach(presenter.family)
        self.searched.connect(presenter.search)
        self.chosen.connect(presenter.choose)
        self.add_asked.connect(presenter.add)
        self.back_asked.connect(presenter.go_back)
        self.cancel_asked.connect(presenter.cancel)
        self.person.attach(presenter)

    def show_state(self, state: PeopleState) -> None:
        """Show the page as it is now."""
        self.show_failed(state.failed)
        self.show_search(state.search, some=state.some)
        had_focus = self.person.holds_focus()
        self.people.show_topics(state.people, state.person)
        self.people.setVisible(bool(state.people))
        self._nobody.setText(
            self.tr("Nobody found. Search for a name, a size or a like.")
            if state.search
            else self.tr("Nobody yet. Add a nickname, and their sizes are at hand in a shop.")
        )
        self._nobody.setVisible(state.loaded and not state.people)
        self.person.setVisible(state.person is not None)
        self.family.setVisible(state.some)
        if state.added != self._added:
            self._added = state.added
            self.nickname.clear()
        self._error.say(state.error, state.wrong)
        self.person.show_state(state)
        self.family.come_after(self.person.add)
        if state.loaded:
            self.begin_at(self.people if state.people else self.nickname)
        if had_focus and not self.person.holds_focus():  # who had it went
            (self.people if state.people else self.nickname).setFocus(Qt.FocusReason.OtherFocusReason)

    def arrange(self) -> None:
        left = max(_LEFT, self.letters(30))
        beside = self.room() >= left + max(_LEAST_RIGHT, self.letters(48))
        self.columns.setDirection(ACROSS if beside else DOWN)
        self._left.setMinimumWidth(left if beside else 0)
        self._left.setMaximumWidth(left if beside else self.width())
        name = (left if beside else self.room()) - self.add.sizeHint().width() - _GAP
        below = name < self.letters(_NAME_LETTERS)
        self._adding.setDirection(DOWN if below else ACROSS)
        if below:
            self._error.stand_below(self.nickname, self._adding)
        else:
            self._error.stand_below(self._adding, self._left_column)

    def _add(self) -> None:
        self.add_asked.emit(self.nickname.text())

    def _lay_out(self) -> None:
        self._left = QWidget()
        left = self._left_column = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(self.people)
        left.addWidget(self._nobody)
        label = QLabel(self.tr("Nickname"))
        label.setProperty("role", "label")
        label.setBuddy(self.nickname)
        self.nickname.setAccessibleName(self.tr("Nickname to add"))
        self.nickname.setMaxLength(2 * MAX_NICKNAME)  # more than is kept, so that who pastes too much is told
        self._adding = QBoxLayout(ACROSS)
        self._adding.setSpacing(_GAP)
        self._adding.addWidget(self.nickname, 1)
        self._adding.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(label)
        left.addLayout(self._adding)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.person)
        right.addWidget(self.family)
        right.addStretch(1)
        self.columns.addWidget(self._left)
        self.columns.addLayout(right, 1)
        self.lay_out_page(self.tr("Search people"))


class _PersonList(DeleteKey, TopicList):
    """A person can be deleted, which a topic cannot."""
