"""Named sets of values in pathways and knowledge pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

MAX_LEVEL = 9


class NodeKind(models.TextChoices):
    """What a node of the mindmap stands for."""

    SYMPTOM = "symptom", _("What you see")
    BARRIER = "barrier", _("Barrier")
    PROBE = "probe", _("Probe")
    INTERVENTION = "intervention", _("Intervention")
    EVIDENCE = "evidence", _("Evidence")
    GAP = "gap", _("Gap in what is known")
    NOTE = "note", _("Note")


class EdgeKind(models.TextChoices):
    """How a node relates to its parent."""

    EXPLAINS = "explains", _("explains")
    OFTEN_CONFUSED_WITH = "often_confused_with", _("often confused with")
    PREREQUISITE_OF = "prerequisite_of", _("prerequisite of")
    DETECTED_BY = "detected_by", _("detected by")
    ADDRESSED_BY = "addressed_by", _("addressed by")
    SUPPORTED_BY = "supported_by", _("supported by")
    CONTRADICTED_BY = "contradicted_by", _("contradicted by")


class KnowledgeKind(models.TextChoices):
    """What a knowledge page is about; it decides which parts are required."""

    BARRIER = "barrier", _("Barrier to learning")
    INTERVENTION = "intervention", _("Intervention")
