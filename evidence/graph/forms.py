"""How a curator edits a barrier, an intervention and an edge in the admin."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from evidence.constants import ConceptKind
from evidence.graph.edges import save_edge
from evidence.models import Edge
from evidence.models.concepts import NAME_LENGTH, Concept
from evidence.querysets import ENDS


class ConceptForm(WagtailAdminModelForm):
    """A barrier or an intervention; its other names one a line."""

    called = forms.CharField(
        label=gettext_lazy("Other names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "One a line: other spellings, abbreviations, names in other countries. "
            "Findings published under one of them belong to this record."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("called", "\n".join(self.instance.other_names))

    def clean_called(self) -> list[str]:
        """The names, each once; the record's uniqueness check reads them.

        Raises:
            ValidationError: a name is too long.
        """
        lines = (
            " ".join(line.split()) for line in self.cleaned_data["called"].splitlines()
        )
        names = list(dict.fromkeys(filter(None, lines)))
        if long := next((name for name in names if len(name) > NAME_LENGTH), ""):
            raise forms.ValidationError(
                _("“%(name)s…” is longer than %(most)d characters.")
                % {"name": long[:40], "most": NAME_LENGTH}
            )
        self.instance.other_names = names
        return names


class EdgeForm(WagtailAdminModelForm):
    """An edge with its evidence; saved by the service that keeps out circles."""

    def clean(self) -> dict[str, Any]:
        """One record at each end."""
        values: dict[str, Any] = super().clean()
        for end in ENDS:
            names = [f"{end}_{kind}" for kind in ConceptKind.values]
            if sum(bool(values.get(name)) for name in names) != 1:
                self.add_error(
                    names[0], _("Choose one record here: a barrier or an intervention.")
                )
        return values

    def save(self, commit: bool = True) -> Edge:  # noqa: FBT001, FBT002 - Django's
        """Save it.

        Raises:
            UnableToLink: the edge would close a circle, or is there already.
        """
        edge: Edge = super().save(commit=False)
        return save_edge(edge=edge) if commit else edge


class MergeForm(forms.Form):
    """Which record takes in the one at hand."""

    def __init__(self, record: Concept, widget: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"] = forms.ModelChoiceField(
            type(record).objects.exclude(pk=record.pk),
            label=_("The record that stays"),
            widget=widget,
            help_text=_(
                "It gains the findings, edges, names, subjects and phases of “%(name)s”, "
                "whose address will lead to it."
            )
            % {"name": record},
        )
