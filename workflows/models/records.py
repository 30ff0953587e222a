"""What all records of a review share: they are written once."""

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext as _

from workflows.exceptions import UnableToAlterRecord
from workflows.querysets import AppendOnlyQuerySet


class Record(models.Model):
    """A row that is written once and neither altered nor deleted afterwards."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row.

        Raises:
            UnableToAlterRecord: the row stands already.
        """
        if not self._state.adding:
            raise UnableToAlterRecord(_("This record is kept as it was written."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused.

        Raises:
            UnableToAlterRecord: always.
        """
        raise UnableToAlterRecord(_("This record is never deleted."))
