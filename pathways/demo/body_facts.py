"""What the demo's people recorded of bodies of evidence, by the services of the admin."""

from collections.abc import Mapping
from typing import Any

from evidence.bodies.deciding import override_body_rating
from evidence.bodies.recording import (
    FactsSaid,
    SearchSaid,
    body_of,
    record_facts,
    record_search,
)
from evidence.bodies.waiting import rate_waiting
from evidence.constants import Measure, OutcomeKind
from evidence.models import BodyOfEvidence, BodyRating, Intervention, Reference
from pathways.demo import people
from pathways.demo.catalogue import Entry, read
from pathways.demo.clock import Clock


def ensure_body_facts(references: Mapping[str, Reference], clock: Clock) -> None:
    """Whatever is not recorded yet; then rate every body that waits."""
    for entry in read("bodies")["body"]:
        body = body_of(
            intervention=Intervention.objects.get(name=entry["intervention"]),
            outcome_kind=OutcomeKind(entry["outcome_kind"]),
        )
        if body.searches.exists() or body.appraisals.exists():
            continue
        clock.days_ago(entry["days_ago"])
        with clock.shown():
            _record(body, entry, references, clock)
    rate_waiting(now=clock.today)


def _record(
    body: BodyOfEvidence,
    entry: Entry,
    references: Mapping[str, Reference],
    clock: Clock,
) -> None:
    curator = people.person(entry["by"])
    search, appraisal = entry["search"], entry["appraisal"]
    said = SearchSaid(**{**search, "reference": references[search["reference"]]})
    record_search(body=body, said=said, by=curator, now=clock.now)
    facts: dict[str, dict[str, Any]] = {
        fact["key"]: {name: fact[name] for name in ("value", "reason", "place")}
        for fact in appraisal["fact"]
    }
    measure = Measure(appraisal["measure"])
    judged = FactsSaid(measure, facts, appraisal["note"])
    record_facts(body=body, said=judged, by=curator, now=clock.now)
    for decision in entry.get("decision", ()):
        clock.later(5)
        rating = BodyRating.objects.filter(
            body=body, measure=measure, rule_set=decision["rule_set"]
        ).latest("pk")
        override_body_rating(
            rating=rating,
            code=decision["code"],
            reason=decision["reason"],
            by=people.person(decision["by"]),
            now=clock.now,
        )
