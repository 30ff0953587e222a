"""The family of refusals in appraisal."""

from django.core.exceptions import PermissionDenied


class AppraisalRefused(PermissionDenied):
    """A step was refused; the message says why, in the reader's words."""


class UnableToAssign(AppraisalRefused):
    """This study cannot be appraised, or not by this person."""


class UnableToAppraise(AppraisalRefused):
    """A draft cannot be saved, or not be submitted."""


class UnableToDecide(AppraisalRefused):
    """A judge's decision cannot be taken."""
