from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save
from django.utils.translation import gettext_lazy as _


class PathwaysConfig(AppConfig):
    """Pathways, knowledge pages, subjects and proposals."""

    name = "pathways"
    verbose_name = _("Pathways")

    def ready(self) -> None:
        from wagtail import signals
        from wagtail.models import PageViewRestriction

        from evidence.models import Finding, Study
        from evidence.search.documents import register_source
        from mesh.core.models import Organisation, Phase, Subject
        from pathways import signal_handlers as handlers
        from pathways.models import PathwayPage
        from pathways.search import SOURCES

        for model, source in SOURCES.items():
            register_source(source)
            signals.page_published.connect(handlers.tell_search_of_page, sender=model)
            signals.page_unpublished.connect(handlers.tell_search_of_page, sender=model)
            post_delete.connect(handlers.tell_search_of_page, sender=model)
        signals.page_published.connect(
            handlers.tell_forks_of_publication, sender=PathwayPage
        )
        signals.post_page_move.connect(handlers.tell_search_of_section)
        signals.page_slug_changed.connect(handlers.tell_search_of_section)
        for signal in (post_save, post_delete):
            signal.connect(
                handlers.tell_search_of_restriction, sender=PageViewRestriction
            )
            signal.connect(handlers.tell_search_of_finding, sender=Finding)
            signal.connect(handlers.tell_search_of_study, sender=Study)
        for model in (Organisation, Phase, Subject):
            post_save.connect(handlers.tell_search_of_terms, sender=model)
        post_migrate.connect(
            handlers.grant_rights, dispatch_uid="pathways_grant_rights"
        )
