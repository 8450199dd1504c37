"""A request that comes as a file or picture, and an answer that goes by hand, as a person does it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import SHOE, SPORTS
from tests.unit.desktop.asking_request import Asking
from tests.unit.desktop.vault_day import HOST, Day, name_of, named, names, open_day, sentences, texts, themed
from vault.customer.holdings import view_shops
from vault.desktop import app, links
from vault.desktop.offline_answer_card import QrCode
from vault.desktop.request_file import as_link
from vault.desktop.request_state import Asked, Decided, Nothing, Refused
from vault.desktop.request_view import RequestView
from vault.desktop.your_data_files import Chosen
from vault.openid4vp.answer_file import read_answer_file
from vault.openid4vp.link import make_link
from vault.openid4vp.qr_code import qr_file
from vault.openid4vp.qr_picture import read_qr
from vault.openid4vp.request_building import build_request, unsigned_parameters
from vault.openid4vp.response import MAX_ANSWER
from vault.tokens import jwe


class Chooses:
    """A person who chooses this file at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.asked: list[str] = []

    def save(self, parent: QWidget, title: str, name: str, chosen: Chosen) -> None:
        self.asked.append(name)
        chosen(self.path)

    def open(self, parent: QWidget, title: str, ending: str, chosen: Chosen) -> None:
        self.asked.append(ending)
        chosen(self.path)


class Page(QWidget):
    """A window with the page in it."""

    def __init__(self, qapp: QApplication, bot: QtBot, day: Day, files: Chooses) -> None:
        super().__init__()
        theme, icons = themed(qapp)
        self.asking = Asking(day)
        self.view = RequestView(theme, icons, sentences(), shipped(), files=files)
        self.view.attach(self.asking)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.view)
        bot.addWidget(self)
        self.resize(1116, 780)
        self.show()
        bot.waitExposed(self)
        self.activateWindow()
        self.asking.start()


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def files(tmp_path: Path) -> Chooses:
    return Chooses(tmp_path / "chosen.jwe")


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot, day: Day, files: Chooses) -> Page:
    return Page(qapp, qtbot, day, files)


@pytest.fixture
def in_file(day: Day, tmp_path: Path) -> Callable[..., Path]:
    """Writes a request that nobody signed into a file, as a small shop might."""

    def write(*items: dict[str, object], name: str = "a request.prefrequest") -> Path:
        day.shop.expects = day.shop.terms(items)
        address = f"https://{HOST}/answer"
        claims = build_request(
            client_id=f"redirect_uri:{address}",
            response_uri=address,
            nonce="nonce-of-22-characters-1",
            state="state-1",
            now=day.clock.now(),
            terms=day.shop.expects.raw,
            answer_jwk=day.shop.agreement.jwk("answer-1"),
            in_file=True,
        )
        path = tmp_path / name
        path.write_text(make_link(unsigned_parameters(claims)), encoding="ascii")
        return path

    return write


def share(page: Page, *ids: str) -> None:
    page.asking.choosing._arm()
    page.asking.on(*ids)
    page.asking.share()


def seen(page: Page) -> list[str]:
    """Every text, once what was made is shown."""
    QApplication.processEvents()
    return texts(page)


def pressed(page: Page, name: str) -> None:
    named(page, name).click()
    QApplication.processEvents()


def test_a_file_is_chosen_and_its_answer_leaves_by_hand(
    page: Page, day: Day, files: Chooses, in_file: Callable[..., Path], tmp_path: Path
) -> None:
    files.path = in_file(SHOE, SPORTS)
    pressed(page, "Open a file or picture…")
    assert files.asked == [".prefrequest *.png *.jpg *.jpeg"]
    assert isinstance(day.state, Asked)
    share(page, "shoe_size")
    assert isinstance(day.state, Decided)
    assert day.shop.seen == []
    shown = seen(page)
    digits = day.state.by_hand.digits if day.state.by_hand else ""
    assert digits in shown
    assert "Does the shop show the same four digits? If not, do not give it." in shown
    assert "Your answer is ready. The shop does not have it yet." in shown
    (label,) = [each for each in page.findChildren(QLabel) if each.text() == digits]
    assert name_of(label) == f"Digits to compare: {' '.join(digits)}"
    assert [item.state.value for shop in view_shops(day.session) for item in shop.items] == ["uncertain"]
    files.path = tmp_path / "answer.jwe"
    pressed(page, "Save as a file…")
    assert files.asked[-1] == f"{HOST}.jwe"
    assert "Saved as answer.jwe." in seen(page)
    assert page.asking.said[-1] == "Saved as answer.jwe."
    line = read_answer_file(files.path.read_bytes())
    answered = jwe.decrypt(line, day.shop.agreement, max_bytes=MAX_ANSWER)
    assert list(answered["vp_token"]) == ["shoe_size"]
    focus = QApplication.focusWidget()
    assert focus is None or focus.isVisible()
    pressed(page, "Save as a file…")
    assert "answer.jwe is already there. Choose another name." in seen(page)
    assert page.view.message.save is not None
    pressed(page, "Close")
    assert isinstance(day.state, Nothing)
    assert page.asking.by_hand.state is None


def test_the_answer_is_a_code_that_can_be_read_from_the_screen(
    page: Page, day: Day, in_file: Callable[..., Path], tmp_path: Path
) -> None:
    page.resize(1116, 1100)
    page.asking.open_link(in_file(SHOE).as_uri())
    share(page, "shoe_size")
    for _ in range(5):
        QApplication.processEvents()
    (code,) = page.findChildren(QrCode)
    assert name_of(code) == "Your answer as a code, for the shop to scan"
    page.grab().save(str(tmp_path / "seen.png"))
    line = read_answer_file(read_qr((tmp_path / "seen.png").read_bytes()).encode())
    assert jwe.decrypt(line, day.shop.agreement, max_bytes=MAX_ANSWER)["state"] == "state-1"


def test_an_answer_that_does_not_fit_a_code_says_so(page: Page, day: Day, in_file: Callable[..., Path]) -> None:
    page.asking.open_link(in_file(SHOE, SPORTS).as_uri())
    share(page, "shoe_size", "sports")
    assert isinstance(day.state, Decided)
    assert page.findChildren(QrCode) == []
    assert "Your answer is too long to show as a code. Save it as a file." in seen(page)
    assert "Save as a file…" in (seen(page), names(page))[1]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.prefrequest", b"hello", "This file does not hold a request. Ask the shop for it again."),
        ("a.png", qr_file("https://shop.example", "png"), "The code in this picture is not meant for your vault."),
        ("a.jpg", b"\xff\xd8\xff", "This picture cannot be read. Use a PNG or JPEG picture."),
        ("a b.png", None, "a b.png cannot be read. Check its name and who may read it."),
    ],
)
def test_what_is_wrong_with_a_file_is_said(
    page: Page, day: Day, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    page.asking.open_link((tmp_path / name).as_uri())
    assert isinstance(day.state, Refused)
    assert said in day.state.reasons
    assert said in seen(page)


def test_a_request_of_thirty_days_says_its_day(page: Page, day: Day, in_file: Callable[..., Path]) -> None:
    page.asking.open_link(in_file(SHOE).as_uri())
    page.asking.later()
    assert isinstance(day.state, Nothing)
    assert re.fullmatch(r"You can answer until 11 Jun 2026 \d\d:04\.", day.state.waiting[0].text)
    assert [each for each in page.findChildren(QPushButton) if name_of(each) == f"Open the request of {HOST}"]


def test_a_file_typed_behind_the_program_s_name_reaches_the_first_window(tmp_path: Path) -> None:
    path = tmp_path / "vraag één.prefrequest"
    path.write_bytes(b"x")
    (link,) = app._arguments([str(path)]).links
    assert link == path.as_uri()
    assert links.unpack(links.pack([link])) == (link,)
    assert links.our_links(["file://elsewhere.example/a", "/etc/passwd", link]) == (link,)


def test_what_is_no_file_stays_as_it_was_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.png").write_bytes(b"x")
    assert as_link("a.png") == (tmp_path / "a.png").as_uri()
    for text in ("openid4vp://?a=b", "nothing.png", "file:///a", "http://a"):
        assert as_link(text) == text
