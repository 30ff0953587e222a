"""What a test server is, and the one that the user names."""

import os
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

STANDARD_PORTS = {"DATABASE_URL": 5432, "ELASTICSEARCH_URL": 9200}
PATIENCE_SECONDS = 5


@dataclass(frozen=True)
class Engine:
    """A server for the tests: `url` is empty when there is none, for the `reason`."""

    name: str
    url: str = ""
    origin: str = ""
    reason: str = ""


def given(name: str, variable: str) -> Engine:
    """The server that a variable names; one that does not answer is no server."""
    url = os.environ[variable]
    place = urlsplit(url)
    address = (place.hostname or "", place.port or STANDARD_PORTS[variable])
    try:
        socket.create_connection(address, PATIENCE_SECONDS).close()
    except OSError as error:
        return Engine(name, reason=f"{variable} is given, but nothing answers: {error}")
    return Engine(name, url, f"given by {variable}")


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def last_line(output: str) -> str:
    """What a program said last, as the reason why it failed."""
    lines = output.strip().splitlines()
    return lines[-1] if lines else "it did not start"
