"""References, studies and findings."""

from evidence.models.findings import Finding
from evidence.models.references import Reference
from evidence.models.studies import Study

__all__ = ["Finding", "Reference", "Study"]
