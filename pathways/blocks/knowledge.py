"""The parts of a knowledge page put together: one block for each row of `PARTS`."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pathways.blocks.cards import (
    ActiveIngredients,
    BarrierCard,
    Cost,
    Dose,
    InterventionCard,
    Steps,
)
from pathways.blocks.evidence import Evidence, References
from pathways.blocks.media import TEXT_FEATURES, media_parts
from pathways.blocks.probes import HowToCheck
from pathways.blocks.validation import OneCheckAtATimeMixin
from pathways.constants import PARTS

PROSE_FEATURES = ["h3", *TEXT_FEATURES]

# Which parts are more than prose.
STRUCTURED: dict[str, Callable[..., blocks.Block]] = {
    "barrier_card": BarrierCard,
    "intervention_card": InterventionCard,
    "how_to_check": HowToCheck,
    "active_ingredients": ActiveIngredients,
    "steps": Steps,
    "dose": Dose,
    "cost": Cost,
    "evidence": Evidence,
    "references": References,
}

# What a first-time author needs to know of each part.
HELP: dict[str, str | Promise] = {
    "barrier_card": _("All that a teacher in a hurry reads."),
    "intervention_card": _("All that a teacher in a hurry reads."),
    "what_you_see": _("What pupils say, write and do; quote real answers."),
    "why_it_happens": _("What the research says of the cause."),
    "how_common": _("How many pupils, at which age, and how sure that is."),
    "how_to_check": _("Questions that tell this barrier from others."),
    "what_to_do": _("What helps, with links to the intervention pages."),
    "what_it_is_not": _("What looks alike and is something else."),
    "what_it_is": _("What a visitor to the lesson would see."),
    "for_whom": _("For which pupils it was tried, and for which it was not."),
    "active_ingredients": _("What must not be left out for it to work."),
    "steps": _("What to do, in order; short."),
    "dose": _("As it was studied."),
    "cost": _("Money and hours."),
    "case_against": _(
        "The best arguments against this page: contrary findings, weak designs, other "
        "explanations. Let somebody other than the author write or approve it."
    ),
    "harms_and_nulls": _("Where it did nothing, or harm. Say so if nobody has looked."),
    "transfer": _("What would have to be alike for it to work elsewhere."),
    "gaps": _("What nobody has tested yet."),
    "for_parents": _("Plain words, short sentences, no terms of the trade."),
    "evidence": _("Choose the findings that the page rests on."),
    "references": _("Choose every publication that the page cites."),
    "further": _("What a reader may want next."),
}


def _parts() -> list[tuple[str, blocks.Block]]:
    made: list[tuple[str, blocks.Block]] = []
    for part in PARTS:
        options: dict[str, Any] = {
            "label": part.heading,
            "group": part.group.label,
            "help_text": HELP[part.name],
        }
        make = STRUCTURED.get(part.name)
        if make is None:
            block = blocks.RichTextBlock(
                features=PROSE_FEATURES, icon="pilcrow", **options
            )
        else:
            block = make(**options)
        made.append((part.name, block))
    return [*made, *media_parts()]


class KnowledgeStreamBlock(OneCheckAtATimeMixin, blocks.StreamBlock):
    """The body of a knowledge page. Drafts may lack any part of it."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__([*_parts(), *(local_blocks or ())], **kwargs)

    class Meta:
        required = False
        block_counts = {part.name: {"max_num": 1} for part in PARTS}
        collapsed = True
