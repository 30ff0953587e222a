"""Servers that behave badly, for the tests of what the search does then."""

import contextlib
import json
import socket
import threading
import time

PRODUCT = b"X-Elastic-Product: Elasticsearch\r\n"


@contextlib.contextmanager
def listening(answer):
    """A server on a free port; `answer(connection)` says what each caller gets."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        stopped = threading.Event()

        def serve():
            while not stopped.is_set():
                try:
                    connection, _address = server.accept()
                except OSError:
                    return
                threading.Thread(
                    target=_handle, args=(connection, answer, stopped), daemon=True
                ).start()

        threading.Thread(target=serve, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            stopped.set()
            server.shutdown(socket.SHUT_RDWR)


def _handle(connection, answer, stopped):
    with connection, contextlib.suppress(OSError):
        answer(connection, stopped)


def hang(connection, stopped):
    """Accepts, and never says anything."""
    stopped.wait(20)


def drip(connection, stopped):
    """Sends one byte at a time, for ever: each arrives before a read times out."""
    connection.recv(65536)
    connection.sendall(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + PRODUCT
    )
    connection.sendall(b"Content-Length: 100000\r\n\r\n")
    while not stopped.is_set():
        connection.sendall(b" ")
        time.sleep(0.2)


def close(connection, stopped):
    """Hangs up at once."""


def noise(connection, stopped):
    """Speaks no HTTP."""
    connection.recv(65536)
    connection.sendall(b"\x00\xff SSH-2.0 what?\r\n\r\n")


def replying(status, body, content_type="application/json"):
    """Answers every request with this."""
    payload = body if isinstance(body, bytes) else json.dumps(body).encode()

    def reply(connection, stopped):
        connection.recv(65536)
        head = (
            f"HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\n"
            f"Content-Length: {len(payload)}\r\nConnection: close\r\n"
        )
        connection.sendall(head.encode() + PRODUCT + b"\r\n" + payload)

    return reply


def error(status, kind):
    """An answer as Elasticsearch puts its errors."""
    reason = {"type": kind, "reason": kind, "root_cause": []}
    return replying(status, {"error": reason, "status": status})


def result(**changes):
    """A search result with something wrong in it."""
    whole = {
        "timed_out": False,
        "_shards": {"total": 1, "successful": 1, "failed": 0},
        "hits": {"total": {"value": 0, "relation": "eq"}, "hits": []},
        "aggregations": {},
    }
    return replying(200, {**whole, **changes})
