"""The upload of a file to import."""

from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.importing.files import MAX_FINDINGS


class UploadForm(forms.Form):
    """One file, whose content tells what it is."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "RIS, BibTeX or CSL-JSON with references; a table of findings (CSV); or the "
            "What Works Clearinghouse's download of findings. Text in UTF-8; the "
            "content tells which it is. Nothing is imported before you have seen the "
            "report."
        ),
    )

    def clean_file(self) -> Any:
        """Refuse what would not be read in any format."""
        file = self.cleaned_data["file"]
        if file.size > MAX_FINDINGS:
            raise forms.ValidationError(
                _("The file is larger than %s: divide it.")
                % filesizeformat(MAX_FINDINGS)
            )
        return file
