"""Twenty-five documents whose right answers are plain to see."""

import datetime as dt

from evidence.search.api import SearchDocument


class ListSource:
    """A source over documents in memory; what is taken out of the list is gone."""

    def __init__(self, name, documents):
        self.name = name
        self.rows = {int(d.uid.partition(":")[2]): d for d in documents}

    def keys(self):
        return sorted(self.rows)

    def documents(self, keys):
        return [self.rows[key] for key in keys if key in self.rows]


def _document(number, title, summary="", **fields):
    fields.setdefault("kind", "study")
    return SearchDocument(
        uid=f"sample:{number}",
        title=title,
        summary=summary,
        url=f"/evidence/{number}/",
        updated=dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=number),
        **fields,
    )


MATHS = {"subject": ("mathematics",)}
ENGLISH = {"subject": ("english",)}
DOCUMENTS = [
    _document(
        1,
        "Whole-number bias in fractions",
        "Pupils treat a fraction as two whole numbers.",
        kind="barrier",
        year=2024,
        phase=("ks2",),
        symptoms=("3/4 + 1/2 = 4/6", "“You add the tops and the bottoms.”"),
        **MATHS,
    ),
    _document(
        2,
        "Number line training for fractions",
        "Students placed fractions on a line; their attainment rose.",
        year=2019,
        phase=("ks2",),
        outcome=("attainment",),
        design=("rct",),
        authors=("Fazio", "O’Neil"),
        **MATHS,
    ),
    _document(
        3,
        "Class size and achievement",
        "Smaller classes in primary schools.",
        body="The experiment followed learners from kindergarten on.",
        year=1999,
        phase=("ks1",),
        outcome=("attainment",),
        design=("cluster_rct",),
        authors=("Krueger",),
        country=("US",),
    ),
    _document(
        4,
        "Reading and class size",
        "Reading in small classes.",
        year=2001,
        outcome=("attainment", "attitude"),
        design=("quasi_experiment",),
        **ENGLISH,
    ),
    _document(
        5,
        "The size of a class matters less than teaching",
        "An essay.",
        kind="reference",
        year=2010,
    ),
    _document(
        6,
        "Behaviour programmes in secondary schools",
        "Organisation of a behaviour programme; colour cards were used.",
        year=2015,
        phase=("ks3",),
        outcome=("behaviour",),
        design=("rct",),
    ),
    _document(
        7,
        "Behavior and school organization",
        "An American view of color and labor.",
        kind="review",
        year=2012,
        outcome=("behaviour",),
        design=("systematic_review",),
    ),
    _document(
        8,
        "Universal provision",
        "What every child is offered.",
        kind="reference",
        year=2011,
    ),
    _document(
        9,
        "University entrance",
        "Who goes to universities.",
        kind="reference",
        year=2013,
    ),
    _document(
        10,
        "SEN support in mainstream classrooms",
        "What teaching assistants do.",
        kind="intervention",
        year=2021,
        phase=("ks1", "ks2"),
    ),
    _document(
        11,
        "Pupils with special educational needs",
        "Attitudes of peers.",
        kind="review",
        year=2018,
        outcome=("attitude",),
        design=("meta_analysis",),
    ),
    _document(
        12,
        "Deployment of TAs",
        "A review of how TAs are used.",
        kind="review",
        year=2020,
    ),
    _document(
        13,
        "Photosynthesis is not breathing",
        "Children think that plants breathe in food.",
        kind="barrier",
        year=2022,
        subject=("biology",),
        phase=("ks3",),
    ),
    _document(
        14,
        "Metacognition in physics",
        "Metacognitive prompts while solving problems.",
        year=2017,
        subject=("physics",),
        outcome=("attainment",),
        design=("rct",),
    ),
    _document(
        15,
        "<script>alert('x')</script> & teaching",
        "Markup <b>in</b> a title & a summary about teaching.",
        kind="reference",
        year=2014,
    ),
    _document(
        16,
        "Café culture and résumé writing",
        "Naïve learners.",
        kind="reference",
        year=2016,
    ),
    _document(
        17,
        "Homework",
        "Homework feedback in maths.",
        year=2009,
        outcome=("attainment",),
        design=("correlational",),
        **MATHS,
    ),
    _document(
        18,
        "Peer tutoring",
        "Feedback by peers.",
        kind="intervention",
        year=2023,
        keywords=("scaffolding",),
    ),
    _document(
        19,
        "Phonics teaching",
        "Systematic phonics and reading comprehension.",
        kind="intervention",
        year=2020,
        phase=("ks1",),
        **ENGLISH,
    ),
    _document(
        20,
        "Feedback",
        "Feedback on tasks: feedback, feedback.",
        kind="review",
        year=2007,
    ),
    *(
        _document(number, f"Twin {name}", "Exactly alike.", kind="reference", year=1990)
        for number, name in enumerate(("one", "two", "three", "four", "five"), start=21)
    ),
]
