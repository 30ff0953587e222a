from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PathwaysConfig(AppConfig):
    """Pathways, knowledge pages, subjects and proposals."""

    name = "pathways"
    verbose_name = _("Pathways")

    def ready(self) -> None:
        from pathways.signal_handlers import grant_rights

        post_migrate.connect(grant_rights, dispatch_uid="pathways_grant_rights")
