"""Pathways of the demo that another association has adapted, through the services."""

import uuid
from typing import Any

from mesh.core.models import Organisation
from pathways.demo import people
from pathways.demo.bodies import NAMESPACE, Library
from pathways.demo.catalogue import Entry, read
from pathways.demo.clock import Clock
from pathways.demo.histories import History
from pathways.differences import stored_nodes
from pathways.differences.tree import Tree
from pathways.models import PathwayPage
from pathways.services.forks import ForkPlan, fork_pathway


def ensure_forks(*, clock: Clock, library: Library) -> int:
    """Make the forks that are missing and take them through review; says how many."""
    wanted = [
        entry
        for entry in read("forks")["fork"]
        if not PathwayPage.objects.filter(slug=entry["slug"]).exists()
    ]
    for entry in wanted:
        clock.days_ago(entry["begins"])
        with clock.shown():
            page = _fork(entry, clock)
        History(page, _plan(entry), clock, library).happen()
    return len(wanted)


def _fork(entry: Entry, clock: Clock) -> PathwayPage:
    parent = PathwayPage.objects.get(slug=entry["of"])
    author = people.person(entry["author"])
    fork = fork_pathway(
        parent=parent,
        plan=ForkPlan(
            under=parent.get_parent().specific,
            title=entry["title"],
            organisation=Organisation.objects.get(slug=entry["organisation"]),
            for_whom=entry["for_whom"],
        ),
        by=author,
        now=clock.now,
    )
    clock.later(4)
    page: Any = fork.page.get_latest_revision_as_object()
    page.nodes = _adapted(stored_nodes(page.nodes), entry)
    page.save()
    page.save_revision(user=author, log_action=True)
    return PathwayPage.objects.get(pk=page.pk)


def _adapted(nodes: list[Entry], entry: Entry) -> list[Entry]:
    """The parent's nodes with what differs for the fork's readers."""
    tree = Tree.of(nodes)
    by_label = {tree.label(key): key for key in tree.walk()}
    for renamed in entry["rename"]:
        node = tree.nodes[by_label[renamed["label"]]]
        value = {**node["value"], "label": renamed["to"]}
        tree.nodes[by_label[renamed["label"]]] = {**node, "value": value}
    for added in entry["add"]:
        value = {"page": None, "media": [], **added}
        del value["under"]
        key = str(uuid.uuid5(NAMESPACE, f"{entry['slug']}/{added['label']}"))
        node = {"type": "node", "id": key, "value": value}
        tree.insert(key, node, by_label[added["under"]])
    for label in entry["leave_out"]:
        tree.remove(by_label[label])
    return tree.as_nodes()


def _plan(entry: Entry) -> Entry:
    return {
        "page": entry["slug"],
        "steps": read("histories")["usual"],
        "declines": [],
        "recuses": [],
        "tone": "favourable",
        **{name: entry[name] for name in ("reviewers", "judge")},
    }
