from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    """References, studies, findings and the search."""

    name = "evidence"
    verbose_name = _("Evidence")
