"""``preference-shop serve`` as a process: what a signal, a killed worker and the environment do to it."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.integration.shop_process import FORM, SECONDS, Browser, Customer, Running, new_shop, running, send
from tests.real_postgresql import postgresql
from tests.unit.shop.example import HOST
from vault.core.value import Value
from vault.shop import tables
from vault.shop.database import open_database

PHONE = {"phone": Value("Planted Phone 7")}
SERVES = r"Serving \S+ on 127\.0\.0\.1:(\d+)"


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def serving(folder: Path, *flags: str, **environment: str) -> Iterator[Running]:
    """The program, once it answers."""
    start = "import sys; from vault.__main__ import shop_main; sys.exit(shop_main())"
    listen = () if "PREFERENCE_SHOP_LISTEN" in environment else ("--listen", f"127.0.0.1:{free_port()}")
    command = ["-c", start, "--language", "en", "serve", *listen, *flags]
    with running(command, folder, SERVES, **environment) as shop:
        until(lambda: answers(shop.port))
        yield shop


def until(holds: object) -> None:
    """Wait for it, while the machine is busy."""
    assert callable(holds)
    end = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def answers(port: int) -> bool:
    try:
        return (
            send(port, "GET", "/preferences/health", seconds=2).status == 200
        )  # who ends takes no more, and says nothing
    except OSError:
        return False


def half_sent(port: int, form: bytes) -> http.client.HTTPConnection:
    """An answer under way: the server has its head and half of its body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    connection.putrequest("POST", "/preferences/answer", skip_host=True)
    for name, text in (("host", HOST), ("content-type", FORM), ("content-length", str(len(form)))):
        connection.putheader(name, text)
    connection.endheaders(form[: len(form) // 2])
    return connection


def imported(where: Path | str) -> int:
    engine = open_database(where)
    with engine.connect() as connection:
        found = connection.execute(select(func.count()).select_from(tables.item)).scalar_one()
    engine.dispose()
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path | str, dict[str, str]]]:
    """Where it is, and the environment that says so."""
    if request.param == "sqlite":
        yield tmp_path / "preferences.db", {}
        return
    with postgresql() as server:
        places = {"STORE": server.new(), "KEY_STORE": server.new(), "KEY_RING": str(tmp_path / "ring")}
        yield places["STORE"], {f"PREFERENCE_SHOP_{name}": found for name, found in places.items()}


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_signal_lets_the_answer_under_way_finish(workers: str, tmp_path: Path) -> None:
    authority = new_shop(tmp_path)
    with serving(tmp_path, "--workers", workers) as shop:
        customer, browser = Customer(shop.port, authority), Browser(shop.port)
        form = customer.answer_to(customer.asked(browser, "phone"), PHONE)
        with closing(half_sent(shop.port, form)) as connection:
            shop.process.send_signal(signal.SIGTERM)
            until(lambda: not answers(shop.port))
            connection.send(form[len(form) // 2 :])
            reply = connection.getresponse()
            body = reply.read()
        assert (reply.status, b'"receipt"' in body) == (200, True)
        assert shop.process.wait(SECONDS) == 0
    assert imported(tmp_path / "preferences.db") == 1
    assert not any("Traceback" in line or "error" in line for line in shop.said), shop.said


def test_killed_mid_answer_the_retry_ends_in_one_import(
    store: tuple[Path | str, dict[str, str]], tmp_path: Path
) -> None:
    authority, (where, environment) = new_shop(tmp_path), store
    with serving(tmp_path, "--workers", "2", **environment) as shop:
        customer, browser = Customer(shop.port, authority), Browser(shop.port)
        form = customer.answer_to(customer.asked(browser, "phone"), PHONE)
        with closing(half_sent(shop.port, form)):
            before = workers_of(shop.process.pid)
            for pid in before:
                os.kill(pid, signal.SIGKILL)
            until(lambda: not before & workers_of(shop.process.pid) and answers(shop.port))
        replies = {send(shop.port, "POST", "/preferences/answer", {"content-type": FORM}, form).body for _ in range(4)}
        assert len(replies) == 1
        assert shop.end() == 0
    assert imported(where) == 1


def workers_of(pid: int) -> set[int]:
    """The processes that serve; the resource tracker of multiprocessing is none."""
    found = set()
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        command = Path(f"/proc/{child}/cmdline").read_bytes()
        found |= {int(child)} if b"spawn_main" in command else set()
    return found


def test_settings_of_the_file_the_environment_and_flags(tmp_path: Path) -> None:
    authority = new_shop(tmp_path)
    elsewhere, metrics = tmp_path / "elsewhere", free_port()
    elsewhere.mkdir()
    settings = tmp_path / "preferences.toml"
    table = f'[serve]\nlisten = "127.0.0.1:1"\nworkers = 2\nlog_format = "text"\nmetrics_listen = "127.0.0.1:{metrics}"'
    settings.write_text(f"{settings.read_text('utf-8')}\n{table}\n", "utf-8")
    environment = {
        "PREFERENCE_SHOP_POLICY": str(settings),
        "PREFERENCE_SHOP_LISTEN": f"127.0.0.1:{free_port()}",
        "PREFERENCE_SHOP_STORE": "shop.db",
        "PREFERENCE_SHOP_WORKERS": "1",
    }
    with serving(elsewhere, "--log-format", "json", "--workers", "2", **environment) as shop:
        customer, browser = Customer(shop.port, authority), Browser(shop.port)
        assert customer.share(browser, PHONE).status == 303
        assert send(shop.port, "POST", "/preferences/answer", {"content-type": FORM}, b"response=x").status == 400
        counted = send(metrics, "GET", "/metrics").text
        assert shop.end() == 0
    assert (elsewhere / "shop.db").exists()
    assert not (tmp_path / "preferences.db").exists()
    name = "preference_shop_requests_total"
    assert f'{name}{{endpoint="/preferences/answer",outcome="ok"}} 1.0' in counted
    assert re.search(rf'{name}{{endpoint="/preferences/answer",outcome="\w+"}} 1.0', counted.replace('="ok"', ""))
    assert 'preference_shop_request_seconds_count{endpoint="/preferences/request/{id}"} 1.0' in counted
    assert "Planted" not in counted
    lines = [json.loads(line) for line in shop.said if line.startswith("{")]
    refused = [line for line in lines if line.get("place") == "/preferences/answer"]
    assert [line["level"] for line in refused] == ["info"]
    assert refused[0]["code"] in refused[0]["message"]
    assert "Planted" not in "".join(shop.said)


def test_what_cannot_be_served_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    new_shop(tmp_path)
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        metrics = f"127.0.0.1:{taken.getsockname()[1]}"
        start = "import sys; from vault.__main__ import shop_main; sys.exit(shop_main())"
        command = ["-c", start, "--language", "en", "serve", "--metrics-listen", metrics, "--listen", "127.0.0.1:0"]
        with running(command, tmp_path, r"The address 127\.0\.0\.1:(\d+) is taken") as shop:
            assert shop.process.wait(SECONDS) == 7
    assert not any("Traceback" in line for line in shop.said)
