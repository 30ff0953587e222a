"""Tables of the project's documents, read as a test compares them."""

from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).parents[1]


def document(name):
    """The text of a page below docs/."""
    return (ROOT / "docs" / name).read_text("utf-8")


def section(text, title):
    """What stands under a heading of the third level, up to the next heading."""
    return text.split(f"### {title}\n")[1].split("\n##")[0]


def table_rows(text, header):
    """Cells of the rows of every table with this header."""
    rows = []
    for table in text.split(f"| {header} |\n")[1:]:
        for line in table.splitlines()[1:]:
            if not line.startswith("|"):
                break
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def rounded(value, text):
    """The value with as many digits as the text has."""
    return str(Decimal(value).quantize(Decimal(text)))
