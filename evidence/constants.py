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
    NOT_STATED = "not_stated", _("Design not stated")


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


class MeansAre(models.TextChoices):
    """What the means of the two groups count."""

    SCORES = "scores", _("Scores")
    SHARES = "shares", _("Shares of people who reached something (0 to 1)")


class Unit(models.TextChoices):
    """What was assigned, or counted: a person, or many at once."""

    PERSON = "person", _("Pupil or other person")
    TEACHER = "teacher", _("Teacher")
    CLASS = "class", _("Class")
    SCHOOL = "school", _("School")
    DISTRICT = "district", _("District")
    OTHER = "other", _("Other group")


WHOLE_GROUPS = frozenset(
    {Unit.TEACHER, Unit.CLASS, Unit.SCHOOL, Unit.DISTRICT, Unit.OTHER}
)


class Deliverer(models.TextChoices):
    """Who worked with the pupils."""

    TEACHER = "teacher", _("Their ordinary teachers")
    ASSISTANT = "assistant", _("Teaching assistants")
    RESEARCHER = "researcher", _("Researchers")
    TUTOR = "tutor", _("Tutors or volunteers")
    COMPUTER = "computer", _("A computer program")
    MIXED = "mixed", _("Several of these")


class Agreement(models.TextChoices):
    """How a typed-in effect and the one computed from the means stand to each other."""

    AGREES = "agrees", _("they agree")
    DIFFERS = "differs", _("they differ by more than rounding")
    SIGN = "sign", _("they have opposite signs")
    NOT_COMPARED = "not_compared", _("not compared")


DISAGREEING = frozenset({Agreement.DIFFERS, Agreement.SIGN})


class RoundState(models.TextChoices):
    """How far the appraisal of a study or finding has come."""

    AWAITING = "awaiting", _("Waiting for appraisals")
    DISPUTED = "disputed", _("Waiting for a judge")
    SETTLED = "settled", _("Settled")
    CANCELLED = "cancelled", _("Cancelled")


# Facts may still come: two people are at work, or a judge.
UNSETTLED = frozenset({RoundState.AWAITING, RoundState.DISPUTED})


class AppraisalState(models.TextChoices):
    """How far one person has come."""

    ASKED = "asked", _("Asked")
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    DECLINED = "declined", _("Declined")


# Kept as they are: nothing of them is altered any more.
KEPT_APPRAISALS = frozenset({AppraisalState.SUBMITTED, AppraisalState.DECLINED})


class RatingCause(models.TextChoices):
    """Why a rating was computed again."""

    SETTLED = "settled", _("The appraisals were settled")
    DECIDED = "decided", _("A judge decided a fact")
    CORRECTED = "corrected", _("An appraiser corrected a fact")
    RECORD = "record", _("The record of the study or finding changed")
    RULES = "rules", _("The rules or a related rating changed")
    FACTS = "facts", _("Facts of the body of evidence were recorded")
    EVIDENCE = "evidence", _("Studies or findings changed, or ratings of studies")
    AGE = "age", _("The newest search has grown older")


class ConceptKind(models.TextChoices):
    """What an edge joins."""

    BARRIER = "barrier", _("Barrier")
    INTERVENTION = "intervention", _("Intervention")


class EdgeKind(models.TextChoices):
    """How a node of a map relates to its parent, or one record to another."""

    EXPLAINS = "explains", _("explains")
    OFTEN_CONFUSED_WITH = "often_confused_with", _("often confused with")
    PREREQUISITE_OF = "prerequisite_of", _("prerequisite of")
    DETECTED_BY = "detected_by", _("detected by")
    ADDRESSED_BY = "addressed_by", _("addressed by")
    SUPPORTED_BY = "supported_by", _("supported by")
    CONTRADICTED_BY = "contradicted_by", _("contradicted by")


# A kind of edge as a sentence, the same from both ends.
EDGE_SENTENCES = {
    EdgeKind.EXPLAINS: _("%(source)s explains %(target)s"),
    EdgeKind.OFTEN_CONFUSED_WITH: _("%(source)s is often confused with %(target)s"),
    EdgeKind.PREREQUISITE_OF: _("%(source)s is a prerequisite of %(target)s"),
    EdgeKind.DETECTED_BY: _("%(source)s is detected by %(target)s"),
    EdgeKind.ADDRESSED_BY: _("%(source)s is addressed by %(target)s"),
    EdgeKind.SUPPORTED_BY: _("%(source)s is supported by %(target)s"),
    EdgeKind.CONTRADICTED_BY: _("%(source)s is contradicted by %(target)s"),
}
BARRIERS = (ConceptKind.BARRIER, ConceptKind.BARRIER)
INTERVENTIONS = (ConceptKind.INTERVENTION, ConceptKind.INTERVENTION)
WHAT_HELPS = (ConceptKind.BARRIER, ConceptKind.INTERVENTION)
# Kind of edge -> the kinds of records that it may join, from source to target.
EDGE_ENDS = {
    EdgeKind.EXPLAINS: (BARRIERS,),
    EdgeKind.OFTEN_CONFUSED_WITH: (BARRIERS, INTERVENTIONS),
    EdgeKind.PREREQUISITE_OF: (BARRIERS, INTERVENTIONS),
    EdgeKind.DETECTED_BY: (WHAT_HELPS,),
    EdgeKind.ADDRESSED_BY: (WHAT_HELPS,),
    EdgeKind.SUPPORTED_BY: (INTERVENTIONS,),
    EdgeKind.CONTRADICTED_BY: (BARRIERS, INTERVENTIONS),
}
# What comes before, or explains, itself says nothing: these never lead in a circle.
WITHOUT_CIRCLES = frozenset({EdgeKind.EXPLAINS, EdgeKind.PREREQUISITE_OF})
# These say the same from both ends: one edge, whichever way it was typed.
BOTH_WAYS = frozenset({EdgeKind.OFTEN_CONFUSED_WITH})


class Stance(models.TextChoices):
    """What a piece of evidence says of an edge."""

    FOR = "for", _("For it")
    AGAINST = "against", _("Against it")


class DuplicateAnswer(models.TextChoices):
    """What a curator says of two publications that look alike."""

    OPEN = "open", _("Not answered yet")
    SAME = "same", _("The same publication")
    DIFFERENT = "different", _("Different publications")


class RunState(models.TextChoices):
    """How far the import of an uploaded file has come."""

    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked: waits for your word")
    IMPORTING = "importing", _("Being imported")
    IMPORTED = "imported", _("Imported")
    REFUSED = "refused", _("Refused as a whole")
    FAILED = "failed", _("Broken off")
    DISCARDED = "discarded", _("Discarded")


# What may follow: the services refuse anything else.
NEXT_RUN_STATES: dict[RunState, frozenset[RunState]] = {
    RunState.CHECKING: frozenset(
        {RunState.CHECKED, RunState.REFUSED, RunState.FAILED, RunState.DISCARDED}
    ),
    RunState.CHECKED: frozenset({RunState.IMPORTING, RunState.DISCARDED}),
    RunState.IMPORTING: frozenset({RunState.IMPORTED, RunState.FAILED}),
    RunState.FAILED: frozenset(
        {RunState.CHECKING, RunState.IMPORTING, RunState.DISCARDED}
    ),
    RunState.IMPORTED: frozenset(),
    RunState.REFUSED: frozenset(),
    RunState.DISCARDED: frozenset(),
}
