"""The preferences page: topics, rows, one row open for editing, and what can be added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from vault.core.catalogue import Catalogue
from vault.core.sentences import Sentences
from vault.customer.editing import MAX_SEARCH
from vault.desktop.icons import Icons
from vault.desktop.page_scroll import ROOM
from vault.desktop.page_view import PageView
from vault.desktop.parts.buttons import button
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_editor import PreferenceEditor
from vault.desktop.preference_empty import EmptyPreferences
from vault.desktop.preference_others import OtherLists, TopicScroll
from vault.desktop.preference_refresh_asking import RefreshAsking
from vault.desktop.preference_rows import PreferenceRows
from vault.desktop.preference_search import SearchField
from vault.desktop.preference_state import Page, PageState
from vault.desktop.preference_topic_choice import TopicChoice
from vault.desktop.theme import Theme
from vault.desktop.topic_list import TopicList

if TYPE_CHECKING:
    from vault.desktop.preferences_presenter import PreferencesPresenter

_TOPICS_WIDTH, _TOPICS_MORE = 212, 28
"""Of the topics, and how much they may be wider so that none takes two lines."""
_SEARCH_WIDTH = 260
_BAR_GAP = 4
_HEAD_GAP, _SECOND_GAP = 20, 12
_HEAD_LETTERS = 100
"""In a page of fewer letters the way to the card has its picture alone."""
_BOTH = 900
"""Pixels, with letters as drawn: with large ones a smaller page has no room for the topics beside the rows."""


class PreferencesView(PageView):
    """Shows a :class:`PageState` and says what the customer does."""

    topic_chosen = Signal(str)
    searched = Signal(str)
    row_toggled = Signal(str)
    typed = Signal(object)
    level_picked = Signal(object)
    most_picked = Signal(object)
    save_asked = Signal()
    cancel_asked = Signal()
    delete_asked = Signal(str)
    stop_asked = Signal(str)
    update_asked = Signal()
    sealed_asked = Signal(str)
    call_off_asked = Signal()
    add_asked = Signal()
    back_asked = Signal()
    picked = Signal(str)
    sizes_asked = Signal()
    bring_asked = Signal()
    page_asked = Signal(str)
    size_help_asked = Signal(str)

    def __init__(
        self, theme: Theme, icons: Icons, sentences: Sentences, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, icons, parent)
        self.title.setText(self.tr("Preferences"))
        del catalogue  # every page is made with the same arguments; this one is given all it shows
        self._page, self._narrow = Page.AWAY, False
        self._sought = ""
        self.search = SearchField(icons)
        self.search.setMaxLength(MAX_SEARCH)
        self.card = button(self.tr("My card"), "quiet", icon=icons.icon("identification-card", "primary", 18))
        self._card_words = self.card.text()
        self.others = OtherLists(icons)
        self.add = button(self.tr("Add preference"), "main", icon=icons.icon("plus", "onPrimary", 18))
        self.back = button(self.tr("Back"), "normal", icon=icons.icon("arrow-left", "ink", 18))
        self.topics, self.choice = TopicList(theme, icons), TopicChoice()
        self._topic_scroll = TopicScroll()
        self.rows = PreferenceRows(theme, icons, sentences)
        self.empty = EmptyPreferences(theme, icons)
        self._asking = RefreshAsking(theme, icons, self)
        self._lay_out()
        self._connect()
        self.show_state(PageState(Page.AWAY, (), None, (), "", None))

    def attach(self, presenter: PreferencesPresenter) -> None:
        """Give what the customer does to the presenter, and show what it says."""
        presenter.changed.connect(self.show_state)
        self.rows.copied.connect(presenter.copy_wanted)
        self.page_asked.connect(presenter.navigate)
        self.size_help_asked.connect(presenter.size_help_wanted)
        self.topic_chosen.connect(presenter.choose_topic)
        self.searched.connect(presenter.search)
        self.row_toggled.connect(presenter.open_row)
        self.typed.connect(presenter.edit)
        self.level_picked.connect(presenter.set_level)
        self.most_picked.connect(presenter.set_most)
        self.save_asked.connect(presenter.save)
        self.cancel_asked.connect(presenter.cancel)
        self.delete_asked.connect(presenter.delete)
        self.stop_asked.connect(presenter.stop_sharing)
        self.update_asked.connect(presenter.refreshing.update)
        self.sealed_asked.connect(presenter.refreshing.update_sealed)
        self.call_off_asked.connect(presenter.refreshing.call_off)
        self._asking.permitted.connect(presenter.refreshing.permit)
        self._asking.kept.connect(presenter.refreshing.keep)
        self.add_asked.connect(presenter.add)
        self.back_asked.connect(presenter.leave_adding)
        self.picked.connect(presenter.pick)
        self.sizes_asked.connect(presenter.start_with_sizes)
        self.bring_asked.connect(presenter.bring_in)

    def show_state(self, state: PageState) -> None:
        """Show the page as it is now."""
        turned = state.page is not self._page
        self._page = state.page
        adding = state.page is Page.ADD
        self.title.setText(self.tr("Add preference") if adding else self.tr("Preferences"))
        name = self.tr("Search what you can add") if adding else self.tr("Search preferences")
        self.search.set_name(name, least=_SEARCH_WIDTH)
        self.search.setVisible(state.page in {Page.KEPT, Page.ADD})
        self.add.setVisible(state.page is Page.KEPT)
        self.card.setVisible(state.page is Page.KEPT)
        self.back.setVisible(adding)
        self._sought = state.search
        if self.search.text() != state.search:
            self.search.setText(state.search)  # its own clear button has to hear of it
        self.show_failed(state.failed)
        self._body.setCurrentWidget(self._start if state.page is Page.EMPTY else self._columns)
        self._arrange()
        self._columns.setVisible(state.page in {Page.KEPT, Page.ADD})
        self.topics.show_topics(state.topics, state.topic)
        self.choice.show_topics(state.topics, state.topic)
        self._fit_topics()
        self.rows.show_state(state)
        if self._asking.show_sealed(state.sealed):
            self._take_keyboard_back()
        if turned and adding:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        narrow = self.width() < _HEAD_LETTERS * QFontMetrics(self._theme.font("body")).averageCharWidth()
        self.card.setText("" if narrow else self._card_words)
        self.card.setToolTip(self.card.accessibleName() if narrow else "")
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._page is not Page.ADD and self.search.hasFocus() and self.search.text():
            self.search.clear()
        else:
            self.cancel_asked.emit()

    def _fit_topics(self) -> None:
        """Wide enough for each topic beside the rows, or at least for each word."""
        fitting = self.topics.fitting_width(_TOPICS_WIDTH + _TOPICS_MORE)
        least = max(_TOPICS_WIDTH, self.others.widest + _BAR_GAP, fitting)
        self._topic_scroll.setFixedWidth(least + ROOM)

    def _lay_out_topics(self) -> None:
        """Beside the rows, or in a line above them."""
        sealed = self.tr("Never shared in one click. Needs your passphrase each time.")
        about = WrapLabel(self._theme, sealed, "mute")
        about.setContentsMargins(10, 4, 10, 0)
        self._topic_scroll.show_part(self._topic_scroll.part)
        column = QVBoxLayout(self._topic_scroll.part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.topics)
        column.addWidget(about)
        self._fit_topics()

    def _lay_out(self) -> None:
        """From the outside in: what gets a parent that has its own already is styled once.

        The rows' scroll bar stands in the page's margin, so that the card keeps its place with and without it.
        """
        column = self.column(ROOM)
        head = self._head = QHBoxLayout()
        column.addLayout(head)
        head.setContentsMargins(0, 0, ROOM, 0)
        head.setSpacing(16)
        head.addWidget(self.title)
        head.addStretch(1)
        for each in (self.search, self.card, self.add, self.back):
            head.addWidget(each)
        self._second = QWidget()
        column.addWidget(self._second)
        self._second_row = QHBoxLayout(self._second)
        self._second_row.setContentsMargins(0, _SECOND_GAP, ROOM, 0)
        self._second_row.setSpacing(16)
        self._second_row.addWidget(self.choice, 1)
        self._second.hide()
        column.addSpacing(_HEAD_GAP)
        column.addWidget(self.failed)
        body = QWidget()
        column.addWidget(body, 1)
        self._body = QStackedLayout(body)
        self._columns, self._start = QWidget(), QWidget()
        self._body.addWidget(self._columns)
        self._body.addWidget(self._start)
        columns = QHBoxLayout(self._columns)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(self._theme.space("columnGap") - ROOM)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        columns.addLayout(self._left)
        columns.addLayout(self._right, 1)
        self._left.setSpacing(0)
        self._left.addWidget(self._topic_scroll)
        self._lay_out_topics()  # now, for the keyboard comes to what was put in first
        self._left.addWidget(self.others)  # in sight, however many topics there are
        self._left.addStretch(1)
        self._right.setSpacing(0)
        self._right.addWidget(self.rows, 1)
        self._start_column = QVBoxLayout(self._start)
        self._start_column.setContentsMargins(0, 0, 0, 0)
        self._start_column.setSpacing(0)
        self._start_column.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self.search.written.connect(self.searched)
        self.search.textChanged.connect(self._cleared)
        self.add.clicked.connect(self.add_asked)
        self.card.clicked.connect(lambda: self.page_asked.emit("card"))
        self.others.page_asked.connect(self.page_asked)
        self.back.clicked.connect(self.back_asked)
        self.topics.chosen.connect(self.topic_chosen)
        self.choice.chosen.connect(self.topic_chosen)
        self.topics.chosen.connect(self._reveal_topic)
        self.topics.entered_rows.connect(self.rows.focus_row)
        self.rows.toggled.connect(self.row_toggled)
        self.rows.delete_pressed.connect(self.delete_asked)
        self.rows.picked.connect(self.picked)
        self.rows.add_asked.connect(self.add_asked)
        self.rows.editor_made.connect(self._connect_editor)
        self.empty.sizes_asked.connect(self.sizes_asked)
        self.empty.add_asked.connect(self.add_asked)
        self.empty.bring_asked.connect(self.bring_asked)

    def _arrange(self) -> None:
        """The topics beside the rows; or with large letters in a small window as one list, beside the search."""
        narrow, empty = self._theme.one_column and self.width() < _BOTH * self._theme.growth, self._page is Page.EMPTY
        if narrow != self._narrow:
            self._narrow = narrow
            self._topic_scroll.setVisible(not narrow)
            if narrow:
                self._second_row.addWidget(self.search)
            else:
                self._head.insertWidget(2, self.search)
        self._second.setVisible(narrow and self._page in {Page.KEPT, Page.ADD})
        self._place_others(self._start_column if empty else self._right if narrow else self._left)

    def _place_others(self, place: QVBoxLayout) -> None:
        """Below the topics or the rows, or where there are none yet, at the foot of what says how to begin."""
        if place.indexOf(self.others) < 0:
            for other in (self._left, self._right, self._start_column):
                other.removeWidget(self.others)
            place.insertWidget(1, self.others)
            self.others.stand(upright=place is self._left)

    def _take_keyboard_back(self) -> None:
        """The button that asked for the passphrase may be gone with what it offered."""
        now, editor = QApplication.focusWidget(), self.rows.editor
        if editor is not None and (now is None or not self.isAncestorOf(now)):
            editor.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reveal_topic(self) -> None:
        place = self.topics.visualRect(self.topics.currentIndex())
        self._topic_scroll.ensureVisible(0, place.center().y(), 0, place.height())

    def _cleared(self, text: str) -> None:
        """Esc clears the text from here, which the field does not say."""
        if not text and self._sought:
            self.searched.emit("")

    def _connect_editor(self, editor: PreferenceEditor) -> None:
        editor.typed.connect(self.typed)
        editor.level_picked.connect(self.level_picked)
        editor.most_picked.connect(self.most_picked)
        editor.save_asked.connect(self.save_asked)
        editor.cancel_asked.connect(self.cancel_asked)
        editor.delete_asked.connect(lambda: self.delete_asked.emit(editor.key))
        editor.stop_asked.connect(lambda: self.stop_asked.emit(editor.key))
        editor.size_help_asked.connect(lambda: self.size_help_asked.emit(editor.key))
        editor.update_asked.connect(self.update_asked)
        editor.sealed_asked.connect(self.sealed_asked)
        editor.call_off_asked.connect(self.call_off_asked)
