"""The pages that lead to pathways: home, the subjects, one subject; and plain texts."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from pathways import listings

NEWEST_ON_HOME = 6


class HomePage(Page):
    """What is this, for whom, and what can I do now."""

    introduction = models.TextField(
        _("introduction"), help_text=_("What MESH is, in two or three sentences.")
    )

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "pathways.SubjectIndexPage",
        "pathways.InformationPage",
        "pathways.RegisterPathwayPage",
    ]

    class Meta:
        verbose_name = _("home page")

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find a page by its whole address: Wagtail asks twice for each step of it.

        An address that is no page's is left to Wagtail: a page on the way may answer
        for what lies beneath it.
        """
        if path_components:
            address = f"{self.url_path}{'/'.join(path_components)}/"
            page = (
                Page.objects.select_related(
                    "knowledgepage__organisation", "pathwaypage__organisation"
                )
                .filter(url_path=address)
                .first()
            )
            if page is not None:
                reviewed = getattr(page, "knowledgepage", None) or getattr(
                    page, "pathwaypage", None
                )
                return (reviewed or page.specific).route(request, [])
        return super().route(request, path_components)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        subject_pages = SubjectPage.objects.descendant_of(self)
        context["subjects"] = listings.list_subjects(subject_pages)
        context["newest"] = listings.newest_pathways(NEWEST_ON_HOME)
        return context


class SubjectIndexPage(Page):
    """All subjects, with what each holds."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["pathways.HomePage"]
    subpage_types = ["pathways.SubjectPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of subjects")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        subject_pages = SubjectPage.objects.child_of(self)
        context["subjects"] = listings.list_subjects(subject_pages)
        return context


class SubjectPage(Page):
    """A subject: its pathways and knowledge pages."""

    subject = models.OneToOneField(
        "core.Subject",
        models.PROTECT,
        related_name="+",
        limit_choices_to={"parent": None},
        verbose_name=_("subject"),
    )
    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("subject"),
        FieldPanel("introduction"),
    ]
    parent_page_types = ["pathways.SubjectIndexPage"]
    subpage_types = ["pathways.PathwayPage", "pathways.KnowledgePage"]

    class Meta:
        verbose_name = _("subject page")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["contents"] = listings.list_contents(
            self,
            topic=request.GET.get("topic", ""),
            phase=request.GET.get("phase", ""),
        )
        return context


class InformationPage(Page):
    """A plain text: about MESH, privacy, accessibility, how pages are reviewed."""

    body = RichTextField(
        _("text"), features=["h2", "h3", "bold", "italic", "link", "ul", "ol"]
    )

    content_panels = [*Page.content_panels, FieldPanel("body")]
    parent_page_types = ["pathways.HomePage"]
    subpage_types = ["pathways.InformationPage"]

    class Meta:
        verbose_name = _("information page")
