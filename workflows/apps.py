from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save
from django.utils.translation import gettext_lazy as _


class WorkflowsConfig(AppConfig):
    """Peer review and judgement."""

    name = "workflows"
    verbose_name = _("Review and judgement")

    def ready(self) -> None:
        from wagtail.models import Revision
        from wagtail.signals import page_published

        from workflows import signal_handlers as handlers

        post_migrate.connect(handlers.set_up, dispatch_uid="workflows_set_up")
        post_save.connect(
            handlers.give_rights_on_new_root, dispatch_uid="workflows_root_rights"
        )
        post_save.connect(
            handlers.note_author_of_revision,
            sender=Revision,
            dispatch_uid="workflows_note_author",
        )
        post_save.connect(handlers.note_owner, dispatch_uid="workflows_note_owner")
        page_published.connect(
            handlers.tell_of_publication, dispatch_uid="workflows_tell_published"
        )
