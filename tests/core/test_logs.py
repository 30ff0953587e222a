"""The request id in log lines."""

import logging

from mesh.core.logs import RequestIdFilter, request_id


def record(**extra) -> logging.LogRecord:
    made = logging.LogRecord("mesh", logging.INFO, __file__, 1, "words", (), None)
    made.__dict__.update(extra)
    return made


def test_a_line_outside_a_request_has_no_id():
    line = record()

    assert RequestIdFilter().filter(line)
    assert line.request_id == "-"


def test_a_line_within_a_request_has_its_id():
    token = request_id.set("abc12345")
    line = record()

    RequestIdFilter().filter(line)

    request_id.reset(token)
    assert line.request_id == "abc12345"


def test_a_line_about_a_request_has_its_id_and_not_what_was_looked_for(rf):
    request = rf.get("/search/?q=private")
    request.request_id = "abc12345"
    line = record(request=request)

    RequestIdFilter().filter(line)

    assert line.request_id == "abc12345"
    assert "private" not in str(line.__dict__)
