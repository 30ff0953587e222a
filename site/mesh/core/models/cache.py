"""The one number that says whether a kept page is still true."""

from django.db import models


class ContentVersion(models.Model):
    """A single row, raised in the transaction of each change a reader could see."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1), name="core_contentversion_single_row"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
