"""Named sets of values that the kernel's rows may take."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person may do in MESH; the value is the name of the group that grants it.

    Two roles have no group: a *teacher* reads without an account, and an
    *administrator* is a superuser.
    """

    AUTHOR = "Authors", _("Author")
    EDITOR = "Association editors", _("Association editor")
    COORDINATOR = "Coordinators", _("Coordinator")
    REVIEWER = "Peer reviewers", _("Peer reviewer")
    JUDGE = "Independent judges", _("Independent judge")
    CURATOR = "Curators", _("Curator")
    TRUSTEE = "Trustees", _("Trustee")


class OrganisationKind(models.TextChoices):
    """What an organisation is, as it describes itself."""

    ASSOCIATION = "association", _("Subject association")
    UNIVERSITY = "university", _("University")
    SCHOOL = "school", _("School")
    CHARITY = "charity", _("Charity or foundation")
    GOVERNMENT = "government", _("Government body")
    OTHER = "other", _("Other")


class MembershipRole(models.TextChoices):
    """What a member does for the organisation."""

    MEMBER = "member", _("Member")
    EDITOR = "editor", _("Editor: writes and receives proposals")


class MailStatus(models.TextChoices):
    """Where an outgoing mail stands."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Given up")


# Pauses of 1, 2, 4 ... minutes: a mail server may be down for some 34 hours.
MAIL_MAX_ATTEMPTS = 12
# How long a sender may take over one mail before another may try it.
MAIL_LEASE = dt.timedelta(minutes=10)
