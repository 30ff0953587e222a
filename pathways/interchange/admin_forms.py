"""What a person says who imports a map: validation only."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from mesh.core.models import Organisation
from pathways.interchange.documents import (
    MAX_BYTES,
    MapDocument,
    MapFormat,
    UnreadableMap,
)
from pathways.interchange.reading import read_map
from pathways.interchange.services import TITLE_LENGTH

REPLACE, NEW = "replace", "new"


class UploadForm(forms.Form):
    """The file, its format if it can't be told, and what shall become of it.

    Once valid, `document` is the map in the file and `data` its bytes.
    """

    file = forms.FileField(
        label=_("File"),
        help_text=_("At most 2 MB and 2,000 nodes. Nothing is written yet."),
        error_messages={
            "required": _("Choose the file that holds the map."),
            "empty": _("The file is empty."),
        },
    )
    target = forms.ChoiceField(
        label=_("What shall become of it"), widget=forms.RadioSelect
    )
    form = forms.ChoiceField(
        label=_("Format"),
        required=False,
        choices=[("", _("Tell it from the file")), *MapFormat.choices],
        help_text=_("Choose one only if it was told wrongly."),
    )

    def __init__(
        self, *args: Any, targets: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.document: MapDocument | None = None
        self.data_read = b""
        target = self.fields["target"]
        target.choices = targets  # type: ignore[attr-defined] # a ChoiceField, as above
        target.initial = targets[0][0]
        if len(targets) == 1:
            target.widget = forms.HiddenInput()

    def clean(self) -> Any:
        cleaned = super().clean() or {}
        file: UploadedFile | None = cleaned.get("file")
        if file is not None and not self.errors:
            form = cleaned.get("form")
            self.data_read = file.read(MAX_BYTES + 1)
            try:
                self.document = read_map(
                    data=self.data_read,
                    name=file.name or "",
                    form=MapFormat(form) if form else None,
                )
            except UnreadableMap as error:
                self.add_error("file", f"“{file.name}”: {error}")
        return cleaned


class ReplaceForm(forms.Form):
    """Nothing to write: the button is the answer."""


class NewPathwayForm(forms.Form):
    """What a new pathway needs besides its map."""

    title = forms.CharField(
        label=_("Title of the new pathway"), max_length=TITLE_LENGTH
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.order_by("name"),
        label=_("Association"),
        help_text=_("The association that owns the pathway and answers for it."),
    )
