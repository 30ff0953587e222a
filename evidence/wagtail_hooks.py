"""The admin of the evidence: lists and choosers."""

from wagtail import hooks
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail_modeladmin.options import modeladmin_register

from evidence.choosers import finding_chooser, reference_chooser, study_chooser
from evidence.viewsets import EvidenceGroup

modeladmin_register(EvidenceGroup)


@hooks.register("register_admin_viewset")
def register_choosers() -> list[ChooserViewSet]:
    """The windows in which an editor picks a reference, a study or a finding."""
    return [reference_chooser, study_chooser, finding_chooser]
