"""What people do in several journeys: follow a mail, sign in, fill in a form."""

import re

from mesh.core.models import OutgoingMail
from tests.functional.content import path_of

FACTORY_PASSWORD = "password"  # of people that `UserFactory` makes
PASSWORD = "correct-horse-battery-7"


def mail_to(address, event):
    """The last mail of a kind to an address; fails when none was written."""
    found = OutgoingMail.objects.filter(to=address, event__endswith=f"emails/{event}")
    return found.latest("created_at")


def link_in(mail, part):
    """The path of the link in a mail whose address holds `part`."""
    links = re.findall(r"https?://\S+", mail.text)
    return path_of(next(link for link in links if part in link))


def sign_in(window, email, password=FACTORY_PASSWORD):
    """Sign in where the page asks for it, or at the admin's door."""
    if "/login/" not in window.url:
        window.goto("/admin/login/")
    fill(window, username=email, password=password)
    window.get_by_role("button", name="Sign in").click()
    window.wait_for_url(lambda url: "/login/" not in url)


def choose(window, **values):
    """Tick radio buttons by field and value: `choose(window, decision="accept")`."""
    for name, value in values.items():
        window.locator(f'[name="{name}"][value="{value}"]').check()


def fill(window, **values):
    """Write into fields by their names."""
    for name, value in values.items():
        window.locator(f'[name="{name}"]').fill(value)


def press(window, name):
    """Press the button of that name."""
    window.get_by_role("button", name=name, exact=True).first.click()
