"""Named sets of values in an evidence record."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StudyKind(models.TextChoices):
    """Whether the research looked at pupils itself or at other studies."""

    PRIMARY = "primary", _("Primary study")
    REVIEW = "review", _("Review of studies")


class Design(models.TextChoices):
    """How the research was done. The first part applies to primary studies."""

    RCT = "rct", _("Randomised controlled trial")
    CLUSTER_RCT = "cluster_rct", _("Cluster-randomised trial")
    QUASI_EXPERIMENT = "quasi_experiment", _("Quasi-experiment with comparison group")
    BEFORE_AFTER = "before_after", _("Before and after, no comparison group")
    CORRELATIONAL = "correlational", _("Correlational study")
    QUALITATIVE = "qualitative", _("Qualitative study")
    META_ANALYSIS = "meta_analysis", _("Meta-analysis")
    SYSTEMATIC_REVIEW = "systematic_review", _("Systematic review")
    NARRATIVE_REVIEW = "narrative_review", _("Narrative review")
    GUIDANCE = "guidance", _("Practice guide")
    THEORY = "theory", _("Theory or instrument")


REVIEW_DESIGNS = frozenset(
    {
        Design.META_ANALYSIS,
        Design.SYSTEMATIC_REVIEW,
        Design.NARRATIVE_REVIEW,
        Design.GUIDANCE,
    }
)


class OutcomeKind(models.TextChoices):
    """What was measured. Teacher perception is never counted as attainment."""

    ATTAINMENT = "attainment", _("Attainment")
    ATTITUDE = "attitude", _("Attitude")
    BEHAVIOUR = "behaviour", _("Behaviour")
    TEACHER_KNOWLEDGE = "teacher_knowledge", _("Teacher knowledge")
    TEACHER_PRACTICE = "teacher_practice", _("Teacher practice")
    TEACHER_PERCEPTION = "teacher_perception", _("Teacher perception")
    OTHER = "other", _("Other")


class Measure(models.TextChoices):
    """Who made the test: results on home-made tests are usually larger."""

    STANDARDISED = "standardised", _("Standardised test")
    RESEARCHER_MADE = "researcher_made", _("Test made by the researchers")
    MIXED = "mixed", _("Both kinds")
    UNKNOWN = "unknown", _("Not stated")


class EffectMetric(models.TextChoices):
    """The scale of the effect; only the first two may be pooled or put in words."""

    HEDGES_G = "g", _("Hedges' g")
    COHENS_D = "d", _("Cohen's d")
    CORRELATION = "r", _("Correlation r")
    SEMIPARTIAL_R2 = "sr2", _("Explained variance sr²")
    ODDS_RATIO = "or", _("Odds ratio")
    NORMALISED_GAIN = "gain", _("Normalised gain")
    PER_CENT = "percent", _("Per cent")
    OTHER = "other", _("Other")


class RecordKind(models.TextChoices):
    """What a reader expects behind a reference: a study, a review, or a text."""

    STUDY = "study", _("Study")
    REVIEW = "review", _("Review")
    REFERENCE = "reference", _("Reference")


class Independence(models.TextChoices):
    """Whether those who ran the study stood to gain from its result."""

    INDEPENDENT = "independent", _("Independent")
    DEVELOPER = "developer", _("Run by the developer")
    UNKNOWN = "unknown", _("Not stated")
