"""Where the demo may be loaded, and what the command says."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from mesh.core.models import User
from pathways.demo.loader import UnableToLoadDemo, load

pytestmark = pytest.mark.django_db


def test_load_refuses_where_the_setting_is_off(settings):
    settings.DEMO_CONTENT_IS_ALLOWED = False

    with pytest.raises(UnableToLoadDemo, match="never in production"):
        load(now=timezone.now(), say=str)

    assert not User.objects.exists()


def test_the_command_says_which_setting_it_asks_for(settings):
    settings.DEMO_CONTENT_IS_ALLOWED = False

    with pytest.raises(CommandError, match="DEMO_CONTENT_IS_ALLOWED"):
        call_command("load_demo", stdout=StringIO())


def test_accounts_are_printed_as_json_and_nothing_is_loaded():
    out = StringIO()

    call_command("load_demo", accounts=True, stdout=out)

    roles = {account["role"] for account in json.loads(out.getvalue())}
    assert {"administrator", "coordinator", "curator", "trustee", "judge A"} <= roles
    assert not User.objects.exists()
