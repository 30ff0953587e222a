"""The answers that a fact may have, where it is no number."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Selection(models.TextChoices):
    """How a comparison group came about without randomisation."""

    DISCONTINUITY = "discontinuity", _("A cut-off decided (regression discontinuity)")
    INSTRUMENT = "instrument", _("A chance event decided (instrumental variable)")
    DIFF_IN_DIFF = (
        "diff_in_diff",
        _("Change in both groups compared (difference in differences)"),
    )
    MATCHED_DIFF_IN_DIFF = (
        "matched_diff_in_diff",
        _("Change compared between matched groups"),
    )
    MATCHING = (
        "matching",
        _(
            "Matched on what was known before the start (propensity scores, for example)"
        ),
    )
    REGRESSION = "regression", _("Differences controlled in the analysis only")
    NONE = "none", _("Taken as they were: nothing was done about differences")


class Confounders(models.TextChoices):
    """Which observed differences between groups were dealt with."""

    ALL = "all", _("All relevant observed ones")
    SOME = "some", _("Some relevant ones")
    NONE = "none", _("None")


class AttritionLevel(models.TextChoices):
    """The WWC's judgement of overall and differential attrition together."""

    LOW = "low", _("Low")
    HIGH = "high", _("High")


class Threat(models.TextChoices):
    """The seven threats to validity in the EEF's classification of trials."""

    CONFOUNDING = "confounding", _("Confounding")
    CONCURRENT = "concurrent", _("Concurrent interventions")
    EXPERIMENTAL = "experimental", _("Experimental effects and contamination")
    FIDELITY = "fidelity", _("Implementation: fidelity and compliance")
    MISSING_DATA = "missing_data", _("Missing data")
    MEASUREMENT = "measurement", _("Measurement of outcomes")
    REPORTING = "reporting", _("Selective reporting")


class Risk(models.TextChoices):
    """How great a threat is."""

    LOW = "low", _("Low risk")
    MODERATE = "moderate", _("Moderate risk")
    HIGH = "high", _("High risk")


class Direction(models.TextChoices):
    """Which way several moderate threats push."""

    UNKNOWN = "unknown", _("Not known")
    OPPOSITE = "opposite", _("Opposite directions")
    SAME = "same", _("The same direction")


class Significance(models.TextChoices):
    """Whether a finding differs from nothing."""

    POSITIVE = "positive", _("Significant and positive")
    NONE = "none", _("Not significant")
    NEGATIVE = "negative", _("Significant and negative")


class Share(models.TextChoices):
    """How many of the studies behind a pooled result."""

    ALL = "all", _("All of them")
    SOME = "some", _("Some of them")
    NONE = "none", _("None of them")


class Domain(models.TextChoices):
    """GRADE's five reasons to trust a body of evidence less."""

    RISK_OF_BIAS = "risk_of_bias", _("Risk of bias")
    INCONSISTENCY = "inconsistency", _("Inconsistency between the studies")
    INDIRECTNESS = "indirectness", _("Indirectness: other pupils, outcomes, settings")
    IMPRECISION = "imprecision", _("Imprecision")
    PUBLICATION_BIAS = "publication_bias", _("Publication bias")


class Concern(models.TextChoices):
    """How serious a reason is."""

    NONE = "none", _("No serious concern")
    SERIOUS = "serious", _("Serious")
    VERY_SERIOUS = "very_serious", _("Very serious")


class LargeEffect(models.TextChoices):
    """GRADE's reason to trust observational studies more."""

    NO = "no", _("No")
    LARGE = "large", _("Large")
    VERY_LARGE = "very_large", _("Very large")


class WWCStudy(models.TextChoices):
    """What the WWC's study standards can come to."""

    WITHOUT = "without_reservations", _("Meets the standards without reservations")
    WITH = "with_reservations", _("Meets the standards with reservations")
    NOT = "does_not_meet", _("Does not meet the standards")
