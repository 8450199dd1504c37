"""``status-host``: whether a host of status lists is used, and which."""

from __future__ import annotations

import argparse

from vault.cli.exit_codes import DONE
from vault.cli.program import Program
from vault.customer.status_pool import draw_places, free_places, set_status_host, status_host


def status_host_(program: Program, arguments: argparse.Namespace) -> int:
    """Name a host, name none any more, or only say which it is and how many places wait."""
    with program.open_session() as session:
        if arguments.none or arguments.host is not None:
            set_status_host(session, arguments.host)
        draw_places(session, program.fetcher())
        host, waiting = status_host(session), free_places(session)
    if host is None:
        lines = [program.say("no_status_host")]
    else:
        lines = [program.say("status_host", host=host, count=waiting), program.say("status_host_sees")]
    program.show({"host": host, "places": waiting}, lines)
    return DONE
