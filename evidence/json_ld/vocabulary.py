"""The terms of our JSON-LD in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.json_ld.addresses import of_term
from evidence.json_ld.terms import SCHEMA, XSD, Term, terms_of
from evidence.models import (
    Barrier,
    ComputedEffect,
    Edge,
    EdgeEvidence,
    Finding,
    Intervention,
    Reference,
    Study,
)

CLASSES: dict[str, tuple[type, Any]] = {
    "CreativeWork": (
        Reference,
        gettext_lazy(
            "A publication; its class is schema.org’s: ScholarlyArticle, Book, Report …"
        ),
    ),
    "Study": (
        Study,
        gettext_lazy("A piece of research, primary or a review of others."),
    ),
    "Finding": (
        Finding,
        gettext_lazy(
            "One result: one outcome in one comparison. A schema:Observation."
        ),
    ),
    "ComputedEffect": (
        ComputedEffect,
        gettext_lazy("The effect as our own code has it, or why there is none."),
    ),
    "Barrier": (
        Barrier,
        gettext_lazy("What keeps pupils from learning something."),
    ),
    "Intervention": (
        Intervention,
        gettext_lazy("What a teacher can do about a barrier."),
    ),
    "Edge": (
        Edge,
        gettext_lazy(
            "How a barrier or an intervention (source) relates to another (target)."
        ),
    ),
    "EdgeEvidence": (
        EdgeEvidence,
        gettext_lazy(
            "A finding or publication (citation) that speaks for or against an edge."
        ),
    ),
}
datatypes = {
    "": gettext_lazy("text, or another thing"),
    "@json": gettext_lazy("JSON"),
    "@id": gettext_lazy("address"),
    f"{XSD}double": gettext_lazy("number"),
    f"{XSD}boolean": gettext_lazy("true or false"),
    f"{XSD}integer": gettext_lazy("whole number"),
}


@dataclass(frozen=True)
class TermShown:
    """A term with what it means."""

    term: Term
    is_first: bool  # the address of a term that two classes share is its first place

    @property
    def meaning(self) -> str:
        """The field's label with its help text."""
        field = self.term.model._meta.get_field(self.term.field)
        label = str(getattr(field, "verbose_name", ""))
        sentence = f"{label[:1].upper()}{label[1:]}."
        return f"{sentence} {field.help_text}".strip()  # type: ignore[union-attr] # no relation is a term

    @property
    def datatype(self) -> str:
        """What kind of value it has."""
        return (
            _("one of these")
            if self.term.choices
            else str(datatypes[self.term.datatype])
        )

    @property
    def schema_name(self) -> str:
        """The name that schema.org gives it; "" for a term of our own."""
        return (
            self.term.iri.removeprefix(SCHEMA)
            if self.term.iri.startswith(SCHEMA)
            else ""
        )


@dataclass(frozen=True)
class Group:
    """A class with the terms that its things have."""

    name: str
    meaning: str
    terms: list[TermShown]

    @property
    def is_schema(self) -> bool:
        """Whether schema.org has the class."""
        return self.name == "CreativeWork"

    @property
    def iri(self) -> str:
        """The address of the class."""
        return f"{SCHEMA}{self.name}" if self.is_schema else of_term(self.name)


def groups_of_terms() -> list[Group]:
    """Every class with its terms."""
    seen: set[str] = set()
    groups = []
    for name, (model, meaning) in CLASSES.items():
        terms = terms_of(model)
        shown = [TermShown(term, term.name not in seen) for term in terms]
        seen.update(term.name for term in terms)
        groups.append(Group(name, str(meaning), shown))
    return groups
