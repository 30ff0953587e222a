"""Pathways: mindmaps from what a teacher sees to what helps."""

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel, Field

from api.paging import Page


class PathwayLinks(BaseModel):
    """Where more is to be had; absolute addresses."""

    self: str = Field(description="The map, in MESH's own interchange format.")
    page: str = Field(description="The pathway, for people.")


class Pathway(BaseModel):
    """A published pathway, without its map."""

    id: int = Field(description="Names the pathway: /api/v1/pathways/{id}.")
    links: PathwayLinks
    title: str = Field(description="Its title.")
    summary: str = Field(description="One or two sentences.")
    organisation: str = Field(description="The association that answers for it.")
    phases: list[str] = Field(description="Slugs of phases of schooling.")
    topics: list[str] = Field(description="Slugs of topics.")
    first_published_at: dt.datetime = Field(description="When it was first published.")
    last_published_at: dt.datetime = Field(
        description="When this version was published."
    )


class PathwayPage(Page[Pathway]):
    """Pathways, by title."""


class KnowledgeLink(BaseModel):
    """The knowledge page that a node leads to."""

    url: str = Field(description="Its address.")
    id: int | None = Field(description="Its key at the site that wrote the file.")
    slug: str = Field(description="Its slug.")


class Node(BaseModel):
    """A node of the map. The order with the level gives the tree."""

    id: str = Field(description="Names the node; stays over versions.")
    label: str = Field(description="What stands on the node.")
    level: int = Field(
        description="Depth: 1 for the root, at most one more than before."
    )
    kind: str = Field(
        description="symptom, barrier, probe, intervention, evidence, gap or note."
    )
    edge: str = Field(description="How it relates to the node that it hangs on.")
    page: KnowledgeLink | None = Field(
        description="Its knowledge page; null where there is none to be read."
    )
    media: list[dict[str, Any]] = Field(
        description="Its texts, pictures, films, sounds."
    )


class PathwayMap(BaseModel):
    """A map that another MESH imports as it is."""

    format: Literal["mesh-pathway"] = Field(description="Names the format.")
    version: int = Field(description="Version of the format.")
    title: str = Field(description="Title of the pathway.")
    summary: str = Field(description="One or two sentences.")
    url: str = Field(description="Address of the pathway.")
    nodes: list[Node] = Field(description="The map in outline order.")
    resources: dict[str, Any] = Field(
        description="Addresses of the files that media name by key."
    )
