"""Tags for the templates of pathways and knowledge pages: `{% load pathways %}`."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence.constants import EffectMetric, Measure
from evidence.models import Finding

register = template.Library()

# Within a script element only these can end it or be read as markup.
JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def json_ld(data: Mapping[str, Any]) -> SafeString:
    """Data for a script element of type application/ld+json, which is never run."""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    return mark_safe(text.translate(JSON_ESCAPES))  # noqa: S308 - escaped just here


@register.filter
def choice_label(value: Any, name: str) -> str:
    """What a choice block's value is called: `{{ value|choice_label:"cost" }}`."""
    choices = dict(value.block.child_blocks[name].field.choices)
    return str(choices.get(value.get(name), ""))


@register.filter
def chosen(values: Iterable[Any]) -> list[Any]:
    """What was chosen in a list of choosers, without what has been deleted since."""
    return [value for value in values if value is not None]


@register.filter
def can_be_drawn(finding: Finding) -> bool:
    """Whether the drawing says more than the number: an effect with an interval."""
    return finding.effect_size is not None and finding.ci_low is not None


@register.filter
def is_ratio(finding: Finding) -> bool:
    """Whether no difference is 1, not 0."""
    return finding.effect_metric == EffectMetric.ODDS_RATIO


@register.filter
def finding_facts(finding: Finding) -> list[str]:
    """What a reader needs beside the number: kind, measure, k, n, clusters, delay."""
    facts = [str(finding.get_outcome_kind_display())]
    if finding.measure != Measure.UNKNOWN:
        facts.append(str(finding.get_measure_display()))
    counts = [
        (finding.effects_pooled, _("k = %s effects pooled")),
        (finding.sample_size, _("n = %s")),
        (finding.clusters, _("%s classes or schools")),
    ]
    facts += [text % number_format(count) for count, text in counts if count]
    studies = finding.study.studies_included
    if studies:
        facts.append(
            ngettext("%(count)d study", "%(count)d studies", studies)
            % {"count": studies}
        )
    if finding.comparison:
        facts.append(_("compared with %s") % finding.comparison)
    if finding.subgroup:
        facts.append(finding.subgroup)
    if finding.delay:
        facts.append(_("measured %s") % finding.delay)
    return [*facts, str(finding.study.get_design_display())]
