"""A knowledge page: what a node of a pathway leads to."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, ReferenceIndex
from wagtail.search import index

from evidence.constants import ConceptKind
from mesh.core.fields import StreamField
from pathways import completeness, reading
from pathways.about import about_page
from pathways.blocks.knowledge import KnowledgeStreamBlock
from pathways.constants import KnowledgeKind
from pathways.forms import KnowledgePageForm
from pathways.joining_panel import JoiningPanel
from pathways.metadata import structured_data
from pathways.models.described import (
    JOINING_HEADING,
    PLACE_PANELS,
    DescribedPageMixin,
    WatchedDraftMixin,
)
from pathways.models.pathway import PathwayPage
from pathways.pictures import fetch_renditions
from pathways.querysets import public
from workflows.models import ReviewedPageMixin


class KnowledgePage(WatchedDraftMixin, ReviewedPageMixin, DescribedPageMixin, Page):
    """What is known about one barrier or one intervention, fully referenced."""

    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=KnowledgeKind,
        help_text=_("It decides which parts the page must have."),
    )
    about_barrier = models.ForeignKey(
        "evidence.Barrier",
        models.SET_NULL,  # in drafts; under a page it is not deleted at all
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("barrier's record"),
        help_text=_("Only on a page about a barrier: its record in the evidence."),
    )
    about_intervention = models.ForeignKey(
        "evidence.Intervention",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("intervention's record"),
        help_text=_(
            "Only on a page about an intervention: its record in the evidence, with all "
            "findings on it."
        ),
    )
    body = StreamField(KnowledgeStreamBlock(), blank=True, verbose_name=_("parts"))

    base_form_class = KnowledgePageForm
    content_panels = [
        JoiningPanel(heading=JOINING_HEADING),
        *Page.content_panels,
        FieldPanel("kind"),
        MultiFieldPanel(
            [FieldPanel("about_barrier"), FieldPanel("about_intervention")],
            heading=_("Record in the evidence"),
        ),
        FieldPanel("summary"),
        FieldPanel(
            "body",
            heading=_("Parts of the page"),
            help_text=_(
                "Add the parts with the + buttons, in any order: readers see them in "
                "one order. You may save a draft at any time. Every part listed for the "
                "page’s kind, and every part “for both” except further reading, must "
                "be there before the page goes to review."
            ),
        ),
        *PLACE_PANELS,
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("body"),
        index.FilterField("kind"),
    ]
    parent_page_types = ["pathways.SubjectPage"]
    subpage_types: list[str] = []
    page_description = _("What is known about one barrier or one intervention.")

    class Meta:
        verbose_name = _("knowledge page")
        verbose_name_plural = _("knowledge pages")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        parts = reading.reading_parts(self.body)
        references = reading.cited_references(self.body)
        fetch_renditions([*self.body])
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "card": next((part for part in parts if part.is_card), None),
            "parts": [part for part in parts if not part.is_card],
            "references": references,
            "structured_data": structured_data(
                self, request, kind="ScholarlyArticle", references=references
            ),
            "pathways": self.pathways(),
            "about": about_page(self),
            "phase_list": list(self.phases.all()),
            "topic_list": list(self.topics.all()),
        }

    @property
    def about_key(self) -> tuple[str, int] | None:
        """Kind and key of the record it is about, read without a query."""
        if self.about_barrier_id is not None:
            return ConceptKind.BARRIER, self.about_barrier_id
        if self.about_intervention_id is not None:
            return ConceptKind.INTERVENTION, self.about_intervention_id
        return None

    def pathways(self) -> list[PathwayPage]:
        """Public pathways of which a node leads here, by title."""
        sources = ReferenceIndex.get_references_to(self).filter(
            base_content_type=ContentType.objects.get_for_model(Page)
        )
        keys = sources.annotate(key=Cast("object_id", models.BigIntegerField()))
        return list(
            public(PathwayPage.objects)
            .filter(pk__in=keys.values("key"))
            .order_by("title")
        )

    def missing_for_review(self) -> list[str]:
        """See `workflows.protocols.Reviewable`."""
        missing = completeness.blank_fields(self, "title", "kind", "summary")
        parts = [
            *completeness.missing_parts(self.kind, self.body),
            *completeness.empty_parts(self.kind, self.body).values(),
        ]
        return [
            *missing,
            *(str(part.heading) for part in parts),
            *completeness.misplaced(self.kind, self.body),
            *completeness.problems(self.body),
        ]
