"""Published pathways, and their maps in MESH's own interchange format."""

from typing import Annotated, Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from pydantic import Field

from api import answers
from api.paging import part_of
from api.parameters import MAX_VALUES, Nothing, Paging, Parameters, Slug, check_slugs
from api.schemas import pathways as schemas
from mesh.core.models import Phase, Subject
from pathways.interchange.documents import MapFormat
from pathways.interchange.exporting import export_map
from pathways.models import PathwayPage, SubjectPage
from pathways.querysets import public
from workflows.models import Verdict

router = Router(tags=["Pathways"])
PathwayId = Annotated[int, Path(ge=1, le=2**31 - 1, description="Id of the pathway.")]
PLAIN = ("title", "summary", "first_published_at", "last_published_at")


class PathwayFilters(Paging):
    """Which pathways to show."""

    subject: list[Slug] = Field(
        [],
        max_length=MAX_VALUES,
        description="Slug of a subject or topic.",
    )
    phase: list[Slug] = Field(
        [], max_length=MAX_VALUES, description="Slug of a phase of schooling."
    )

    def rows(self) -> Any:
        """The pathways that are asked for, by title.

        Raises:
            Problem: there is no such subject or phase.
        """
        check_slugs(subject=(Subject, self.subject), phase=(Phase, self.phase))
        found = published()
        if self.subject:
            pages = SubjectPage.objects.filter(subject__slug__in=self.subject)
            about = Q(topics__slug__in=self.subject)
            for path in pages.values_list("path", flat=True):
                about |= Q(path__startswith=path)
            found = found.filter(about)
        if self.phase:
            found = found.filter(phases__slug__in=self.phase)
        return found.order_by("title", "pk").distinct()


@router.get("/pathways", response=schemas.PathwayPage, summary="Pathways, as a list")
def list_pathways(
    request: HttpRequest, filters: Annotated[PathwayFilters, Parameters(...)]
) -> HttpResponse:
    """Pathways that were reviewed, judged and published, without their maps."""
    part = part_of(filters.rows(), filters, _read)
    return answers.many(
        request, part, schemas.PathwayPage, lambda page: _shown(page, request)
    )


@router.get("/pathways/{pathway_id}", response=schemas.PathwayMap, summary="One map")
def get_pathway(
    request: HttpRequest,
    pathway_id: PathwayId,
    nothing: Annotated[Nothing, Parameters(...)],
) -> HttpResponse:
    """The map of a pathway as another MESH imports it.

    Nothing in it names or links to a page that readers can't see.
    """
    page = published().filter(pk=pathway_id).first() or answers.missing()
    export = export_map(page=page, form=MapFormat.JSON, public=True)
    return HttpResponse(export.text, content_type=answers.JSON)


def published() -> Any:
    """Pathways that everybody may read, each under a standing verdict.

    The verdict is asked for as the page itself asks before it is served: a row that was
    made live behind Django's back is not shown here either.
    """
    standing = Verdict.objects.standing()
    own = standing.filter(
        round__page_id=OuterRef("pk"), revision_id=OuterRef("live_revision_id")
    )
    copied = standing.filter(
        round__page_id=OuterRef("alias_of_id"),
        revision_id=OuterRef("alias_of__live_revision_id"),
    )
    is_warranted = (Q(alias_of=None) & Exists(own)) | (
        Q(alias_of__live=True) & Exists(copied)
    )
    return public(PathwayPage.objects).filter(is_warranted)


def _read(keys: Any) -> Any:
    pages = PathwayPage.objects.filter(pk__in=keys).select_related("organisation")
    return pages.defer("nodes").prefetch_related("phases", "topics")


def _shown(page: Any, request: HttpRequest) -> schemas.Pathway:
    return schemas.Pathway(
        id=page.pk,
        links=schemas.PathwayLinks(
            self=answers.address(request, "get_pathway", pathway_id=page.pk),
            page=page.get_full_url(request) or "",
        ),
        **{name: getattr(page, name) for name in PLAIN},
        organisation=page.organisation.name,
        phases=[each.slug for each in page.phases.all()],
        topics=[each.slug for each in page.topics.all()],
    )
