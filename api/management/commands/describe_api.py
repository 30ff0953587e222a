"""`manage.py describe_api`: the OpenAPI document, as docs/openapi-v1.json keeps it."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from api import openapi


class Command(BaseCommand):
    """Prints the document."""

    help = "Print the OpenAPI document of the public API."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(openapi.document(), indent=1, ensure_ascii=False))
