"""The rules behind the ratings."""

from collections.abc import Sequence
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router

from api import answers
from api.paging import whole_list
from api.parameters import Nothing, Paging, Parameters, SlugInPath
from api.schemas import ratings as schemas
from evidence.ratings.catalogue import RULE_SETS
from evidence.ratings.rule_sets import RuleSet

router = Router(tags=["Ratings"])


@router.get("/rule-sets", response=schemas.RuleSetPage, summary="Rule sets, as a list")
def list_rule_sets(
    request: HttpRequest, paging: Annotated[Paging, Parameters(...)]
) -> HttpResponse:
    """Whose criteria MESH applies, in which edition, and what they do not settle."""
    part = whole_list(list(RULE_SETS.values()), paging)
    return answers.many(
        request, part, schemas.RuleSetPage, lambda each: _shown(each, request)
    )


@router.get("/rule-sets/{key}", response=schemas.RuleSet, summary="One rule set")
def get_rule_set(
    request: HttpRequest, key: SlugInPath, nothing: Annotated[Nothing, Parameters(...)]
) -> HttpResponse:
    """The rules of one rule set in words."""
    found = RULE_SETS.get(key) or answers.missing()
    return answers.one(_shown(found, request))


def _shown(each: RuleSet, request: HttpRequest) -> schemas.RuleSet:
    page = reverse("evidence:rule_set", args=[each.key])
    return schemas.RuleSet(
        key=each.key,
        page=request.build_absolute_uri(page),
        name=str(each.name),
        rates=each.subject,
        version=each.version,
        edition=str(each.edition),
        publisher=str(each.source.publisher),
        source=each.source.citation,
        source_url=each.source.url,
        computed_with=each.computed_with,
        is_own_proposal=each.is_own_proposal,
        note=str(each.note),
        levels=[
            schemas.Level(code=level.code, label=str(level.label), rank=level.rank)
            for level in each.levels
        ],
        rules=[
            schemas.Rule(key=rule.key, text=str(rule.text), certainty=rule.certainty)
            for rule in each.rules
        ],
        left_open=_texts(each.left_open),
    )


def _texts(values: Sequence[object]) -> list[str]:
    return [str(value) for value in values]
