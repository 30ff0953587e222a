"""Appraisals of the demo: true facts from abstracts, recorded by fictitious people."""

from collections.abc import Mapping
from typing import Any

from evidence.appraising.appraisals import answer_conflict, submit_appraisal
from evidence.appraising.decisions import DecidedFact, decide_fact
from evidence.appraising.rounds import Subject, assign_appraisers
from evidence.models import AppraisalRound, Finding, Reference
from pathways.demo import people
from pathways.demo.catalogue import Entry, read
from pathways.demo.clock import Clock
from workflows.constants import ConflictAnswer
from workflows.services.conflicts import ConflictReply

NO_CONFLICT = ConflictReply(ConflictAnswer.NONE)


def ensure_appraisals(references: Mapping[str, Reference], clock: Clock) -> None:
    """Every round that is not there yet, by the services that the admin uses."""
    for entry in read("appraisals")["round"]:
        subject = _subject(references, entry)
        known = AppraisalRound.objects.filter(
            study=subject.study, finding=subject.finding
        )
        if not known.exists():
            clock.days_ago(entry["days_ago"])
            with clock.shown():
                _happen(subject, entry, clock)


def _subject(references: Mapping[str, Reference], entry: Entry) -> Subject:
    study = references[entry["study"]].studies.get()
    key = entry.get("finding")
    return Subject(study, Finding.objects.get(key=key) if key else None)


def _happen(subject: Subject, entry: Entry, clock: Clock) -> None:
    appraisers = {key: people.person(key) for key in entry["people"]}
    review_round = assign_appraisers(
        subject=subject,
        appraisers=list(appraisers.values()),
        by=people.person("curator"),
        now=clock.now,
    )
    if "facts" not in entry:
        return
    for key, person in appraisers.items():
        clock.later(3)
        _appraise(review_round, person, entry, key, clock)
    for fact in entry.get("decision", ()):
        clock.later(7)
        decide_fact(
            review_round=review_round,
            fact=DecidedFact(fact["key"], fact.get("value"), fact["reason"]),
            by=people.person(entry["judge"]),
            now=clock.now,
        )


def _appraise(
    review_round: AppraisalRound, person: Any, entry: Entry, key: str, clock: Clock
) -> None:
    appraisal = review_round.appraisals.get(appraiser=person)
    answer_conflict(appraisal=appraisal, by=person, reply=NO_CONFLICT, now=clock.now)
    submit_appraisal(
        appraisal=appraisal,
        by=person,
        facts={fact["key"]: fact for fact in entry["facts"].get(key, ())},
        named=key in entry.get("named", ()),
        now=clock.now,
    )
