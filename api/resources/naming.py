"""An intervention as a filter: by its slug, or by any of its names."""

from django.utils.translation import gettext as _
from pydantic import BaseModel, Field

from api.parameters import MAX_VALUES, SHOWN, Text, refuse
from api.problems import ParameterError
from evidence.models import Intervention

SUGGESTED = 10


class NamedIntervention(BaseModel):
    """Which intervention."""

    intervention: list[Text] = Field(
        [],
        max_length=MAX_VALUES,
        description="Intervention: its slug, or any of its names in any spelling.",
    )

    def interventions(self) -> list[int]:
        """Keys of the interventions; none where nothing was asked for.

        Raises:
            Problem: no intervention is called so; the answer suggests others.
        """
        found, errors = [], []
        for name in self.intervention:
            by_slug = Intervention.objects.filter(slug=name)
            row = by_slug.first() or Intervention.objects.named(name).first()
            if row:
                found.append(row.pk)
            else:
                errors.append(_unknown(name))
        if errors:
            refuse(errors)
        return found


def _unknown(name: str) -> ParameterError:
    alike = Intervention.objects.matching(name).order_by("name") if name else None
    slugs = list(alike.values_list("slug", flat=True)[:SUGGESTED]) if alike else []
    message = _("There is no intervention of this name; /api/v1/interventions has all.")
    return ParameterError("intervention", message, name[:SHOWN], slugs)
