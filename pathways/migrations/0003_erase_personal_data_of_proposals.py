"""When a proposer's personal data were erased, and that then nothing is left of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pathways", "0002_create_registration_and_proposals")]

    operations = [
        migrations.AddField(
            model_name="pathwayproposal",
            name="erased_at",
            field=models.DateTimeField(
                blank=True, null=True, verbose_name="personal data erased"
            ),
        ),
        migrations.AddConstraint(
            model_name="pathwayproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at__isnull", True),
                    models.Q(
                        ("name_is_public", False),
                        ("proposer_email", ""),
                        ("proposer_name", ""),
                        ("proposer_organisation", ""),
                    ),
                    _connector="OR",
                ),
                name="pathways_proposal_erased_holds_nobody",
            ),
        ),
    ]
