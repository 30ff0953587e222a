"""What people do in several journeys: follow a mail, sign in, fill in a form."""

import re

from mesh.core.models import OutgoingMail
from tests.functional.content import path_of

FACTORY_PASSWORD = "password"  # of people that `UserFactory` makes
PASSWORD = "correct-horse-battery-7"
# An outline or a shadow on the element, or on what it draws over its card.
FOCUS_IS_SEEN = """() => {
  const element = document.activeElement;
  const { width, height } = element.getBoundingClientRect();
  const isDrawn = (part) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element, part);
    const isOutlined = outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
    return isOutlined || boxShadow !== "none";
  };
  return width > 1 && height > 1 && [null, "::after"].some(isDrawn);
}"""
MOST_STOPS = 80


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


def press_key_until(window, key, selector):
    """Go from stop to stop until one matches; each must be seen to have the focus."""
    for _ in range(MOST_STOPS):
        window.keyboard.press(key)
        here = window.evaluate("document.activeElement.cloneNode().outerHTML")
        assert window.evaluate(FOCUS_IS_SEEN), f"the focus is not seen on {here}"
        if window.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{key} never comes to {selector}")
