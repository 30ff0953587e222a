"""What production must be told."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from mesh.settings.required import REQUIRED, required

COMPLETE = {
    "SECRET_KEY": "aB3-dE6_gH9jK2mN5pQ8rS1tU4vW7xY0zaB3-dE6_gH9jK2mN5p",
    "ALLOWED_HOSTS": "mesh.example.org,www.mesh.example.org",
    "SITE_URL": "https://mesh.example.org",
    "DATABASE_URL": "postgres://mesh:secret@database:5432/mesh",
    "EMAIL_URL": "smtp://mesh:secret@mail.example.org:587/?tls=True",
    "DEFAULT_FROM_EMAIL": "MESH <mesh@example.org>",
}


def test_a_complete_set_of_variables_is_taken_as_it_is():
    assert required({**COMPLETE, "PATH": "/bin"}) == COMPLETE


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_variable_is_named(name):
    given = {key: value for key, value in COMPLETE.items() if key != name}

    with pytest.raises(ImproperlyConfigured, match=f"{name} is missing: "):
        required(given)


def test_an_empty_variable_is_a_missing_one():
    with pytest.raises(ImproperlyConfigured, match="SITE_URL is missing"):
        required({**COMPLETE, "SITE_URL": "  "})


def test_all_problems_are_told_at_once():
    with pytest.raises(ImproperlyConfigured) as refusal:
        required({})

    assert all(f"  {name} is missing" in str(refusal.value) for name in REQUIRED)
    assert ".env.example" in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("SECRET_KEY", "aB3-dE6_gH9jK2", "has 14 characters and needs 50: make one"),
        ("SECRET_KEY", "django-insecure-" + COMPLETE["SECRET_KEY"], "django-insecure"),
        ("SECRET_KEY", "abcabc" * 10, "repeats few characters: make one"),
        ("ALLOWED_HOSTS", "mesh.example.org,*", "lets every host in"),
        ("SITE_URL", "http://mesh.example.org", "address with https"),
        ("SITE_URL", "https://", "address with https"),
        ("DATABASE_URL", "sqlite:///mesh.sqlite3", "must name PostgreSQL"),
        ("EMAIL_URL", "console:", "must name a mail server"),
        ("DEFAULT_FROM_EMAIL", "MESH", "must hold an address"),
    ],
)
def test_a_weak_variable_is_named_with_the_reason(name, value, reason):
    with pytest.raises(ImproperlyConfigured, match=f"{name} .*{reason}"):
        required({**COMPLETE, name: value})
