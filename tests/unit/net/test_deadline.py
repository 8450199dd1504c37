"""The end of an exchange."""

from __future__ import annotations

import socket

import pytest

from vault.net.deadline import Deadline


def test_time_left_is_at_most_what_was_given() -> None:
    deadline = Deadline(60)
    assert 0 < deadline.left() <= 60
    assert not deadline.passed


def test_no_time_left() -> None:
    deadline = Deadline(0)
    assert deadline.passed
    with pytest.raises(TimeoutError):
        deadline.left()


def test_connection_is_cut_while_it_is_read() -> None:
    ours, theirs = socket.socketpair()
    ours.settimeout(30)  # so that this fails, rather than hangs, if nothing cuts it
    deadline = Deadline(0.05)
    with ours, theirs, deadline.cutting(ours):
        assert ours.recv(1) == b"", "the end of the stream"
    assert deadline.passed


def test_connection_stays_open_if_all_is_done_in_time() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        with Deadline(60).cutting(ours):
            pass
        theirs.sendall(b"x")
        assert ours.recv(1) == b"x"


def test_nothing_begins_after_the_end() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, pytest.raises(TimeoutError), Deadline(0).cutting(ours):
        pytest.fail("the block ran")
