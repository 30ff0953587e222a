"""Who may do what with the evidence, cell by cell."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from evidence.models import Finding, Reference, Study
from evidence.permissions import (
    RECORDS,
    TABLE,
    Action,
    appraiser_problem,
    may_assign,
    may_be_asked,
    may_judge_study,
    may_merge,
    may_see_rounds,
    user_can,
)
from mesh.core.constants import Role
from tests.factories.evidence import EdgeFactory, FindingFactory, StudyFactory

pytestmark = pytest.mark.django_db

CURATOR_ONLY = {Action.ADD, Action.CHANGE, Action.DELETE}
CELLS = [
    (role, action, action == Action.VIEW or role == Role.CURATOR)
    for role in Role
    for action in Action
]


@pytest.mark.parametrize(("role", "action", "expected"), CELLS)
def test_the_table_holds_for_every_role(person, role, action, expected):
    user = person(role)

    assert {user_can(user, action, model) for model in RECORDS} == {expected}


@pytest.mark.parametrize("action", Action)
def test_an_administrator_may_do_all(administrator, action):
    assert user_can(administrator, action, Finding)


@pytest.mark.parametrize("action", Action)
def test_a_person_without_a_role_may_do_nothing(person, action):
    assert not user_can(person(), action, Reference)


def test_a_closed_account_may_do_nothing(person):
    assert not user_can(person(Role.CURATOR, is_active=False), Action.VIEW, Study)


def test_each_role_may_enter_the_admin():
    for role in Role:
        group = Group.objects.get(name=role.value)
        assert group.permissions.filter(codename="access_admin").exists()


VIEWS = ["index", "create", "inspect", "edit", "delete", "history"]


def address(view, record):
    name = f"evidence_{record._meta.model_name}_modeladmin_{view}"
    return reverse(name, args=[] if view in ("index", "create") else [record.pk])


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("role", [Role.CURATOR, Role.EDITOR, Role.TRUSTEE, None])
def test_every_view_of_the_admin_asks_the_table(client, person, view, role):
    finding = FindingFactory()
    edge = EdgeFactory()
    client.force_login(person(*filter(None, [role])))
    allowed = role == Role.CURATOR or (role and view in ("index", "inspect", "history"))

    records = (finding, finding.study, finding.study.reference)
    for record in (*records, edge, edge.source, edge.target):
        response = client.get(address(view, record))
        assert (response.status_code == 200) is bool(allowed), address(view, record)


@pytest.mark.parametrize("role", [*Role, None])
def test_only_curators_merge_records(person, role):
    assert bool(may_merge(person(*filter(None, [role])))) is (role == Role.CURATOR)


def test_an_administrator_merges_records_but_a_closed_account_does_not(
    administrator, person
):
    assert may_merge(administrator)
    assert not may_merge(person(Role.CURATOR, is_active=False))


@pytest.mark.parametrize("role", [*Role, None])
def test_only_curators_ask_for_appraisals(person, role):
    assert bool(may_assign(person(*filter(None, [role])))) is (role == Role.CURATOR)


@pytest.mark.parametrize("role", [*Role, None])
def test_curators_and_trustees_see_how_far_appraisals_are(person, role):
    user = person(*filter(None, [role]))

    assert bool(may_see_rounds(user)) is (role in (Role.CURATOR, Role.TRUSTEE))


@pytest.mark.parametrize("role", [*Role, None])
def test_only_reviewers_can_be_asked(person, role):
    user = person(*filter(None, [role]))
    answer = may_be_asked(StudyFactory(), user, person(Role.CURATOR))

    assert bool(answer) is (role == Role.REVIEWER)


@pytest.mark.parametrize("role", [*Role, None])
def test_only_judges_decide_on_a_study(person, role):
    user = person(*filter(None, [role]))

    assert bool(may_judge_study(StudyFactory(), user)) is (role == Role.JUDGE)


def test_an_administrator_asks_and_reads_but_neither_appraises_nor_decides(
    administrator, person
):
    study = StudyFactory()

    assert may_assign(administrator)
    assert may_see_rounds(administrator)
    assert not may_be_asked(study, administrator, person(Role.CURATOR))
    assert not may_judge_study(study, administrator)


def test_a_closed_account_has_no_part_in_appraisal(person):
    study = StudyFactory()
    closed = person(*Role, is_active=False)

    assert not may_assign(closed)
    assert not may_see_rounds(closed)
    assert not may_judge_study(study, closed)
    assert appraiser_problem(study, closed) == "This account is closed."


def test_the_table_says_what_the_rules_hold():
    stated = {str(action): roles for action, roles in TABLE}

    assert stated["Ask two people to appraise a study; cancel it"] == (Role.CURATOR,)
    assert stated["Appraise a study one was asked to"] == (Role.REVIEWER,)
    assert stated["Decide what appraisers disagree on; override a rating"] == (
        Role.JUDGE,
    )
    assert stated["Read how far every appraisal has come"] == (
        Role.CURATOR,
        Role.TRUSTEE,
    )
