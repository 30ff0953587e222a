"""Organisations, accounts, phases and subjects of the demo."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from mesh.core.constants import MembershipRole
from mesh.core.models import Membership, Organisation, Phase, Subject, User
from pathways.demo.catalogue import Entry, read

EMAIL = "demo-{key}@example.org"


def ensure_taxonomy() -> None:
    """Phases, subjects and topics; those that stand are left as they are."""
    taxonomy = read("taxonomy")
    for order, entry in enumerate(taxonomy["phase"]):
        Phase.objects.get_or_create(
            slug=entry["slug"],
            defaults={
                "name": entry["name"],
                "age_from": entry["age_from"],
                "age_to": entry["age_to"],
                "order": order,
            },
        )
    for order, entry in enumerate(taxonomy["subject"]):
        subject, _created = Subject.objects.get_or_create(
            slug=entry["slug"], defaults={"name": entry["name"], "order": order}
        )
        for place, (slug, name) in enumerate(entry["topics"].items()):
            Subject.objects.get_or_create(
                slug=slug, defaults={"name": name, "parent": subject, "order": place}
            )


def ensure_people() -> None:
    """Organisations and accounts; an account that stands keeps its password."""
    data = read("people")
    for entry in data["organisation"]:
        Organisation.objects.get_or_create(
            slug=entry["slug"],
            defaults={
                name: entry[name] for name in ("name", "kind", "domain", "description")
            },
        )
    missing = [
        entry
        for entry in data["person"]
        if not User.objects.filter(email=email_of(entry["key"])).exists()
    ]
    # Hashed once for all: each hash takes a third of a second, on purpose.
    password = make_password(data["password"]) if missing else ""
    for entry in missing:
        _make_account(entry, password)


def _make_account(entry: Entry, password: str) -> None:
    first_name, _space, last_name = entry["name"].partition(" ")
    is_administrator = entry.get("administrator", False)
    user = User.objects.create_user(
        email_of(entry["key"]),
        first_name=first_name,
        last_name=last_name,
        is_staff=is_administrator,
        is_superuser=is_administrator,
    )
    user.password = password
    user.save(update_fields=["password"])
    user.groups.set(Group.objects.filter(name__in=entry["roles"]))
    for name, role in (
        ("member_of", MembershipRole.MEMBER),
        ("editor_of", MembershipRole.EDITOR),
    ):
        for slug in entry.get(name, ()):
            Membership.objects.create(
                user=user, organisation=Organisation.objects.get(slug=slug), role=role
            )


def email_of(key: str) -> str:
    """The address of a person of the demo."""
    return EMAIL.format(key=key)


def person(key: str) -> User:
    """A person of the demo by their key in `content/people.toml`."""
    return User.objects.get(email=email_of(key))


def accounts() -> list[dict[str, str]]:
    """Role, email and password of each account, for who wants to try them."""
    data = read("people")
    return [
        {
            "role": entry["name"].removeprefix("Demo "),
            "email": email_of(entry["key"]),
            "password": data["password"],
        }
        for entry in data["person"]
    ]


def author_of(entry: Entry) -> User:
    """Who writes a page: the demo's author in the association that owns it."""
    return User.objects.get(
        email__in=[
            email_of(person["key"])
            for person in read("people")["person"]
            if "Authors" in person["roles"]
        ],
        organisations__slug=owner_of(entry),
    )


def owner_of(entry: Entry) -> str:
    """The association that owns a page, by its subject unless the page says so."""
    owners = read("people")["owner"]
    return str(entry.get("organisation") or owners[entry["subject"]])
