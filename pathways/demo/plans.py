"""What shall happen to each page of the demo, from `content/histories.toml`."""

from pathways.demo.catalogue import Entry, knowledge, pathways, read

FIRST_PAGE = 320  # days ago
DAYS_APART = 5


def plans() -> dict[str, Entry]:
    """The plan of each page, by slug; pages that are not listed go the usual way."""
    data = read("histories")
    listed = {entry["page"]: entry for entry in data["history"]}
    slugs = [entry["slug"] for entry in (*knowledge(), *pathways())]
    return {
        slug: {
            "page": slug,
            "begins": FIRST_PAGE - number * DAYS_APART,
            "steps": data["usual"],
            "reviewers": data["pairs"][number % len(data["pairs"])],
            "judge": data["judges"][number % len(data["judges"])],
            "declines": [],
            "recuses": [],
            "tone": "favourable",
            **listed.get(slug, {}),
        }
        for number, slug in enumerate(slugs)
    }
