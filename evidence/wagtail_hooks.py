"""The admin of the evidence: choosers."""

from wagtail import hooks
from wagtail.admin.viewsets.chooser import ChooserViewSet

from evidence.choosers import finding_chooser, reference_chooser


@hooks.register("register_admin_viewset")
def register_choosers() -> list[ChooserViewSet]:
    """The windows in which an editor picks a reference or a finding."""
    return [reference_chooser, finding_chooser]
