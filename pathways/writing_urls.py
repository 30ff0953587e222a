"""Addresses of the writing outline, within the admin: `writing:…`."""

from django.urls import path

from pathways import writing_views

app_name = "writing"
urlpatterns = [
    path("check/", writing_views.check_map, name="check"),
    path(
        "page/<int:subject_pk>/",
        writing_views.start_knowledge_page,
        name="start_page",
    ),
]
