"""The rules as a page of documentation: docs/features/rating-rules.md, from the code."""

from collections.abc import Iterator

from django.utils import translation

from evidence.ratings.catalogue import RULE_SETS
from evidence.ratings.rule_sets import Certainty, RuleSet

HEAD = """# The rules of the ratings

Written by `manage.py describe_ratings` from `evidence/ratings/criteria`; do not edit.

Each rating is computed with published criteria from facts that somebody recorded. It is
never the publisher's own rating. A fact that is missing, and a case that a source leaves
open, give no result: the second is for a judge.
"""


def as_markdown() -> str:
    """The whole page, in English."""
    with translation.override("en-gb"):
        return "\n".join(
            [HEAD, *("\n".join(_part(each)) for each in RULE_SETS.values())]
        )


def _part(rule_set: RuleSet) -> Iterator[str]:
    yield f"## {rule_set.name}\n"
    yield f"- Key and version: `{rule_set.key}`, {rule_set.version}"
    yield f"- Rates: {rule_set.subject.label.lower()}"
    yield f"- Edition: {rule_set.edition}"
    yield f"- Source: {_source(rule_set)}"
    yield f"- Say: {rule_set.computed_with}"
    yield from _line(
        "Results", "; ".join(str(level.label) for level in rule_set.levels)
    )
    yield from _line("Note", str(rule_set.note))
    yield "\n| Rule | In words |\n|---|---|"
    for rule in rule_set.rules:
        mark = (
            "" if rule.certainty == Certainty.SEEN else f" *({rule.certainty.label})*"
        )
        yield f"| `{rule.key}` | {rule.text}{mark} |"
    if rule_set.left_open:
        yield "\nLeft open by the source, so that a judge decides:\n"
        yield from (f"- {text}" for text in rule_set.left_open)
    yield ""


def _source(rule_set: RuleSet) -> str:
    source = rule_set.source
    return f"[{source.citation}]({source.url})" if source.url else source.citation


def _line(name: str, text: str) -> Iterator[str]:
    if text:
        yield f"- {name}: {text}"
