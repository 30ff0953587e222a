"""The part of an editor's form that sees whether somebody else saved meanwhile."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.staticfiles import versioned_static
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.models import Revision

from pathways.concurrency import FIELD, JOINING, Loaded
from pathways.joining import Clash, Joined, Joiner, plain


class LoadedVersionField(forms.CharField):
    """The version that the form was made from, signed. Never a change of the page."""

    widget = forms.HiddenInput

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        """With the words for Wagtail's dialog, which knows of no joining."""
        words = gettext_lazy(
            "Your text will be joined with that version. Where you both changed the "
            "same thing you will be asked; nothing is overwritten without your choice. "
            "You can also view the latest version in a new tab."
        )
        return {**super().widget_attrs(widget), "data-joining-words": words}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class JoiningForm(WagtailAdminPageForm):
    """Joins what was typed with what somebody else saved since, or says what clashes.

    Only in a save (`wagtail_hooks.save_one_after_another`), never in a preview. `joined`
    says what came of it; None where nobody saved meanwhile.
    """

    data: Any
    loaded_version = LoadedVersionField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.joined: Joined | None = None
        if self.instance.pk:
            self.initial[FIELD] = self._sign(Loaded.from_page(self.instance))

    @property
    def media(self) -> forms.Media:
        own = forms.Media(
            js=[versioned_static("pathways/joining.js")],
            css={"all": [versioned_static("pathways/joining.css")]},
        )
        return super().media + own

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """After the editor saved by itself, the open form is made from that version."""
        found: list[tuple[str, str]] = super().get_field_updates_for_resave()
        return [*found, (FIELD, self._sign(Loaded.from_page(self.instance)))]

    @property
    def clashes(self) -> list[Clash]:
        """What the person has to choose."""
        return self.joined.clashes if self.joined else []

    def clean(self) -> Any:
        cleaned = super().clean()
        text = self.data.get(JOINING) if self.is_bound and self.instance.pk else None
        if text is not None:
            self._join(Loaded.from_text(text))
        return cleaned

    def _join(self, loaded: Loaded) -> None:
        latest = self.instance.get_latest_revision()
        if not loaded.is_stale(latest):
            return
        self._keep(loaded)
        base = loaded.find(self.instance)
        self.joined = Joined(
            who=str(latest.user) if latest.user else _("Somebody"),
            when=latest.created_at,
        )
        self.instance.joined = self.joined
        typed = self.cleaned_data.get("nodes")
        Joiner(self, base.as_object() if base else None, self.joined).join()
        self._check_streams()
        self._say_clashes(latest, typed)

    def _keep(self, loaded: Loaded) -> None:
        """Shown again, the form still says which version it was made from."""
        data = self.data.copy()
        data[FIELD] = self._sign(loaded)
        self.data = data

    def _sign(self, loaded: Loaded) -> str:
        user = self.for_user
        return loaded.sign(page=self.instance.pk, user=user.pk if user else None)

    def _check_streams(self) -> None:
        """What was joined has to be as good as what was typed."""
        for name in ("nodes", "body"):
            if self.joined and self.joined.taken and name in self.cleaned_data:
                try:
                    self.fields[name].clean(self.cleaned_data[name])
                except ValidationError as error:
                    self.add_error(name, error)

    def _say_clashes(self, latest: Revision, typed: Any) -> None:
        if not self.clashes:
            return
        message = _(
            "%(name)s saved a later version while you were writing, and you both "
            "changed the same things. Nothing was saved or overwritten: your text is "
            "still here. Choose below, for each of them, and save again."
        )
        values = {"name": latest.user or _("Somebody")}
        self.add_error(None, ValidationError(message, params=values))
        at_nodes = self._errors_at_nodes(typed)
        if at_nodes and "nodes" not in self.errors:
            self.add_error("nodes", at_nodes)

    def _errors_at_nodes(self, typed: Any) -> StreamBlockValidationError | None:
        places = {
            node["id"]: index
            for index, node in enumerate(plain(typed) if typed else ())
        }
        found: dict[int, ValidationError] = {}
        for clash in self.clashes:
            if clash.node in places:
                found[places[clash.node]] = ValidationError(
                    _("Somebody else changed this node too: %(theirs)s"),
                    params={"theirs": clash.theirs},
                )
        if not found:
            return None
        return StreamBlockValidationError(
            block_errors=found, non_block_errors=ErrorList([])
        )
