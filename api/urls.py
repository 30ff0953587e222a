"""Addresses below /api/."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from api import views
from api.v1 import api

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="api_docs"), name="api_root"),
    path("v1/", RedirectView.as_view(pattern_name="api_docs")),
    path("docs", views.docs, name="api_docs"),
    path("v1/openapi.json", views.openapi_document, name="api_openapi"),
    path("v1/", api.urls),
    re_path(r"^.*$", views.nowhere),
]
