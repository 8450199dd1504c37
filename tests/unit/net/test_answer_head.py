"""The bounded reader, without a network."""

from __future__ import annotations

import socket
from http.client import HTTPException

import pytest

from vault.core.errors import NetworkError
from vault.net.answer_head import MAX_LINES, BoundedAnswer


def begun(octets: bytes) -> BoundedAnswer:
    """The answer to ``octets`` after its head was read; the peer is gone."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(octets)
        theirs.shutdown(socket.SHUT_WR)
        answer = BoundedAnswer(ours)
        try:
            answer.begin()
        except BaseException:
            answer.close()
            raise
        return answer


def test_whole_head_is_read() -> None:
    with begun(b"HTTP/1.1 204 No Content\r\nX-A: b\r\n\r\n") as answer:
        assert (answer.status, answer.getheader("X-A"), answer.read()) == (204, "b", b"")


def test_largest_head_is_read_and_a_larger_one_is_not() -> None:
    start, end = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX: ", b"\r\n\r\n"
    filler = b"x" * (MAX_LINES - len(start + end))
    begun(start + filler + end).close()
    with pytest.raises(NetworkError, match="response_too_large"):
        begun(start + filler + b"x" + end)


@pytest.mark.parametrize("octets", [b"", b"HTTP/1.1 200 OK", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nX: y"])
def test_head_that_ends_early(octets: bytes) -> None:
    with pytest.raises(ConnectionResetError):
        begun(octets)


def test_line_that_is_no_header() -> None:
    with pytest.raises(HTTPException):
        begun(b"HTTP/1.1 200 OK\r\nno header\r\n\r\n")
