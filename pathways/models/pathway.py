"""A pathway: a mindmap whose nodes lead to knowledge pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from mesh.core.fields import StreamField
from mesh.core.page_cache import keep_with_query
from pathways import completeness, outline
from pathways.blocks import writing  # noqa: F401 - registers the editor's outline
from pathways.blocks.nodes import PathwayStreamBlock
from pathways.comparison import MapPanel
from pathways.fork_panel import ForkPanel
from pathways.forms import PathwayPageForm
from pathways.joining_panel import JoiningPanel
from pathways.metadata import structured_data
from pathways.models.described import (
    JOINING_HEADING,
    PLACE_PANELS,
    DescribedPageMixin,
    WatchedDraftMixin,
)
from pathways.pathway_views import choices, gone
from pathways.pathway_views.context import view_context
from pathways.pictures import fetch_renditions
from workflows.models import ReviewedPageMixin


class PathwayPage(WatchedDraftMixin, ReviewedPageMixin, DescribedPageMixin, Page):
    """A mindmap from what a teacher sees to what helps, kept as an outline."""

    nodes = StreamField(PathwayStreamBlock(), blank=True, verbose_name=_("nodes"))

    base_form_class = PathwayPageForm
    content_panels = [
        JoiningPanel(heading=JOINING_HEADING),
        ForkPanel(heading=_("Adapted from another pathway")),
        *Page.content_panels,
        FieldPanel("summary"),
        MapPanel(
            "nodes",
            heading=_("The map"),
            help_text=_(
                "Write the map as an outline, from the start downwards: one line is one "
                "node, and hangs on the line that it is set in under. You may save a "
                "draft at any time."
            ),
        ),
        *PLACE_PANELS,
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("nodes"),
    ]
    parent_page_types = ["pathways.SubjectPage"]
    subpage_types: list[str] = []
    page_description = _("A map from what a teacher sees to what helps.")

    class Meta:
        verbose_name = _("pathway")
        verbose_name_plural = _("pathways")

    def outline(self) -> list[outline.Node]:
        """The map as a tree; its root, unless a draft has none."""
        return outline.build(self.nodes)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The editor's preview offers every view; Wagtail's first is the usual one."""
        return [("", _("As readers first see it")), *choices.PathwayView.choices]

    def get_preview_context(
        self, request: HttpRequest, mode_name: str
    ) -> dict[str, Any]:
        return self.get_context(request, choice=choices.Choice(view=mode_name))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        choice = choices.read(request.GET)
        if choice.node in gone.ids(self.nodes):
            address = f"{self.get_url(request)}{choice.with_every_node.query}"
            return redirect(f"{address}#node-{choice.node}")
        response: HttpResponse = super().serve(request, *args, **kwargs)
        if choices.is_kept(request.META.get("QUERY_STRING", "")):
            keep_with_query(response)
        return response

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        choice = kwargs.pop("choice", None) or choices.read(request.GET)
        roots = self.outline()
        nodes = list(outline.walk(roots))
        fetch_renditions(block for node in nodes for block in node.media)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {
            **context,
            **view_context(self, roots, choice, self.get_url(request) or ""),
            "roots": roots,
            "node_count": len(nodes),
            "structured_data": structured_data(self, request, kind="LearningResource"),
            "phase_list": list(self.phases.all()),
            "topic_list": list(self.topics.all()),
        }

    def missing_for_review(self) -> list[str]:
        """See `workflows.protocols.Reviewable`."""
        missing = completeness.blank_fields(self, "title", "summary")
        if not self.nodes:
            missing.append(_now("The map: it has no node"))
        return [*missing, *completeness.problems(self.nodes)]
