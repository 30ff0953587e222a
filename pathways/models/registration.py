"""The page with the registration form, its recipients, its further questions.

Built on a plain page and not on `AbstractEmailForm`: that one mails while the reader
waits and fails with the mail server, knows one list of recipients, and keeps answers in
rows without a state. Its question fields and form builder are used as they are.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm
from wagtail.contrib.forms.models import FORM_FIELD_CHOICES, AbstractFormField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from pathways.public_register import register_entries
from pathways.registration_forms import ProposalForm, proposal_start

QUESTION_TYPES = [choice for choice in FORM_FIELD_CHOICES if choice[0] != "hidden"]


class RegisterPathwayPage(RoutablePageMixin, Page):
    """The way in: the form, the page after sending, and the public register."""

    introduction = RichTextField(
        _("introduction"), blank=True, features=["bold", "italic", "link", "ul", "ol"]
    )
    data_notice = RichTextField(
        _("what happens to the data"),
        features=["bold", "italic", "link", "ul"],
        help_text=_("Shown beside the consent; say who sees what, and for how long."),
    )
    fallback_addresses = models.CharField(
        _("fallback addresses"),
        max_length=500,
        blank=True,
        help_text=_(
            "Email addresses, separated by commas. They receive the proposals for an "
            "association that has neither recipients below nor a current editor."
        ),
    )

    base_form_class = WagtailAdminFormPageForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("data_notice"),
        MultiFieldPanel(
            [
                InlinePanel("recipients", label=_("Recipient")),
                FieldPanel("fallback_addresses"),
            ],
            heading=_("Who receives proposals"),
            help_text=_(
                "Without a recipient here, the association’s current editors receive "
                "its proposals."
            ),
        ),
        InlinePanel(
            "form_fields",
            heading=_("Further questions"),
            label=_("Question"),
            help_text=_(
                "Title, subject, association, phases, barrier, what is known, name, "
                "email, organisation and consent are always asked."
            ),
        ),
    ]
    parent_page_types = ["pathways.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "pathways/register_pathway_page.html"

    class Meta:
        verbose_name = _("registration form")

    def clean(self) -> None:
        super().clean()
        for address in self.fallback_list:
            try:
                validate_email(address)
            except ValidationError as error:
                message = _("“%(address)s” is not an email address.")
                raise ValidationError(
                    {"fallback_addresses": message % {"address": address}}
                ) from error

    @property
    def fallback_list(self) -> list[str]:
        """The fallback addresses, one by one."""
        parts = self.fallback_addresses.split(",")
        return [part.strip() for part in parts if part.strip()]

    @path("")
    def form_route(self, request: HttpRequest) -> HttpResponse:
        """The empty form, but for what the address fills in (`proposal_start`)."""
        form = ProposalForm(
            page=self, now=timezone.now(), start=proposal_start(request.GET)
        )
        return self.render_form(request, form)

    @path("sent/")
    def sent_route(self, request: HttpRequest) -> HttpResponse:
        """After sending; the same for everybody, whatever became of it."""
        return self.render(
            request,
            template="pathways/register_sent.html",
            context_overrides={"crumbs": self._crumbs(request)},
        )

    @path("list/")
    def list_route(self, request: HttpRequest) -> HttpResponse:
        """The public register."""
        return self.render(
            request,
            template="pathways/register_list.html",
            context_overrides={
                "entries": register_entries(),
                "crumbs": self._crumbs(request),
            },
        )

    def _crumbs(self, request: HttpRequest) -> list[dict[str, str]]:
        """What stands above a page of this page: home, and the form."""
        home = self.get_parent()
        return [
            {"title": gettext("Home"), "url": home.get_url(request)},
            {"title": self.title, "url": self.get_url(request)},
        ]

    def render_form(
        self, request: HttpRequest, form: ProposalForm, **context: Any
    ) -> HttpResponse:
        """The form with what was typed; never kept, since it carries a time stamp."""
        response = self.render(
            request, context_overrides={"form": form, **context}
        ).render()
        add_never_cache_headers(response)
        return response


class RegisterPathwayRecipient(Orderable):
    """An address that receives an association's proposals."""

    page = ParentalKey(
        RegisterPathwayPage, on_delete=models.CASCADE, related_name="recipients"
    )
    organisation = models.ForeignKey(
        "core.Organisation",
        models.CASCADE,
        related_name="+",
        verbose_name=_("association"),
    )
    address = models.EmailField(_("email address"))

    panels = [FieldPanel("organisation"), FieldPanel("address")]

    def __str__(self) -> str:
        return self.address


class RegisterPathwayQuestion(AbstractFormField):
    """A further question that editors ask on the form."""

    page = ParentalKey(
        RegisterPathwayPage, on_delete=models.CASCADE, related_name="form_fields"
    )
    field_type = models.CharField(
        _("field type"), max_length=16, choices=QUESTION_TYPES
    )
    field_type.required_on_save = True  # type: ignore[attr-defined] # Wagtail's own mark

    class Meta(AbstractFormField.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
