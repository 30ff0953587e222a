"""Reads the demo's data files; each is read once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"

Entry = dict[str, Any]
# Columns of a review's table that are fields of a finding.
TABLED = (
    "intervention_n",
    "comparison_n",
    "sample_size",
    "effect_size",
    "standard_error",
)


@cache
def read(name: str) -> Entry:
    """One data file by its path within `content/`, without ending."""
    text = (CONTENT / f"{name}.toml").read_text("utf-8")
    typeset: Entry = _typeset(tomllib.loads(text))
    return typeset


def _typeset(value: Any) -> Any:
    """Straight apostrophes are typed more easily and read less well."""
    if isinstance(value, str):
        return value.replace("'", "’")
    if isinstance(value, list):
        return [_typeset(item) for item in value]
    if isinstance(value, dict):
        return {key: _typeset(item) for key, item in value.items()}
    return value


def names_in(folder: str) -> list[str]:
    """The data files of a folder, by name, as `read` takes them."""
    return sorted(f"{folder}/{path.stem}" for path in (CONTENT / folder).glob("*.toml"))


def references() -> list[Entry]:
    """Every reference with its study and findings."""
    return [entry for name in names_in("evidence") for entry in read(name)["reference"]]


def studies(reference: Entry) -> list[tuple[Entry, list[Entry]]]:
    """Every study that a reference reports, with its findings: its own one first."""
    own = (reference["study"], reference.get("finding", []))
    return [own, *_tabled(reference["table"])] if "table" in reference else [own]


def _tabled(table: Entry) -> list[tuple[Entry, list[Entry]]]:
    """The studies of a review's table, one result each.

    A row's cells fill in what its statement leaves open; those that are fields of a
    finding stand in the finding, before what the table says of all rows alike.
    """
    return [
        _row(table, dict(zip(table["columns"], cells, strict=True)))
        for cells in table["rows"]
    ]


def _row(table: Entry, cells: Entry) -> tuple[Entry, list[Entry]]:
    number = cells["number"]
    finding = {
        **table["finding"],
        **{name: cells[name] for name in cells if name in TABLED},
        **table.get("more", {}).get(str(number), {}),
        "key": f"{table['key']}-{number:02}",
        "statement": table["statement"].format(**cells),
    }
    finding.setdefault("outcome", table.get("outcome", "").format(**cells))
    return {**table["study"], "label": cells["label"]}, [finding]


def findings() -> list[tuple[Entry, Entry]]:
    """Every finding with the reference that it belongs to."""
    return [
        (reference, finding)
        for reference in references()
        for _study, found in studies(reference)
        for finding in found
    ]


def knowledge() -> list[Entry]:
    """The knowledge pages."""
    return [read(name) for name in names_in("knowledge")]


def pathways() -> list[Entry]:
    """The pathways in the version with which each begins."""
    return [read(name) for name in names_in("pathways")]


def revised_pathways() -> dict[str, Entry]:
    """Later versions of pathways, by slug."""
    later = [read(name) for name in names_in("pathways/revised")]
    return {entry["slug"]: entry for entry in later}


def first_version(entry: Entry) -> Entry:
    """A page as it was before its judge sent it back."""
    earlier = entry.get("first_version", {})
    first = {
        **entry,
        **{key: {**entry[key], **value} for key, value in earlier.items()},
    }
    if "node" in entry:
        first["node"] = [n for n in entry["node"] if not n.get("only_revised")]
    return first


def page_entry(slug: str) -> Entry:
    """A knowledge page or pathway by its slug."""
    return next(e for e in (*knowledge(), *pathways()) if e["slug"] == slug)


def csl(entry: Entry) -> Entry:
    """A reference as CSL-JSON."""
    names = {
        "title": "title",
        "journal": "container-title",
        "publisher": "publisher",
        "volume": "volume",
        "issue": "issue",
        "pages": "page",
        "number": "number",
        "doi": "DOI",
        "note": "note",
    }
    item = {
        "id": entry["key"],
        "type": entry.get("type", "article-journal"),
        "issued": {"date-parts": [[entry["year"]]]},
        **{name: entry[key] for key, name in names.items() if key in entry},
    }
    authors = [author.partition(", ") for author in entry.get("authors", ())]
    if authors:
        item["author"] = [
            {"family": family, "given": given} for family, _comma, given in authors
        ]
    return item


def short_name(entry: Entry) -> str:
    """Who wrote it, as one says in a text: "Ni and Zhou", "Siegler et al."."""
    families = [author.partition(", ")[0] for author in entry.get("authors", ())]
    if not families:
        return str(entry["journal"])
    if len(families) > 2:  # noqa: PLR2004 - as the APA style has it
        return f"{families[0]} et al."
    return " and ".join(families)
