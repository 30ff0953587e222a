from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PathwaysConfig(AppConfig):
    """Pathways, knowledge pages, subjects and proposals."""

    name = "pathways"
    verbose_name = _("Pathways")
