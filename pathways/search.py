"""Pathways and knowledge pages as documents of the search.

What readers may not see has no document: drafts, and whatever stands in a private
section. Everything is read from stored values, with a constant number of queries for a
batch of any size.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.models import Finding
from evidence.search.api import Kind, SearchDocument
from pathways.models import KnowledgePage, PathwayPage, SubjectPage
from pathways.querysets import public
from pathways.symptoms import symptoms_of
from pathways.wording import chosen_in_list, text_of


@dataclass(frozen=True)
class Surroundings:
    """What is fetched for a whole batch of pages, by the page's key."""

    subjects: Mapping[int, str]
    topics: Mapping[int, list[Any]]
    phases: Mapping[int, list[Any]]


def uid_of(page: Any) -> str:
    """The uid of a page's document."""
    return f"{SOURCES[type(page)].name}:{page.pk}"


class PageSource:
    """See `evidence.search.api.Source`."""

    name: str
    model: Any

    def keys(self) -> Iterable[int]:
        """Pages that every reader may see, in order."""
        pages = public(self.model.objects).order_by("pk")
        return pages.values_list("pk", flat=True).iterator()

    def documents(self, keys: Sequence[int]) -> Iterable[SearchDocument]:
        """Their documents; the same number of queries, however many they are."""
        pages = list(
            public(self.model.objects)
            .filter(pk__in=keys)
            .select_related("organisation")
            .order_by("pk")
        )
        around = Surroundings(
            subjects=_subjects(pages),
            topics=_chosen(self.model.topics, pages, "subject"),
            phases=_chosen(self.model.phases, pages, "phase"),
        )
        more = self.particulars(pages)
        for page in pages:
            # A page outside every site has no address, so nobody can read it.
            if url := page.url:
                yield self._document(page, url, around, more.get(page.pk, {}))

    def particulars(self, pages: Sequence[Any]) -> Mapping[int, dict[str, Any]]:
        """What only this kind of page adds to its documents, by the page's key."""
        raise NotImplementedError

    def kind_of(self, page: Any) -> str:
        """What the result is, see `evidence.search.api.Kind`."""
        raise NotImplementedError

    def _document(
        self, page: Any, url: str, around: Surroundings, more: dict[str, Any]
    ) -> SearchDocument:
        topics = around.topics[page.pk]
        subjects = [around.subjects.get(page.pk), *(topic.slug for topic in topics)]
        published = page.first_published_at
        return SearchDocument(
            uid=f"{self.name}:{page.pk}",
            kind=self.kind_of(page),
            title=page.title,
            url=url,
            summary=page.summary,
            keywords=tuple(topic.name for topic in topics),
            authors=(page.organisation.name,),
            year=published.year if published else None,
            subject=tuple(dict.fromkeys(slug for slug in subjects if slug)),
            phase=tuple(phase.slug for phase in around.phases[page.pk]),
            updated=page.last_published_at,
            **more,
        )


class PathwaySource(PageSource):
    """Pathways: the words of their nodes and of what lies beneath them."""

    name = "pathway"
    model = PathwayPage

    def kind_of(self, page: Any) -> str:
        """Always a pathway."""
        return Kind.PATHWAY.value

    def particulars(self, pages: Sequence[Any]) -> Mapping[int, dict[str, Any]]:
        """The text of the maps."""
        return {page.pk: {"body": text_of(page.nodes)} for page in pages}


class KnowledgeSource(PageSource):
    """Knowledge pages: the words of their parts, the facets of what they cite."""

    name = "knowledge"
    model = KnowledgePage

    def kind_of(self, page: Any) -> str:
        """Barrier or intervention."""
        return str(page.kind)

    def particulars(self, pages: Sequence[Any]) -> Mapping[int, dict[str, Any]]:
        """The text of the parts; outcome kinds and designs of the findings cited."""
        cited = {
            page.pk: chosen_in_list(page.body, "evidence", "findings", "finding")
            for page in pages
        }
        findings = Finding.objects.select_related("study").in_bulk(
            sorted(set().union(*cited.values()))
        )
        particulars = {}
        for page in pages:
            rows = [findings[key] for key in sorted(cited[page.pk]) if key in findings]
            particulars[page.pk] = {
                "body": text_of(page.body),
                "symptoms": symptoms_of(page.body, page.pk),
                "outcome": tuple(dict.fromkeys(row.outcome_kind for row in rows)),
                "design": tuple(dict.fromkeys(row.study.design for row in rows)),
            }
        return particulars


SOURCES: dict[type, PageSource] = {
    PathwayPage: PathwaySource(),
    KnowledgePage: KnowledgeSource(),
}


def _subjects(pages: Sequence[Any]) -> dict[int, str]:
    """The slug of the subject that each page stands under."""
    above = {page.pk: page.path[: -page.steplen] for page in pages}
    slugs = dict(
        SubjectPage.objects.filter(path__in=set(above.values())).values_list(
            "path", "subject__slug"
        )
    )
    return {key: slugs[path] for key, path in above.items() if path in slugs}


def _chosen(field: Any, pages: Sequence[Any], name: str) -> Mapping[int, list[Any]]:
    """What each page has chosen in a many-to-many field; `name` is the row's column."""
    model = field.rel.related_model
    rows = field.through.objects.filter(
        **{f"{model._meta.model_name}__in": [page.pk for page in pages]}
    )
    chosen: dict[int, list[Any]] = defaultdict(list)
    for row in rows.select_related(name).order_by(f"{name}__order", "pk"):
        chosen[getattr(row, f"{model._meta.model_name}_id")].append(getattr(row, name))
    return chosen
