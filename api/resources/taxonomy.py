"""Subjects and phases."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router

from api import answers
from api.paging import part_of
from api.parameters import Paging, Parameters
from api.schemas import taxonomy as schemas
from mesh.core.models import Phase, Subject

router = Router(tags=["Subjects and phases"])


@router.get("/subjects", response=schemas.SubjectPage, summary="Subjects and topics")
def list_subjects(
    request: HttpRequest, paging: Annotated[Paging, Parameters(...)]
) -> HttpResponse:
    """Values of the filter `subject`; a subject holds its topics."""
    part = part_of(
        Subject.objects.order_by("order", "name", "pk"),
        paging,
        lambda keys: Subject.objects.filter(pk__in=keys).select_related("parent"),
    )
    return answers.many(request, part, schemas.SubjectPage, _subject)


@router.get("/phases", response=schemas.PhasePage, summary="Phases of schooling")
def list_phases(
    request: HttpRequest, paging: Annotated[Paging, Parameters(...)]
) -> HttpResponse:
    """Values of the filter `phase`."""
    part = part_of(
        Phase.objects.order_by("order", "age_from", "pk"),
        paging,
        lambda keys: Phase.objects.filter(pk__in=keys),
    )
    return answers.many(request, part, schemas.PhasePage, _phase)


def _subject(subject: Subject) -> schemas.Subject:
    parent = subject.parent.slug if subject.parent else None
    return schemas.Subject(slug=subject.slug, name=subject.name, parent=parent)


def _phase(phase: Phase) -> schemas.Phase:
    return schemas.Phase(
        **{name: getattr(phase, name) for name in schemas.Phase.model_fields}
    )
