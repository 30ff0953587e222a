"""Addresses below /api/."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from api import views
from api.v1 import api

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="api_docs"), name="api_root"),
    path("v1/", api.urls),
    re_path(r"^.*$", views.nowhere),
]
