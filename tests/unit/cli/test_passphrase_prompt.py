"""From a file descriptor a line at a time; from the keyboard only unseen."""

from __future__ import annotations

import getpass
import os
import warnings
from collections.abc import Callable, Iterator

import pytest

from vault.cli.passphrase_prompt import MAX_LINE_BYTES, FromDescriptor, from_keyboard
from vault.core.errors import ChoiceError

Pipe = Callable[[bytes], int]


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    readers: list[int] = []

    def make(data: bytes) -> int:
        reader, writer = os.pipe()
        os.write(writer, data)
        os.close(writer)
        readers.append(reader)
        return reader

    yield make
    for reader in readers:
        os.close(reader)


def test_each_question_takes_one_line(pipe: Pipe) -> None:
    read = FromDescriptor(pipe("één wachtzin\r\ntwee\ndrie".encode()))
    assert [read(""), read(""), read("")] == ["één wachtzin", "twee", "drie"]
    with pytest.raises(ChoiceError, match="passphrase_missing"):
        read("")


def test_what_follows_the_line_is_left_for_others(pipe: Pipe) -> None:
    descriptor = pipe(b"first\nsecond")
    FromDescriptor(descriptor)("")
    assert os.read(descriptor, 100) == b"second"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "passphrase_missing"),
        (b"\n", "passphrase_missing"),
        (b"\xff\xfe\n", "passphrase_unreadable"),
        (b"x" * (MAX_LINE_BYTES + 1), "passphrase_unreadable"),
    ],
)
def test_what_is_no_line_is_refused(pipe: Pipe, data: bytes, code: str) -> None:
    with pytest.raises(ChoiceError) as refused:
        FromDescriptor(pipe(data))("")
    assert refused.value.code == code
    assert refused.value.__cause__ is None


def test_closed_descriptor_is_refused() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    os.close(writer)
    with pytest.raises(ChoiceError, match="passphrase_missing"):
        FromDescriptor(reader)("")


def test_keyboard_gives_what_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getpass", lambda question: f"typed after {question}")
    assert from_keyboard("Passphrase: ") == "typed after Passphrase: "


def test_keyboard_that_would_echo_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def echoing(question: str) -> str:
        warnings.warn("Can not control echo on the terminal.", getpass.GetPassWarning, stacklevel=2)
        return "seen by everyone"

    monkeypatch.setattr(getpass, "getpass", echoing)
    with pytest.raises(ChoiceError, match="no_terminal"):
        from_keyboard("")


def test_end_of_input_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(question: str) -> str:
        raise EOFError

    monkeypatch.setattr(getpass, "getpass", ended)
    with pytest.raises(ChoiceError, match="passphrase_missing"):
        from_keyboard("")
