from django.apps import AppConfig
from django.db.models.signals import (
    post_migrate,
    post_save,
    pre_migrate,
    pre_save,
)
from django.utils.translation import gettext_lazy as _


class WorkflowsConfig(AppConfig):
    """Peer review and judgement."""

    name = "workflows"
    verbose_name = _("Review and judgement")

    def ready(self) -> None:
        from wagtail.models import Revision
        from wagtail.signals import page_published

        from workflows import guards
        from workflows import signal_handlers as handlers
        from workflows.models import ReviewReport, Verdict

        for guard, sender in (
            (guards.guard_page, None),
            (guards.guard_revision, Revision),
            (guards.guard_report, ReviewReport),
            (guards.guard_verdict, Verdict),
        ):
            pre_save.connect(
                guard, sender=sender, dispatch_uid=f"workflows_{guard.__name__}"
            )
        pre_migrate.connect(
            handlers.take_triggers_away, dispatch_uid="workflows_take_triggers_away"
        )

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
