"""A whole review through our importer: 1,334 effects, pooled as the review pooled them."""

import datetime as dt

import pytest
from django.db import transaction

from evidence.constants import OutcomeKind
from evidence.importing.services import import_file
from evidence.models import Finding, Intervention, Reference, Study
from evidence.synthesis.presentation import address
from evidence.synthesis.service import read_synthesis
from tests.documents import document, rounded, section, table_rows
from tests.evidence import dietrichson

FILE = dietrichson.found()
CHECKED = table_rows(
    section(document("evidence-check.md"), "A whole review"),
    "figure | published | MESH",
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        FILE is None,
        reason=f"{dietrichson.NAME} is not there: set MESH_DATA to where its folder is",
    ),
]


@pytest.fixture(scope="module")
def imported(django_db_setup, django_db_blocker, tmp_path_factory):
    """The review's effects, imported once for this file; gives the report."""
    table = tmp_path_factory.mktemp("review") / "findings.csv"
    dietrichson.write_table(FILE, table)
    with django_db_blocker.unblock(), transaction.atomic():
        yield import_file(path=table, this_year=dt.date(2026, 1, 1).year)
        transaction.set_rollback(True)


def pooled(name):
    synthesis = read_synthesis(
        intervention=Intervention.objects.get(name=name),
        outcome_kind=OutcomeKind.ATTAINMENT,
    )
    (part,) = synthesis.parts
    return part.pooled


def share_of(**named):
    return Finding.objects.filter(**named).count() / Finding.objects.count()


FIGURES = {
    "effects": Finding.objects.count,
    "studies": lambda: Study.objects.values("label").distinct().count(),
    "publications": Reference.objects.count,
    "share tested later": lambda: share_of(intervention=dietrichson.LATER),
    "mean, tested at once": lambda: pooled(dietrichson.AT_ONCE).mean,
    "studies, tested at once": lambda: pooled(dietrichson.AT_ONCE).k,
    "I², tested at once": lambda: pooled(dietrichson.AT_ONCE).i_squared,
    "mean, tested later": lambda: pooled(dietrichson.LATER).mean,
    "studies, tested later": lambda: pooled(dietrichson.LATER).k,
}


def test_every_row_is_imported(imported):
    assert imported.refusals == []
    assert Finding.objects.count() == 1334


@pytest.mark.parametrize(("name", "published", "shown"), CHECKED)
def test_the_document_says_what_it_comes_to(imported, name, published, shown):
    assert rounded(FIGURES[name](), shown) == shown


def test_effects_keep_every_digit(imported):
    numbers = [
        (float(row["Effectsize_g"]), float(row["SE_g"]))
        for row in dietrichson.rows(FILE)
    ]

    stored = Finding.objects.order_by("key").values_list(
        "effect_size", "standard_error"
    )
    assert list(stored) == numbers


def test_the_published_mean_lies_within_our_interval(imported):
    at_once = pooled(dietrichson.AT_ONCE).interval
    later = pooled(dietrichson.LATER).interval

    assert at_once.low < 0.30 < at_once.high
    assert later.low < 0.27 < later.high


def test_a_synthesis_of_a_whole_review_takes_no_more_queries(
    imported, client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20):
        html = client.get(
            address(dietrichson.AT_ONCE, OutcomeKind.ATTAINMENT)
        ).content.decode()

    assert "Forest plot: Standardised tests" in html
