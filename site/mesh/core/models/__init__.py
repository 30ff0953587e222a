"""People, organisations, the taxonomy, outgoing mail, and the content version."""

from mesh.core.models.cache import ContentVersion
from mesh.core.models.mail import OutgoingMail
from mesh.core.models.organisations import Membership, Organisation
from mesh.core.models.taxonomy import Phase, Subject
from mesh.core.models.users import User

__all__ = [
    "ContentVersion",
    "Membership",
    "Organisation",
    "OutgoingMail",
    "Phase",
    "Subject",
    "User",
]
