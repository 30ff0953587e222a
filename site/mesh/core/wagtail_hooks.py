"""What the kernel adds to Wagtail's admin."""

from wagtail_modeladmin.options import modeladmin_register

from mesh.core.viewsets import MailAdmin

modeladmin_register(MailAdmin)
