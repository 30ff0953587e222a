"""Addresses of the section "Bodies of evidence", under /admin/bodies/."""

from django.urls import path

from evidence.bodies import admin_views

urlpatterns = [
    path("", admin_views.ListView.as_view(), name="list"),
    path("<int:pk>/", admin_views.BodyView.as_view(), name="body"),
]
