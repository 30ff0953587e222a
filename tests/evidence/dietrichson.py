"""The effects behind a Campbell review, as a table that our importer reads.

Dietrichson et al. 2021, doi:10.1002/cl2.1152, licence CC BY; the file comes with the R
package VIVECampbell. It lies where the benchmarks look for their texts, or nowhere.
"""

import csv
import re

from benchmarks.corpus import DataNotFound, folder

NAME = "Dietrichson2021_data.csv"
AT_ONCE = "Targeted teaching of pupils at risk, tested at once"
LATER = "Targeted teaching of pupils at risk, tested later"
DESIGNS = {"RCT": "rct", "QRCT": "quasi_experiment", "QES": "quasi_experiment"}
# Two publications of one title, year and first author, without a DOI: the importer
# refuses the second, as it should. The mark tells it apart.
TOLD_APART = {"Vaughn et al. (2006c)": " [2006c]"}
COUNTED = ("N_treatment", "N_control", "N_total")


def found():
    """The file, None where it is absent."""
    try:
        place = folder("dietrichson2021") / NAME
    except DataNotFound:
        return None
    return place if place.is_file() else None


def rows(path):
    """Its rows as they are."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def write_table(path, target):
    """Its rows as our table of findings; returns how many."""
    written = [_row(number, row) for number, row in enumerate(rows(path), start=1)]
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(written[0]))
        writer.writeheader()
        writer.writerows(written)
    return len(written)


def _row(number, row):
    treatment, control, everybody = (_whole(row[name]) for name in COUNTED)
    return {
        "title": row["Title"] + TOLD_APART.get(row["Authors"], ""),
        "authors": _authors(row["Authors"]),
        "year": _whole(row["Year"]),
        "container": row["Outlet"],
        "study_label": row["Study_ID"],
        "study_kind": "primary",
        "study_design": DESIGNS[row["RCT_QES"]],
        "study_country": row["Country"],
        "key": f"dietrichson-2021-{number:04}",
        "intervention": LATER if row["Follow_up"] == "1.0" else AT_ONCE,
        "outcome": f"{row['Test_subject']} test",
        "outcome_kind": "attainment",
        "measure": "standardised",
        "domain": row["Test_subject"],
        "effect_metric": "g",
        "effect_size": row["Effectsize_g"],
        "standard_error": row["SE_g"],
        "sample_size": everybody,
        "intervention_n": treatment,
        "comparison_n": control,
    }


def _authors(text):
    names = re.sub(r"\s*(et al\.?)?\s*\(.*", "", text)
    return ";".join(re.split(r"\s*(?:&|,| and )\s*", names))


def _whole(text):
    return str(round(float(text))) if text else ""
