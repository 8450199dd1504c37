"""The preferences page's logic: which topic, which row is open, what is typed, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.catalogue import Catalogue
from vault.core.errors import VaultError
from vault.core.sensitivity import Level
from vault.core.sentences import Sentences
from vault.core.value import Precision
from vault.core.value_check import level_of
from vault.customer import editing
from vault.customer.refresh_progress import change_preference
from vault.desktop.preference_drafts import Drafts
from vault.desktop.preference_ending import Ending
from vault.desktop.preference_keeping import keep_unsaved
from vault.desktop.preference_layout import SIZES_TOPIC, sizes_missing
from vault.desktop.preference_loading import Loaded, load
from vault.desktop.preference_page import Saving, page_now
from vault.desktop.preference_refresh import PreferenceRefresh
from vault.desktop.preference_state import Deleted, Draft, Page, PageState, Where
from vault.desktop.preference_typed import Problem, Typed, read_typed

if TYPE_CHECKING:
    from vault.customer.editing import KeptPreference
    from vault.customer.refresh_progress import RefreshView
    from vault.desktop.preference_loading import Sharing
    from vault.desktop.tasks import Tasks


class PreferencesPresenter(QObject):
    """Emits a :class:`PageState` for each change; takes what the customer does as plain calls.

    ``stopped`` carries a tuple of :class:`Stopped` and ``deleted`` a :class:`Deleted`, for the window's undo bar;
    ``shared`` the hosts for which a newer value waits to be delivered; ``navigate`` the id of another page;
    ``copy_wanted`` a value for the clipboard, and whether it is sealed; ``size_help_wanted`` the key of a size.
    """

    changed = Signal(object)
    stopped = Signal(object)
    deleted = Signal(object)
    shared = Signal(object)
    navigate = Signal(str)
    copy_wanted = Signal(str, bool)
    size_help_wanted = Signal(str)

    def __init__(self, tasks: Tasks, sentences: Sentences, catalogue: Catalogue) -> None:
        super().__init__()
        self._tasks, self._sentences, self._catalogue = tasks, sentences, catalogue
        self._language = sentences.language
        self._where_number = 0
        self.refreshing = PreferenceRefresh(tasks, sentences, catalogue)
        self.refreshing.changed.connect(self._show)
        self.refreshing.sent.connect(self.shared)
        self._ending = Ending(tasks, sentences.language, self._page_failed)
        self._ending.deleted.connect(self._gone)
        self._ending.stopped.connect(self.stopped)
        self._ending.done.connect(self.start)
        self.forget()

    def forget(self) -> None:
        """Drop everything that was read or typed, when the vault locks."""
        self._loaded: Loaded | None = None
        self._kept: dict[str, KeptPreference] = {}
        self._go(Where(self._catalogue.topics[0].id))
        self._drafts = Drafts(self._catalogue)
        self._saving, self._failed = Saving(), ""
        self.refreshing.follow(None)
        self.changed.emit(PageState(Page.AWAY, (), None, (), "", None))

    def start(self) -> None:
        """Read the vault, and again each time the page is shown. What is typed stays, over a lock too."""
        self._tasks.vault(load, self._read, self._page_failed, owner=self)

    def enter(self) -> None:
        """The page is gone to: it begins with what is kept, whatever one was about to add."""
        self.leave_adding()
        self.start()

    def keep_draft(self) -> None:
        """Before the vault locks: let it keep what is not saved, until that is saved or given up."""
        unsaved = self._drafts.to_keep()
        if unsaved is not None:
            self._tasks.vault(partial(keep_unsaved, unsaved=unsaved), lambda _: None, self._page_failed, owner=self)

    def choose_topic(self, topic: str) -> None:
        """Show this topic and end the search."""
        self._leave_row()
        self._go(Where(topic, adding=self._where.adding))
        self._show()

    def search(self, text: str) -> None:
        """Show what has every word of ``text``: of what is kept, or while adding, of what is not kept yet."""
        self._go(replace(self._where, search=text, found=self._where.found if text.strip() else None))
        self._show()
        if self._where.searching and not self._where.adding:
            asked = self._where_number
            self._tasks.vault(
                partial(editing.search_keys, text=text),
                lambda keys: self._search_done(asked, keys),
                self._page_failed,
                owner=self,
            )

    def open_row(self, key: str) -> None:
        """Open a row, or close the one that is open. What was typed in it and not saved waits there."""
        again = key == self._drafts.open
        self._leave_row()
        if not again:
            self._open(key)
        self._show()

    def edit(self, typed: Typed) -> None:
        """Take what stands in the open editor's fields."""
        self._change(lambda draft: replace(draft, typed=typed))

    def set_level(self, level: Level) -> None:
        """Make the open preference this private. Below what the catalogue says for its value is never possible."""
        self._change(lambda draft: replace(draft, level=level))

    def set_most(self, most: Precision) -> None:
        """Let no shop ever see more of the open preference than this."""
        self._change(lambda draft: replace(draft, most=most))

    def cancel(self) -> None:
        """Give up what is typed in the open row; of rows that were laid out the next opens. While adding, go back."""
        if self._where.adding:
            self.leave_adding()
            return
        if (key := self._drafts.open) is not None:
            skipped = self._drafts.waits(key)
            self._drop(key)
            if skipped:
                self._open_next()
        self._show()

    def save(self) -> None:
        """Keep what is typed, or say under the field what is wrong with it."""
        key, draft = self._drafts.open, self._drafts.current
        if key is None or draft is None or self._saving.busy:
            return
        entry = self._catalogue.entry(key)
        value = read_typed(entry, draft.typed)
        if isinstance(value, Problem):
            self._saving = Saving(checked=True)
            self._show()
            return
        level = max(draft.level, level_of(entry, value))
        self._saving = replace(self._saving, busy=True, failed="")
        self._tasks.vault(
            lambda session: change_preference(session, key, value, level=level, most=draft.most),
            lambda view: self._saved(key, draft, view),
            lambda problem: self._save_failed(key, problem),
            owner=self,
        )

    def delete(self, key: str) -> None:
        """Remove a preference from the vault; ``deleted`` carries what brings it back."""
        kept = self._kept.get(key)
        if kept is None:
            self._drop(key)
            self._show()
            return
        self._ending.delete(kept, self._sharings(key))

    def undo_delete(self, deleted: Deleted) -> None:
        """Bring a deleted preference back as it was."""
        self._ending.undo_delete(deleted)

    def stop_sharing(self, key: str) -> None:
        """Stop this preference with every shop that sees it; ``stopped`` carries what can be undone."""
        self._ending.stop(self._sharings(key))

    def add(self) -> None:
        """Show what is not kept yet, to choose from; a search that found nothing goes on there."""
        self._leave_row()
        search = self._where.search if self._where.found == frozenset() else ""
        self._go(Where(self._where.topic, adding=True, search=search))
        self._show()

    def leave_adding(self) -> None:
        """Back to what is kept."""
        if self._where.adding:
            self._go(Where(self._where.topic))
            self._show()

    def pick(self, key: str) -> None:
        """Add this one: its editor opens in its topic."""
        self._go(Where(self._catalogue.entry(key).topic))
        self._leave_row()
        self.open_row(key)

    def start_with_sizes(self) -> None:
        """Lay out the sizes of clothes and shoes that are not kept yet, and open the first."""
        sizes = sizes_missing(self._catalogue, self._kept)
        self._drafts.lay_out(sizes)
        if sizes:
            self.pick(sizes[0])

    def bring_in(self) -> None:
        """Go to where an own copy is brought in."""
        self.navigate.emit("your_data")

    def _read(self, loaded: Loaded) -> None:
        first = self._loaded is None
        self._loaded, self._failed = loaded, ""
        self._kept = {each.entry.key: each for each in loaded.kept}
        self._drafts.set_kept(self._kept)
        if first and (resumed := self._drafts.resume(loaded.unsaved)):
            self._go(Where(self._catalogue.entry(resumed).topic))
        if first and loaded.kept and self._drafts.open is None:
            self._go(Where(loaded.kept[0].entry.topic))
        self._look()
        if self._where.searching and not self._where.adding:
            self.search(self._where.search)  # what is found may have changed too
        else:
            self._show()

    def _go(self, where: Where) -> None:
        """Be there; what a search under way comes back with is for another place."""
        self._where = where
        self._where_number += 1

    def _search_done(self, asked: int, keys: frozenset[str]) -> None:
        if asked == self._where_number:
            self._go(replace(self._where, found=keys))
            self._show()

    def _saved(self, key: str, saved: Draft, view: RefreshView) -> None:
        self._saving = replace(self._saving, busy=False)
        if self._drafts.all.get(key) == saved:  # what was typed while it was being saved stays open
            was_open = key == self._drafts.open
            self._drop(key)
            if was_open and view.offers:  # the shops that hold it are asked about where it was changed
                self._open(key)
                self.refreshing.take(view)
            else:
                self._open_next()
        self.start()

    def _save_failed(self, key: str, problem: VaultError) -> None:
        self._saving = replace(self._saving, busy=False)
        if key == self._drafts.open:
            self._saving = Saving(failed=self._sentences.error(problem))
            self._show()
        else:
            self._page_failed(problem)

    def _gone(self, deleted: Deleted) -> None:
        self._drop(deleted.kept.entry.key)
        self.deleted.emit(deleted)

    def _page_failed(self, problem: VaultError) -> None:
        self._failed = self._sentences.error(problem)
        self._show()

    def _change(self, change: Callable[[Draft], Draft]) -> None:
        if self._drafts.change(change):
            self._show()

    def _drop(self, key: str) -> None:
        if key == self._drafts.open:
            self._leave_row()
        self._drafts.drop(key)
        if self._drafts.stored:
            self.keep_draft()

    def _sharings(self, key: str) -> tuple[Sharing, ...]:
        return self._loaded.sharings.get(key, ()) if self._loaded is not None else ()

    def _open(self, key: str) -> None:
        self._drafts.open_row(key)
        self._look()

    def _open_next(self) -> None:
        if (following := self._drafts.next_waiting) is not None and self._where == Where(SIZES_TOPIC):
            self._open(following)

    def _look(self) -> None:
        """At what shops hold of the open row: shops change only what is kept."""
        self.refreshing.follow(self._drafts.open)
        self.refreshing.look()

    def _leave_row(self) -> None:
        self._drafts.leave()
        self.refreshing.follow(None)
        self._saving = Saving(busy=self._saving.busy)

    def _show(self) -> None:
        if self._loaded is None and not self._failed:
            return  # nothing is read yet; a page that says "nothing here" would be wrong
        loaded = self._loaded or Loaded((), {})
        shown = (self._where, self._drafts, self.refreshing, self._saving, self._failed)
        self.changed.emit(page_now(self._catalogue, self._language, loaded, *shown))
