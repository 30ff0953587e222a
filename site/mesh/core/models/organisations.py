"""Organisations and who belongs to them: the ground of every independence rule."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mesh.core.constants import MembershipRole, OrganisationKind
from mesh.core.querysets import MembershipQuerySet


class Organisation(models.Model):
    """A subject association, university, school or charity that takes part in MESH."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=OrganisationKind,
        default=OrganisationKind.ASSOCIATION,
    )
    description = models.TextField(
        _("description"), blank=True, help_text=_("Two or three sentences, public.")
    )
    website = models.URLField(_("website"), blank=True)
    domain = models.CharField(
        _("email domain"),
        max_length=100,
        blank=True,
        help_text=_("The part after the @ of its members' addresses."),
    )
    domain_verified_at = models.DateTimeField(
        _("domain verified at"), null=True, blank=True, editable=False
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="organisations"
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's term in an organisation; an open end means it goes on."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="memberships"
    )
    role = models.CharField(
        _("role"),
        max_length=10,
        choices=MembershipRole,
        default=MembershipRole.MEMBER,
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["organisation__name", "user__last_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "starts_on"],
                name="core_membership_one_term",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=models.Q(starts_on__isnull=True),
                name="core_membership_one_undated_term",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="core_membership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.organisation}"
