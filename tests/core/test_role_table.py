"""The table of roles in the documents."""

from pathlib import Path

from django.core.management import call_command

from evidence import permissions as evidence_permissions
from mesh.core import role_table
from mesh.core.constants import Role


def test_the_documents_say_what_the_code_says():
    said = Path("docs/roles.md").read_text()

    assert said == role_table.as_markdown(), "docs/roles.md is old: run `make roles`"


def test_every_row_of_an_app_is_in_the_table():
    table = role_table.as_markdown()

    for action, roles in evidence_permissions.TABLE:
        row = next(line for line in table.splitlines() if f"| {action} |" in line)
        cells = [cell.strip() for cell in row.strip("|").split("|")][1:]
        assert cells == ["yes" if role in roles else "–" for role in Role]


def test_the_command_prints_the_page(capsys):
    call_command("describe_roles")

    assert capsys.readouterr().out == role_table.as_markdown()
