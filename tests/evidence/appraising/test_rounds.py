"""A curator asks two people."""

import pytest

from evidence.appraising.refusals import UnableToAssign
from evidence.appraising.rounds import (
    Subject,
    assign_appraisers,
    cancel_round,
    replace_appraiser,
)
from evidence.constants import AppraisalState, Design, RoundState
from mesh.core.constants import Role
from mesh.core.models import OutgoingMail
from tests.factories.evidence import FindingFactory, ReferenceFactory, StudyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(curator, ada, bob, study, now):
    def ask_for(**changed):
        given = {
            "subject": Subject(study),
            "appraisers": [ada, bob],
            "by": curator,
            "now": now,
        }
        return assign_appraisers(**{**given, **changed})

    return ask_for


def test_both_are_asked_by_mail(ask, ada, bob):
    review_round = ask()

    assert review_round.state == RoundState.AWAITING
    assert [each.appraiser for each in review_round.appraisals.all()] == [ada, bob]
    mails = OutgoingMail.objects.order_by("pk")
    assert [mail.to for mail in mails] == [ada.email, bob.email]
    assert "/admin/appraisals/" in mails[0].text


def test_a_finding_has_a_round_of_its_own(ask, study):
    finding = FindingFactory(study=study)

    ask()

    assert ask(subject=Subject(study, finding)).subject == finding


@pytest.mark.parametrize("role", [None, Role.REVIEWER, Role.JUDGE, Role.TRUSTEE])
def test_only_a_curator_asks(ask, person, role):
    with pytest.raises(UnableToAssign, match="Only a curator"):
        ask(by=person(*filter(None, [role])))


def test_nobody_is_asked_twice_for_the_same(ask):
    ask()

    with pytest.raises(UnableToAssign, match="already"):
        ask()


def test_two_different_people_are_needed(ask, ada):
    with pytest.raises(UnableToAssign, match="two different"):
        ask(appraisers=[ada, ada])


def test_who_asks_does_not_appraise(ask, ada, person):
    both = person(Role.CURATOR, Role.REVIEWER)

    with pytest.raises(UnableToAssign, match="yourself"):
        ask(appraisers=[ada, both], by=both)


def test_an_appraiser_is_a_peer_reviewer(ask, ada, person):
    with pytest.raises(UnableToAssign, match="not in the group"):
        ask(appraisers=[ada, person(Role.AUTHOR)])


def test_a_closed_account_is_not_asked(ask, ada, bob):
    bob.is_active = False
    bob.save()

    with pytest.raises(UnableToAssign, match="not in the group"):
        ask()


@pytest.mark.parametrize("author", ["First, Ada", "FIRST, A.", "first, ada maria"])
def test_an_author_of_the_study_is_not_asked(ask, author):
    study = StudyFactory(reference=ReferenceFactory(authors=["Other, Olga", author]))

    with pytest.raises(UnableToAssign, match="author"):
        ask(subject=Subject(study))


def test_an_author_of_a_further_publication_is_not_asked(ask, study):
    study.further_references.add(ReferenceFactory(authors=["First, Ada"]))

    with pytest.raises(UnableToAssign, match="author"):
        ask()


def test_a_relative_of_another_first_name_is_asked(ask):
    study = StudyFactory(reference=ReferenceFactory(authors=["First, Zoe"]))

    assert ask(subject=Subject(study)).pk


def test_a_finding_of_another_study_is_refused(ask, study):
    with pytest.raises(UnableToAssign, match="another study"):
        ask(subject=Subject(study, FindingFactory()))


@pytest.mark.parametrize("design", [Design.QUALITATIVE, Design.THEORY])
def test_a_study_without_an_effect_has_nothing_to_appraise(ask, design):
    with pytest.raises(UnableToAssign, match="nothing to appraise"):
        ask(subject=Subject(StudyFactory(design=design)))


def test_a_review_is_appraised_by_its_pooled_finding(ask):
    pooled = FindingFactory(pooled=True)

    with pytest.raises(UnableToAssign, match="pooled finding"):
        ask(subject=Subject(pooled.study))
    assert ask(subject=Subject(pooled.study, pooled)).pk


def test_somebody_else_is_asked_instead(appraisal_round, curator, ada, person, now):
    third = person(Role.REVIEWER)
    appraisal = appraisal_round.appraisals.get(appraiser=ada)

    replace_appraiser(appraisal=appraisal, person=third, by=curator, now=now)

    states = dict(appraisal_round.appraisals.values_list("appraiser", "state"))
    assert states[ada.pk] == AppraisalState.DECLINED
    assert states[third.pk] == AppraisalState.ASKED
    assert OutgoingMail.objects.get().to == third.email


@pytest.mark.parametrize(
    ("replacement", "message"),
    [("bob", "asked already"), ("stranger", "not in the group")],
)
def test_not_everybody_can_be_asked_instead(
    appraisal_round, request, now, replacement, message
):
    curator, ada, bob, person = (
        request.getfixturevalue(name) for name in ("curator", "ada", "bob", "person")
    )
    people = {"bob": bob, "stranger": person()}

    with pytest.raises(UnableToAssign, match=message):
        replace_appraiser(
            appraisal=appraisal_round.appraisals.get(appraiser=ada),
            person=people[replacement],
            by=curator,
            now=now,
        )


def test_only_a_curator_replaces(appraisal_round, ada, bob, person, now):
    with pytest.raises(UnableToAssign, match="Only a curator"):
        replace_appraiser(
            appraisal=appraisal_round.appraisals.get(appraiser=ada),
            person=person(Role.REVIEWER),
            by=bob,
            now=now,
        )


def test_a_submitted_appraisal_is_not_replaced(submit, curator, ada, person, now):
    submitted = submit(ada)

    with pytest.raises(UnableToAssign, match="not awaited"):
        replace_appraiser(
            appraisal=submitted, person=person(Role.REVIEWER), by=curator, now=now
        )


def test_a_round_is_given_up_and_asked_for_anew(ask, curator):
    review_round = ask()

    cancelled = cancel_round(review_round=review_round, by=curator)

    assert cancelled.state == RoundState.CANCELLED
    assert ask().pk != cancelled.pk


def test_a_settled_round_is_not_given_up(submit, appraisal_round, curator, ada, bob):
    submit(ada)
    submit(bob)

    with pytest.raises(UnableToAssign, match="settled"):
        cancel_round(review_round=appraisal_round, by=curator)


def test_only_a_curator_gives_a_round_up(appraisal_round, ada):
    with pytest.raises(UnableToAssign, match="Only a curator"):
        cancel_round(review_round=appraisal_round, by=ada)


def test_who_declined_is_replaced_and_stays_on_record(
    appraisal_round, curator, ada, person, now
):
    declined = appraisal_round.appraisals.get(appraiser=ada)
    declined.state, declined.conflict = AppraisalState.DECLINED, "declared"
    declined.save()
    third = person(Role.REVIEWER)

    fresh = replace_appraiser(appraisal=declined, person=third, by=curator, now=now)

    assert fresh.appraiser == third
    declined.refresh_from_db()
    assert declined.conflict == "declared"
