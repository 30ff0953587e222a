"""Records, ratings and appraisals for the browser: made by factories and services."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from evidence.appraising.appraisals import submit_appraisal
from evidence.appraising.decisions import DecidedFact, decide_fact
from evidence.constants import Measure, OutcomeKind, RoundState
from evidence.models import AppraisalRound, Finding, Intervention, RatingRecord
from evidence.synthesis.presentation import address
from mesh.core.constants import Role
from mesh.core.models import User
from tests.factories.core import UserFactory
from tests.factories.evidence import (
    AppraisalRoundFactory,
    FindingFactory,
    StudyFactory,
)

OPEN = {"attrition_handled": False, "contamination_handled": True}
EVERY_MEASURE = (Measure.STANDARDISED, Measure.RESEARCHER_MADE)


@dataclass(frozen=True)
class Appraised:
    """A study with four findings beside it, two appraisals, and people."""

    finding: Finding
    settled: AppraisalRound
    disputed: AppraisalRound
    asked: AppraisalRound
    people: list[User]
    judge: User
    curator: User

    @property
    def public_paths(self):
        """Each kind of public page of the evidence, by its name."""
        record = self.finding.study.reference
        slug = [record.slug]
        return {
            "record": record.get_absolute_url(),
            "syntheses": reverse("evidence:syntheses"),
            "synthesis": address(self.finding.intervention, OutcomeKind.ATTAINMENT),
            "ratings of a record": reverse("evidence:record_ratings", args=slug),
            "ratings of a study": reverse(
                "evidence:study_ratings", args=[*slug, self.finding.study_id]
            ),
            "ratings of a finding": reverse(
                "evidence:finding_ratings", args=[*slug, self.finding.key]
            ),
            "how we rate": reverse("evidence:how_we_rate"),
            "a rule set": reverse("evidence:rule_set", args=["eef-trial-security"]),
            "evidence": reverse("evidence:index"),
            "intervention": self.finding.intervention_record.get_absolute_url(),
            "gap map": reverse("evidence:gaps"),
            "gap map of barriers": reverse("evidence:gaps_of_barriers"),
            "download": reverse("evidence:download_page"),
            "terms": reverse("evidence:terms"),
            "api": reverse("api_docs"),
        }


def entries(**values):
    """Facts as an appraiser records them, all from page 4."""
    return {
        key: {"value": value, "place": "p. 4", "quotation": "As they say."}
        for key, value in values.items()
    }


def submit_both(review_round, *facts):
    """Hand in what each of the two recorded."""
    for appraisal, values in zip(review_round.appraisals.all(), facts, strict=True):
        submit_appraisal(
            appraisal=appraisal,
            by=appraisal.appraiser,
            facts=entries(**values),
            named=True,
            now=timezone.now(),
        )


def build_appraised() -> Appraised:
    """Findings to pool, a settled round that leaves a rating open, one in dispute."""
    people = [
        UserFactory(roles=[Role.REVIEWER], first_name=name) for name in ("Ada", "Bob")
    ]
    judge = UserFactory(roles=[Role.JUDGE])
    curator = UserFactory(roles=[Role.CURATOR])
    findings = [
        FindingFactory(
            effect_size=value,
            ci_low=value - 0.2,
            ci_high=value + 0.2,
            measure=measure,
            statement="It helped a little.",
        )
        for value in (0.1, 0.3)
        for measure in EVERY_MEASURE
    ]
    given = {"assigned_by": curator, "people": people}
    settled = AppraisalRoundFactory(study=findings[0].study, **given)
    submit_both(settled, OPEN, {**OPEN, "attrition_level": "low"})
    decide_fact(
        review_round=settled,
        fact=DecidedFact("attrition_level", "low", "Table 2.", place="Table 2"),
        by=judge,
        now=timezone.now(),
    )
    disputed = AppraisalRoundFactory(study=findings[1].study, **given)
    submit_both(disputed, {"attrition_level": "low"}, {"attrition_level": "high"})
    asked = AppraisalRoundFactory(study=StudyFactory(), **given)
    settled.refresh_from_db()
    disputed.refresh_from_db()
    assert settled.state == RoundState.SETTLED
    assert disputed.state == RoundState.DISPUTED
    assert RatingRecord.objects.left_open().exists()
    assert Intervention.objects.exists()
    return Appraised(findings[0], settled, disputed, asked, people, judge, curator)
