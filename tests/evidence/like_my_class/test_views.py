"""A class in the address of a synthesis, and what the page says of it."""

import pytest

from evidence.constants import Deliverer
from tests.factories.core import PhaseFactory, SubjectFactory
from tests.factories.evidence import FindingFactory, StudyFactory

pytestmark = pytest.mark.django_db

NAME = "Number line work"


def study(effect, **facts):
    phases, subjects = facts.pop("phases", ()), facts.pop("subjects", ())
    deliverer = facts.pop("deliverer", "")
    made = StudyFactory(**facts)
    made.phases.set(phases)
    made.subjects.set(subjects)
    FindingFactory(
        study=made,
        effect_size=effect,
        ci_low=effect - 0.3,
        ci_high=effect + 0.3,
        deliverer=deliverer,
    )
    return made


def page(client, **told):
    response = client.get(
        "/evidence/synthesis/attainment/", {"intervention": NAME, **told}
    )
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_class_shows_matches_with_reasons_and_both_means(client):
    phase = PhaseFactory(slug="ks2", age_from=7, age_to=11)
    maths = SubjectFactory(slug="mathematics")
    for effect in (0.1, 0.3):
        study(effect, country="England", phases=[phase], subjects=[maths],
              percent_disadvantaged=30, class_size=26, deliverer=Deliverer.TEACHER)  # fmt: skip
    study(0.9, country="USA", class_size=60)

    html = page(
        client, phase="ks2", subject="mathematics", country="England",
        disadvantage="35 %", class_size="28", deliverer="teacher",
    )  # fmt: skip

    for text in (
        "For a class like yours", "6 of 6 match", "same phase", "same subject",
        "same country", "about as many disadvantaged pupils",
        "about the same class size", "given by the same", "0 of 6 match, 4 not reported",
        "other country (USA)", "other class size (60)", "disadvantage not reported",
        "counts as 2.3 of 3 studies", "Weighted by match", "2 of 3 are known to be like your class",
        "found somewhat less than all studies together",
    ):  # fmt: skip
        assert text in html, text
    assert " style=" not in html


def test_a_mean_is_refused_with_its_reason_and_the_matches_stand(client):
    study(0.1, country="England")
    study(0.5)
    study(0.9, country="USA")

    html = page(client, country="England")

    assert "No weighted mean" in html
    assert "Fewer than two studies are known to match your class" in html
    assert "1 of 1 match" in html
    assert "Weighted by match" not in html


def test_studies_that_all_match_say_the_same(client):
    study(0.1, country="England")
    study(0.3, country="England")

    assert "say much the same as all studies together" in page(
        client, country="england"
    )


def test_more_for_a_class_is_said(client):
    study(0.9, country="England")
    study(0.8, country="England")
    study(0.1, country="USA")

    assert "found somewhat more than all" in page(client, country="England")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("phase", "nonsense", "Choose one of the phases listed."),
        ("subject", "nonsense", "Choose one of the subjects listed."),
        ("country", "x" * 101, "Ensure this value has at most 100 characters"),
        ("country", "a\0b", "Null characters are not allowed."),
        ("disadvantage", "many", "Write the share as a number from 0 to 100"),
        ("disadvantage", "nan", "Write the share as a number from 0 to 100"),
        ("disadvantage", "-1", "A share is not below 0 per cent."),
        ("disadvantage", "101", "A share is not above 100 per cent."),
        ("class_size", "2.5", "as a whole number"),
        ("class_size", "0", "A class has one pupil at least."),
        ("class_size", "201", "at most 200"),
        ("deliverer", "nobody", "Choose one of those listed."),
    ],
)
def test_what_can_not_be_is_told_and_nothing_is_weighted(client, name, value, message):
    study(0.1, country="England")
    study(0.3, country="England")

    html = page(client, **{name: value})

    assert message in html
    assert "There is a problem" in html
    assert "For a class like yours" not in html


def test_an_empty_form_asks_for_nothing(client):
    study(0.1)
    study(0.3)

    html = page(client, phase="", country=" ", disadvantage="", class_size="")

    assert "There is a problem" not in html
    assert "For a class like yours" not in html


def test_what_was_told_is_in_the_address_only(client):
    study(0.1, country="England")
    study(0.3, country="England")

    told = client.get(
        "/evidence/synthesis/attainment/", {"intervention": NAME, "country": "England"}
    )
    plain = client.get("/evidence/synthesis/attainment/", {"intervention": NAME})

    assert "no-store" in told["Cache-Control"]
    assert told["X-Robots-Tag"] == "noindex"
    assert not told.cookies
    assert "no-store" not in plain.get("Cache-Control", "")


def test_the_form_keeps_what_else_the_address_says(client):
    study(0.1, country="England")
    study(0.3, country="England")

    html = page(client, country="England", developers="without")

    assert 'name="developers" value="without"' in html
    assert f'name="intervention" value="{NAME}"' in html
    assert "intervention=Number+line+work&amp;developers=without" in html


@pytest.mark.parametrize("number", [2, 25])
def test_a_class_takes_the_same_queries_however_many_studies(
    client, number, django_assert_max_num_queries
):
    phase, maths = PhaseFactory(slug="ks2"), SubjectFactory(slug="mathematics")
    for place in range(number):
        study(0.1 * place, country=f"Land {place}", phases=[phase], subjects=[maths])

    with django_assert_max_num_queries(20):
        html = page(client, phase="ks2", subject="mathematics", country="Land 1")

    assert "For a class like yours" in html
