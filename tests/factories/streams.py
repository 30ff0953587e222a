"""Raw values of streams as the database holds them: filled parts, and nodes."""

import uuid

from pathways.constants import PARTS, NodeKind
from tests.factories.evidence import FindingFactory, ReferenceFactory

KINDS = [NodeKind.BARRIER, NodeKind.PROBE, NodeKind.INTERVENTION, NodeKind.EVIDENCE]


def block(name, value):
    return {"type": name, "value": value, "id": str(uuid.uuid4())}


def _list(*values):
    return [block("item", value) for value in values]


def _values(findings, references):
    """What each structured part holds; every other part is prose."""
    return {
        "barrier_card": {
            "in_short": "Pupils treat a fraction as two whole numbers.",
            "look_for": "Adding tops and bottoms.",
            "do_first": "Place three fractions on a number line.",
        },
        "intervention_card": {
            "in_short": "Pupils place fractions on a number line.",
            "effect": "g = 0.40, 95 % interval 0.20 to 0.60",
            "cost": "very_low",
            "effort": "Two hours once.",
            "transferability": "Ages 9 to 12; untested with older pupils.",
        },
        "how_to_check": {
            "introduction": "<p>Ask the whole class at once.</p>",
            "probes": _list(
                {
                    "stem": "<p>3/4 + 1/2 = ?</p>",
                    "image": None,
                    "options": _list(
                        {
                            "text": "5/4",
                            "correct": True,
                            "barrier": None,
                            "meaning": "",
                        },
                        {
                            "text": "4/6",
                            "correct": False,
                            "barrier": None,
                            "meaning": "Adds tops and bottoms.",
                        },
                    ),
                    "source": "Written for this page.",
                }
            ),
        },
        "active_ingredients": _list("The line shows size.", "Pupils explain."),
        "steps": _list(
            {"title": "Draw the line", "text": "<p>From 0 to 2.</p>"},
            {"title": "Place a half", "text": "<p>Ask why there.</p>"},
        ),
        "dose": {
            "sessions": "Three times a week",
            "minutes": "30 minutes",
            "weeks": "12 weeks",
            "group": "Groups of three",
            "deliverer": "A trained tutor",
            "note": "<p>Less has not been tested.</p>",
        },
        "cost": {"money": "Paper.", "time": "Two hours.", "materials": ""},
        "evidence": {
            "introduction": "<p>One trial and one review.</p>",
            "findings": _list(
                *({"finding": finding.pk, "note": "Near."} for finding in findings)
            ),
        },
        "references": _list(*(reference.pk for reference in references)),
    }


def full_body(kind, findings=None, references=None):
    """Every part that a page of the kind must have, with something in it."""
    if findings is None:
        findings = [FindingFactory()]
    if references is None:
        references = [finding.study.reference for finding in findings]
        references.append(ReferenceFactory())
    values = _values(findings, references)
    return [
        block(part.name, values.get(part.name, f"<p>What to know: {part.name}.</p>"))
        for part in PARTS
        if kind in part.required_on
    ]


def node(label, level=2, kind=NodeKind.BARRIER, page=None, media=(), edge="explains"):
    """One node. `page` is a page or a primary key."""
    return block(
        "node",
        {
            "label": label,
            "level": level,
            "kind": str(kind),
            "edge": "" if level == 1 else edge,
            "page": getattr(page, "pk", page),
            "media": list(media),
        },
    )


def outline(count, pages=()):
    """A map of `count` nodes: a start, then branches three deep. Pages in turn."""
    pages = list(pages)
    start = node("Where it starts", level=1, kind=NodeKind.SYMPTOM)
    return [
        start,
        *(
            node(
                f"Node {index}",
                level=2 + (index - 1) % 3,
                kind=KINDS[index % len(KINDS)],
                page=pages[(index - 1) % len(pages)] if pages else None,
                media=[block("text", f"<p>About node {index}.</p>")],
            )
            for index in range(1, count)
        ),
    ]
