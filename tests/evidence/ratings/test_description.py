"""The page of rules is what the code says."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command

PAGE = Path(__file__).parents[3] / "docs" / "features" / "rating-rules.md"


def test_the_page_of_rules_is_up_to_date():
    written = StringIO()

    call_command("describe_ratings", stdout=written)

    assert written.getvalue() == PAGE.read_text(encoding="utf-8"), (
        "run: manage.py describe_ratings > docs/features/rating-rules.md"
    )
