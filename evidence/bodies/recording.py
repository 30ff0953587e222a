"""What people record of a body of evidence: the newest search, and GRADE's facts.

Both are written once: whoever records anew adds a row and says why. The body is rated
again at once.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.bodies.facts import asked_of_body
from evidence.bodies.rating import Body, rate_again, read_bodies
from evidence.constants import Measure, OutcomeKind, RatingCause
from evidence.models import (
    BodyAppraisal,
    BodyOfEvidence,
    Intervention,
    NewestSearch,
    Reference,
)
from evidence.permissions import may_record_body
from evidence.ratings.vocabulary import ASKED
from evidence.synthesis.service import Part

EARLIEST = dt.date(1900, 1, 1)
WHY_ANEW = gettext_lazy("Something was recorded before: say why it is recorded anew.")


class UnableToRecord(PermissionDenied):
    """Something cannot be recorded; the message says why, in the reader's words."""


@dataclass(frozen=True)
class SearchSaid:
    """When somebody searched for all studies, and where that is said.

    Args:
        searched_on: None: no search is known.
        place: "Page 5, Literature search"; not needed without a date.
        reason: why it is recorded anew; public.
    """

    searched_on: dt.date | None
    place: str = ""
    quotation: str = ""
    reference: Reference | None = None
    reason: str = ""


@dataclass(frozen=True)
class FactsSaid:
    """GRADE's facts of the studies that used one kind of test.

    Args:
        facts: `value`, `reason` and, where there is one, `place` by the fact's key.
        note: about the appraisal as a whole; public.
        reason: why it is recorded anew; public.
    """

    measure: Measure
    facts: Mapping[str, Mapping[str, Any]]
    note: str = ""
    reason: str = ""


@transaction.atomic
def record_search(
    *, body: BodyOfEvidence, said: SearchSaid, by: Any, now: dt.datetime
) -> NewestSearch:
    """Record when somebody last searched for all studies of a body.

    Raises:
        UnableToRecord: not a curator, or an author of a study; a day that can't be, no
            place, no reason for recording anew, or nothing new.
    """
    held = _locked(body, by)
    before = held.recorded.search
    _refuse_search(said, before, now.date())
    search = NewestSearch.objects.create(
        body=held.row,
        searched_on=said.searched_on,
        place=said.place.strip(),
        quotation=said.quotation.strip(),
        reference=said.reference,
        reason=said.reason.strip() if before else "",
        recorded_by=by,
        recorded_at=now,
    )
    rate_again(rows=[held.row], cause=RatingCause.FACTS, now=now)
    return search


def _refuse_search(
    said: SearchSaid, before: NewestSearch | None, today: dt.date
) -> None:
    if problem := _problem_of_day(said, before, today):
        raise UnableToRecord(problem)
    if before is None:
        return
    same = (before.searched_on, before.place, before.quotation, before.reference)
    new = (said.searched_on, said.place.strip(), said.quotation.strip(), said.reference)
    if same == new:
        raise UnableToRecord(_("This is what is recorded already."))
    if not said.reason.strip():
        raise UnableToRecord(WHY_ANEW)


def _problem_of_day(
    said: SearchSaid, before: NewestSearch | None, today: dt.date
) -> str:
    if said.searched_on is None:
        is_known = before is not None and before.searched_on is not None
        return "" if is_known else _("Write the day of the search: none is known yet.")
    if said.searched_on > today:
        return _("The search lies in the future: check the day.")
    if said.searched_on < EARLIEST:
        return _("Write the year with four digits, from 1900 on.")
    return "" if said.place.strip() else _("Say where the day of the search is said.")


@transaction.atomic
def record_facts(
    *, body: BodyOfEvidence, said: FactsSaid, by: Any, now: dt.datetime
) -> BodyAppraisal:
    """Record GRADE's facts of the studies of a body that used one kind of test.

    Raises:
        UnableToRecord: not a curator, or an author of a study; what teachers thought; a
            kind of test that no study used; a fact that is not asked, that can't be, or
            that has no reason; no fact; no reason for recording anew.
    """
    held = _locked(body, by)
    part = _part(held, said.measure)
    problem = _problem(part, said.facts)
    if problem:
        raise UnableToRecord(problem)
    before = held.recorded.appraisals.get(said.measure)
    if before is not None and not said.reason.strip():
        raise UnableToRecord(WHY_ANEW)
    appraisal = BodyAppraisal.objects.create(
        body=held.row,
        measure=said.measure,
        facts={key: _entry(entry) for key, entry in said.facts.items()},
        studies=sorted(each.study.pk for each in part.studies),
        note=said.note.strip(),
        reason=said.reason.strip() if before else "",
        recorded_by=by,
        recorded_at=now,
    )
    rate_again(rows=[held.row], cause=RatingCause.FACTS, now=now)
    return appraisal


def body_of(*, intervention: Intervention, outcome_kind: OutcomeKind) -> BodyOfEvidence:
    """The body's row, made when missing.

    Raises:
        UnableToRecord: nothing is known of the intervention on this kind of outcome.
    """
    findings = intervention.findings.filter(outcome_kind=outcome_kind)
    if not findings.exists():
        raise UnableToRecord(_("There is no finding on it yet."))
    body, _made = BodyOfEvidence.objects.get_or_create(
        intervention=intervention, outcome_kind=outcome_kind
    )
    return body


def _locked(body: BodyOfEvidence, by: Any) -> Body:
    """The body as it is now; nobody else records at the same moment."""
    BodyOfEvidence.objects.select_for_update().get(pk=body.pk)
    [held] = read_bodies([body])
    answer = may_record_body(held.synthesis.pooled_studies, by)
    if not answer:
        raise UnableToRecord(answer.reason)
    return held


def _part(held: Body, measure: Measure) -> Part:
    if held.row.outcome_kind == OutcomeKind.TEACHER_PERCEPTION:
        raise UnableToRecord(_("What teachers thought is not rated."))
    for part in held.synthesis.parts:
        if part.measure == measure:
            return part
    raise UnableToRecord(
        _("No study that can be pooled used this kind of test: reload the page.")
    )


def _problem(part: Part, facts: Mapping[str, Mapping[str, Any]]) -> str:
    asked: Sequence[str] = asked_of_body(part)
    if not facts:
        return _("Answer one question at least.")
    for key, entry in facts.items():
        if key not in asked:
            return _("“%(key)s” is not asked here.") % {"key": key}
        label = ASKED[key].label
        if problem := ASKED[key].problem(entry.get("value")):
            return f"{label}: {problem}"
        if not str(entry.get("reason", "")).strip():
            return _("%(fact)s: say why; the reason is public.") % {"fact": label}
    return ""


def _entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "value": entry["value"],
        "reason": str(entry["reason"]).strip(),
        "place": str(entry.get("place", "")).strip(),
    }
