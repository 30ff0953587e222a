from django.apps import AppConfig
from django.db.models.signals import (
    m2m_changed,
    post_delete,
    post_migrate,
    post_save,
    pre_delete,
    pre_migrate,
    pre_save,
)
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    """References, studies, findings and the search."""

    name = "evidence"
    verbose_name = _("Evidence")

    def ready(self) -> None:
        from evidence import signal_handlers as handlers
        from evidence.bodies import signal_handlers as bodies
        from evidence.models import (
            Barrier,
            Finding,
            Intervention,
            Reference,
            Study,
        )
        from evidence.search import overview
        from evidence.search.documents import register_source
        from evidence.search.references import ReferenceSource
        from mesh.core import health

        register_source(ReferenceSource())
        health.watch("search", overview.is_degraded)
        for model, tell in (
            (Reference, handlers.tell_search_of_reference),
            (Study, handlers.tell_search_of_study),
            (Finding, handlers.tell_search_of_finding),
        ):
            post_save.connect(tell, sender=model)
            post_delete.connect(tell, sender=model)
            pre_delete.connect(handlers.refuse_to_lose_citations, sender=model)
        pre_save.connect(handlers.file_finding, sender=Finding)
        post_save.connect(handlers.look_for_duplicates_of_reference, sender=Reference)
        post_save.connect(handlers.compute_effect_of_finding, sender=Finding)
        post_save.connect(handlers.compute_effects_of_study, sender=Study)
        for model in (Study, Finding):
            post_save.connect(handlers.rate_study_again, sender=model)
        bodies.connect()
        for concept in (Barrier, Intervention):
            pre_delete.connect(
                handlers.refuse_to_lose_subjects_of_pages, sender=concept
            )
        for field in ("subjects", "phases", "further_references"):
            through = getattr(Study, field).through
            m2m_changed.connect(handlers.tell_search_of_facets, sender=through)
        pre_migrate.connect(
            handlers.take_triggers_away, dispatch_uid="evidence_take_triggers_away"
        )
        post_migrate.connect(handlers.set_up, dispatch_uid="evidence_set_up")
