"""A result in a sentence whose verb cannot claim more than the evidence allows."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Size(models.TextChoices):
    """How large an effect is, as the authors of a summary judge it."""

    LARGE = "large", gettext_lazy("large")
    MODERATE = "moderate", gettext_lazy("moderate")
    SMALL = "small", gettext_lazy("small but important")
    TRIVIAL = "trivial", gettext_lazy("trivial or none")


# By certainty and direction; %(what)s does something to %(outcome)s.
_IMPROVES: Mapping[str, Any] = {
    "high": gettext_lazy("%(what)s improves %(outcome)s%(size)s."),
    "moderate": gettext_lazy("%(what)s probably improves %(outcome)s%(size)s."),
    "low": gettext_lazy("%(what)s may improve %(outcome)s%(size)s."),
}
_WORSENS: Mapping[str, Any] = {
    "high": gettext_lazy("%(what)s worsens %(outcome)s%(size)s."),
    "moderate": gettext_lazy("%(what)s probably worsens %(outcome)s%(size)s."),
    "low": gettext_lazy("%(what)s may worsen %(outcome)s%(size)s."),
}
_NOTHING: Mapping[str, Any] = {
    "high": gettext_lazy("%(what)s makes little or no difference to %(outcome)s."),
    "moderate": gettext_lazy(
        "%(what)s probably makes little or no difference to %(outcome)s."
    ),
    "low": gettext_lazy("%(what)s may make little or no difference to %(outcome)s."),
}
_SIZES: Mapping[str, Any] = {
    Size.LARGE: gettext_lazy(" a lot"),
    Size.MODERATE: "",
    Size.SMALL: gettext_lazy(" slightly"),
}


def sentence(
    *, what: str, outcome: str, certainty: str, size: Size, is_harm: bool = False
) -> str:
    """What a body of evidence says, in GRADE's wording.

    Args:
        what: the intervention.
        outcome: what it does something to.
        certainty: code of a GRADE level.
        size: how large the effect is.
        is_harm: whether the effect is for the worse.

    Raises:
        KeyError: GRADE has no such certainty.

    Source: Santesso and others 2020, GRADE guidelines 26,
    doi:10.1016/j.jclinepi.2019.10.014. Worked: moderate certainty, moderate size:
    "Number lines probably improves fractions."
    """
    names = {"what": what, "outcome": outcome}
    if certainty == "very_low":
        return (
            _(
                "The evidence is very uncertain about the effect of %(what)s on %(outcome)s."
            )
            % names
        )
    if size == Size.TRIVIAL:
        return str(_NOTHING[certainty]) % names
    words = _WORSENS if is_harm else _IMPROVES
    return str(words[certainty]) % {**names, "size": _SIZES[size]}
