"""What the kernel adds to Wagtail's admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from mesh.core.viewsets import MailAdmin

modeladmin_register(MailAdmin)


@hooks.register("insert_global_admin_css")
def style_admin() -> SafeString:
    """MESH's colour in the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
