"""People and a round of appraisal."""

import pytest

from evidence.appraising.appraisals import submit_appraisal
from mesh.core.constants import Role
from tests.factories.evidence import AppraisalRoundFactory, StudyFactory


@pytest.fixture
def curator(person):
    return person(Role.CURATOR, last_name="Curator")


@pytest.fixture
def ada(person):
    return person(Role.REVIEWER, first_name="Ada", last_name="First")


@pytest.fixture
def bob(person):
    return person(Role.REVIEWER, first_name="Bob", last_name="Second")


@pytest.fixture
def judge(person):
    return person(Role.JUDGE, last_name="Judge")


@pytest.fixture
def study(db):
    return StudyFactory()


@pytest.fixture
def appraisal_round(study, ada, bob, curator):
    """Both were asked, and have no conflict of interest."""
    return AppraisalRoundFactory(study=study, assigned_by=curator, people=[ada, bob])


@pytest.fixture
def submit(appraisal_round, now):
    """Hands in one person's facts: `submit(ada, attrition=12)`."""

    def submit_for(user, *, named=False, **values):
        return submit_appraisal(
            appraisal=appraisal_round.appraisals.get(appraiser=user, state="asked"),
            by=user,
            facts=recorded(**values),
            named=named,
            now=now,
        )

    return submit_for


def recorded(**values):
    """Facts as they are stored, all from page 4."""
    return {
        key: {"value": value, "place": "p. 4", "quotation": ""}
        for key, value in values.items()
    }
