"""Where a request comes from, with and without proxies."""

import pytest

from mesh.core.clients import client_address


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "", "192.0.2.1"),
        (0, "198.51.100.7", "192.0.2.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (2, "203.0.113.9, 198.51.100.7", "203.0.113.9"),
        (2, "198.51.100.7", ""),
        (1, "", ""),
    ],
)
def test_the_address_is_what_our_outermost_proxy_saw(
    rf, settings, proxies, forwarded, expected
):
    settings.TRUSTED_PROXIES = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}

    request = rf.get("/", headers=headers, REMOTE_ADDR="192.0.2.1")

    assert client_address(request) == expected
