"""Help before a locked vault: offered once the first picture stands, and shown over the page from which it is asked."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QStackedWidget

from vault.desktop.house_picture import HousePage
from vault.desktop.parts.buttons import button

if TYPE_CHECKING:
    from vault.desktop.gate import Gate
    from vault.desktop.gate_page import GatePage

_NAME = "help"


def offer_help(gate: Gate, pages: QStackedWidget) -> None:
    """A link at the foot of the first page, and F1 on it and on those behind it."""
    if pages.findChild(QShortcut, _NAME) is None:
        QShortcut(QKeySequence("F1"), pages, lambda: show_help(gate)).setObjectName(_NAME)
    first = pages.widget(0)
    if isinstance(first, QStackedWidget):  # the first start
        first = first.currentWidget()
    if first is not None and "vault.desktop.welcome_view" in sys.modules:  # only there an example is offered, and left
        from vault.desktop.gate_example import offer_example

        offer_example(gate, first)
    if isinstance(first, HousePage):
        _add_link(gate, first)


def offer_at_foot(gate: Gate, page: GatePage) -> None:
    """Help, and other languages, at the foot of a page behind the first one."""
    page.offer_languages(gate.world.sentences.language)
    page.language_chosen.connect(gate.choose_language)
    _add_link(gate, page)


def _add_link(gate: Gate, page: HousePage) -> None:
    if page.findChild(QPushButton, _NAME) is not None:
        return
    icon = gate.world.icons.icon("question", "ink2", 18)
    link = button(QCoreApplication.translate("GateHelp", "Help"), "quiet", small=True, icon=icon)
    link.setObjectName(_NAME)
    link.setProperty("tone", "ink2")
    link.setStyleSheet("QPushButton { font-weight: 400; }")
    link.clicked.connect(lambda: show_help(gate))
    page.add_to_foot(link)


def show_help(gate: Gate) -> None:
    """Help about the page that is shown, over it."""
    from vault.desktop.help_presenter import HelpPresenter
    from vault.desktop.help_view import HelpView

    asked_from = gate.shown
    if isinstance(asked_from, HelpView):
        return
    world = gate.world
    view = HelpView(world.theme, world.icons)
    presenter = HelpPresenter(world.tasks, world.sentences)
    presenter.setParent(view)
    presenter.help_left.connect(gate.close_page)
    view.attach(presenter)
    gate.show_page(view)
    presenter.open_topic(getattr(asked_from, "help_topic", ""))
    presenter.start()
    view.take_focus()
