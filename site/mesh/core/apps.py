from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Connects what must happen after each migrate."""

    name = "mesh.core"
    label = "core"
    verbose_name = _("People and organisations")

    def ready(self) -> None:
        from mesh.core import checks  # noqa: F401 - registers itself
        from mesh.core.page_cache import watch_connection
        from mesh.core.signal_handlers import make_role_groups

        connection_created.connect(watch_connection, dispatch_uid="core_watch_writes")
        post_migrate.connect(make_role_groups, dispatch_uid="core_make_role_groups")
