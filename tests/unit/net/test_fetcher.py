"""Requests and responses as values."""

from __future__ import annotations

from vault.net.fetcher import HttpRequest, HttpResponse


def test_repr_hides_what_travels() -> None:
    request = HttpRequest("POST", "https://shop.example/stop/secret", b"secret", "application/json")
    response = HttpResponse(200, {"location": "https://shop.example/secret"}, b"secret", "application/json")
    assert "secret" not in repr(request) + repr(response)
