from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkflowsConfig(AppConfig):
    """Peer review and judgement."""

    name = "workflows"
    verbose_name = _("Review and judgement")
