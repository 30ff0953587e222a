"""The 30-second cards, and the parts that are a few short fields each."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pathways.blocks.media import TEXT_FEATURES


class CostBand(models.TextChoices):
    """Cost for each pupil in a year, staff already employed not counted.

    Source: the bounds that the Education Endowment Foundation publishes for a class of
    25; the words are ours.
    """

    VERY_LOW = "very_low", _("very low: under £80 a pupil a year")
    LOW = "low", _("low: up to £200 a pupil a year")
    MODERATE = "moderate", _("moderate: up to £720 a pupil a year")
    HIGH = "high", _("high: up to £1,200 a pupil a year")
    VERY_HIGH = "very_high", _("very high: over £1,200 a pupil a year")


class BarrierCard(blocks.StructBlock):
    """What a teacher takes away in half a minute."""

    in_short = blocks.TextBlock(
        label=_("In one sentence"),
        max_length=300,
        help_text=_("What gets in the way. At most 300 characters."),
    )
    look_for = blocks.TextBlock(
        label=_("Look for"), max_length=300, help_text=_("What you would see or hear.")
    )
    do_first = blocks.TextBlock(
        label=_("Do first"), max_length=300, help_text=_("The one next step.")
    )

    class Meta:
        icon = "time"
        template = "blocks/barrier_card.html"


class InterventionCard(blocks.StructBlock):
    """The headline: effect with its interval, cost, effort, and for whom."""

    in_short = blocks.TextBlock(
        label=_("In one sentence"),
        max_length=300,
        help_text=_("What you do, with whom. At most 300 characters."),
    )
    effect = blocks.TextBlock(
        label=_("Effect, with its interval"),
        max_length=300,
        help_text=_(
            "In words and figures, with the uncertainty: “g = 0.48 from 55 studies; "
            "the next class may see less or more”. The records stand under Evidence."
        ),
    )
    cost = blocks.ChoiceBlock(label=_("Cost"), choices=CostBand.choices)
    effort = blocks.CharBlock(
        label=_("Teacher’s effort"),
        max_length=200,
        help_text=_("Hours to prepare and to run: “2 hours once, then none”."),
    )
    transferability = blocks.TextBlock(
        label=_("Will it carry over"),
        max_length=300,
        help_text=_("To which classes it should carry over, and to which perhaps not."),
    )

    class Meta:
        icon = "time"
        template = "blocks/intervention_card.html"


class ActiveIngredients(blocks.ListBlock):
    """What must not be left out."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(blocks.TextBlock(label=_("Ingredient")), **kwargs)

    class Meta:
        icon = "list-ul"
        template = "blocks/active_ingredients.html"


class Step(blocks.StructBlock):
    """One thing to do."""

    title = blocks.CharBlock(label=_("What to do"), max_length=160)
    text = blocks.RichTextBlock(label=_("How"), features=TEXT_FEATURES, required=False)


class Steps(blocks.ListBlock):
    """What to do, in order."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(Step(label=_("Step")), **kwargs)

    class Meta:
        icon = "list-ol"
        template = "blocks/steps.html"


class Dose(blocks.StructBlock):
    """How much of it, as it was studied."""

    sessions = blocks.CharBlock(
        label=_("How often"), max_length=120, help_text=_("“Three times a week”.")
    )
    minutes = blocks.CharBlock(
        label=_("How long each time"), max_length=120, help_text=_("“30 minutes”.")
    )
    weeks = blocks.CharBlock(
        label=_("For how long"), max_length=120, help_text=_("“12 weeks”.")
    )
    group = blocks.CharBlock(
        label=_("Group"), max_length=120, help_text=_("“Groups of three”.")
    )
    deliverer = blocks.CharBlock(
        label=_("Who leads it"),
        max_length=120,
        help_text=_("“Class teacher”, “trained teaching assistant”."),
    )
    note = blocks.RichTextBlock(
        label=_("What is known of more or less"),
        features=TEXT_FEATURES,
        required=False,
    )

    class Meta:
        icon = "calendar-alt"
        template = "blocks/dose.html"


class Cost(blocks.StructBlock):
    """What it costs in money and in hours."""

    money = blocks.TextBlock(
        label=_("Money"), help_text=_("To start and then each year; say for how many.")
    )
    time = blocks.TextBlock(
        label=_("Teachers’ time"), help_text=_("Training, preparation, running, cover.")
    )
    materials = blocks.TextBlock(label=_("Materials and rooms"), required=False)

    class Meta:
        icon = "tag"
        template = "blocks/cost.html"
