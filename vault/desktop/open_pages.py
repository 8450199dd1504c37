"""The pages that stand behind the rail: made when they are first shown, and gone when the vault locks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from vault.desktop.pages import UNDER

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from vault.desktop.pages import Page
    from vault.desktop.request_arrivals import Unfinished
    from vault.desktop.window_frame import WindowFrame

_REVIEW = "import_review"


class OpenPages:
    """``make`` makes the page of an id inside a widget; ``listen`` hears what its presenter asks of the window."""

    def __init__(self, frame: WindowFrame, make: Callable[[str, QWidget], Page], listen: Callable[[Any], None]) -> None:
        self._frame, self._make, self._listen = frame, make, listen
        self._pages: dict[str, Page] = {}
        self._unfinished: Unfinished | None = None
        self._carried: dict[str, Any] = {}

    def __contains__(self, page_id: str) -> bool:
        return page_id in self._pages

    def page(self, page_id: str) -> Page:
        """This page, made if it is not there yet."""
        if page_id not in self._pages:
            page = self._make(page_id, self._frame.pages)
            self._pages[page_id] = page
            self._frame.add_view(page.view)
            self._listen(page.presenter)
            if page_id in self._carried:
                page.presenter.take_over(self._carried.pop(page_id))
        return self._pages[page_id]

    def meant(self, page_id: str) -> str:
        """The page that this one in the rail leads to: while the file of a shop is open, no other way leads to it."""
        return _REVIEW if page_id == UNDER[_REVIEW] and self._file_is_open() else page_id

    def _file_is_open(self) -> bool:
        page = self._pages.get(_REVIEW)
        return _REVIEW in self._carried if page is None else getattr(page.presenter, "is_open", False)

    def resume(self) -> None:
        """Go on with what was open on the request page when the pages were dropped."""
        unfinished, self._unfinished = self._unfinished, None
        if unfinished is not None:
            self.page("requests").presenter.resume(unfinished)

    def keep_draft(self) -> None:
        """As long as the vault can be asked, let it keep what is not saved."""
        for page in self._pages.values():
            if hasattr(page.presenter, "keep_draft"):
                page.presenter.keep_draft()

    def place(self, page_id: str) -> str:
        """Where on a page the keyboard is, if the page can tell, for :meth:`go_to` once it is made anew."""
        view: Any = self.page(page_id).view
        return str(view.place()) if hasattr(view, "place") else ""

    def go_to(self, page_id: str, place: str) -> None:
        """Go on with the keyboard where it was."""
        if place:
            view: Any = self.page(page_id).view
            view.go_to(place)

    def drop(self, parent: QObject, *, carry: bool = False) -> None:
        """Keep nothing of what was shown or typed; the request page may say where to go on.

        With ``carry`` the vault stays open and pages are only made anew: what cannot be read again goes along.
        """
        held = {
            name: page.presenter.carried() for name, page in self._pages.items() if hasattr(page.presenter, "carried")
        }
        self._carried = {**self._carried, **{name: each for name, each in held.items() if each}} if carry else {}
        if "requests" in self._pages:
            self._unfinished = self._pages["requests"].presenter.unfinished()
        for page in self._pages.values():
            page.presenter.forget()
            page.presenter.setParent(parent)  # else it may be collected on another thread before that
            page.presenter.deleteLater()
            self._frame.remove_view(page.view)
        self._pages.clear()
