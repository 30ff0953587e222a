from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """No models of its own: it shows what the other apps hold."""

    name = "api"
    verbose_name = _("Public API")
