"""A true row of the table of findings, and tables made of such rows."""

import csv
import io

ROW = {
    "doi": "10.3758/s13423-014-0588-3",
    "title": "The benefit of interleaved mathematics practice",
    "authors": "Rohrer, Doug; Dedrick, Robert F.; Burgess, Kaleena",
    "year": "2014",
    "container": "Psychonomic Bulletin & Review",
    "study_kind": "primary",
    "study_design": "rct",
    "study_weakness": "One school.",
    "intervention": "Interleaved practice",
    "comparison": "Blocked practice",
    "outcome": "Test of the unit",
    "outcome_kind": "attainment",
    "effect_metric": "d",
    "effect_size": "1.05",
    "sample_size": "140",
}


def table(*rows):
    """The rows as CSV, with every column that one of them has."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    file = io.StringIO()
    writer = csv.DictWriter(file, fieldnames=columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()
