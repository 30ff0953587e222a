"""The groups behind the roles, and the rights that each app adds to them."""

from django.contrib.auth.models import Group, Permission

from mesh.core.constants import Role


def ensure_groups() -> None:
    """Make the group of every role; harmless when they stand already."""
    for role in Role:
        Group.objects.get_or_create(name=role.value)


def grant(role: Role, *permissions: str) -> None:
    """Give a role's group model permissions, named "app_label.codename".

    Raises:
        Permission.DoesNotExist: a permission is unknown; run migrate first.
    """
    group, _created = Group.objects.get_or_create(name=role.value)
    for name in permissions:
        app_label, codename = name.split(".")
        group.permissions.add(
            Permission.objects.get(content_type__app_label=app_label, codename=codename)
        )
