"""axe-core in the browser, and what it has found."""

from django.conf import settings

AXE = settings.ROOT / "site/frontend/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async ({ tags, include, exclude }) => {
  const found = await axe.run({ include, exclude }, { runOnly: tags });
  if (!found.passes.length) throw new Error("axe has checked nothing");
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.html.slice(0, 160)}: ${node.failureSummary}`));
}"""


def violations(page, *, include=("html",), exclude=()):
    """What breaks a rule within the parts of a page that are included."""
    page.evaluate(AXE.read_text())
    parts = {"include": list(include), "exclude": list(exclude)}
    return page.evaluate(RUN, {"tags": TAGS, **parts})
