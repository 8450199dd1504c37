from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator

import pytest

from vault.core.errors import StorageError
from vault.shop.log_lines import JsonLines, LogLines, write_logs


def record(message: str, *args: object, **more: object) -> logging.LogRecord:
    made = logging.LogRecord("vault.shop", logging.ERROR, __file__, 1, message, args, None)
    made.created = 1795003200.5
    made.__dict__ |= more
    return made


def failed() -> logging.LogRecord:
    made = record("Exception in ASGI application\n")
    try:
        int("Planted")
    except ValueError:
        made.exc_info = sys.exc_info()
    return made


def test_a_line_for_programs_is_one_json_object() -> None:
    found = json.loads(
        JsonLines().format(record("store: %s", StorageError("store_away"), place="/x", code="store_away"))
    )
    assert found == {
        "at": "2026-11-18T12:00:00.500Z",
        "level": "error",
        "logger": "vault.shop",
        "message": "store: store_away",
        "place": "/x",
        "code": "store_away",
    }


def test_a_line_for_people_says_the_same() -> None:
    assert LogLines().format(record("hello")) == "2026-11-18T12:00:00.500Z error vault.shop: hello"


@pytest.mark.parametrize("made", [JsonLines(), LogLines()])
def test_what_an_exception_quotes_is_never_written(made: logging.Formatter) -> None:
    line = made.format(failed())
    assert "Planted" not in line
    assert "ValueError" in line
    assert "test_log_lines.py" in line
    assert "failed" in line
    assert "\n" not in line


@pytest.mark.parametrize("made", [JsonLines(), LogLines()])
def test_nobody_writes_a_second_line_or_colours(made: logging.Formatter) -> None:
    line = made.format(record("%s", "a\r\nb\x1b[31m\u202ec"))
    assert line.isprintable()


@pytest.fixture
def own_root() -> Iterator[None]:
    root, shop = logging.getLogger(), logging.getLogger("vault.shop")
    before = (list(root.handlers), root.level, shop.level)
    yield
    root.handlers[:], root.level = before[0], before[1]
    shop.setLevel(before[2])


@pytest.mark.parametrize(("log_format", "begins"), [("json", '{"at"'), ("text", "20")])
def test_it_is_written_once_to_the_standard_error(
    log_format: str, begins: str, own_root: None, capsys: pytest.CaptureFixture[str]
) -> None:
    write_logs(log_format)
    write_logs(log_format)
    logging.getLogger("vault.shop").info("refused")
    logging.getLogger("uvicorn.error").info("started")
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(begins)
    assert "refused" in line
