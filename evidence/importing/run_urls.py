"""Addresses of the section "Imports", under /admin/imports/."""

from django.urls import path

from evidence.importing import run_views

urlpatterns = [
    path("", run_views.ListView.as_view(), name="list"),
    path("upload/", run_views.UploadView.as_view(), name="upload"),
    path("<int:pk>/", run_views.RunView.as_view(), name="run"),
    path("<int:pk>/status/", run_views.StatusView.as_view(), name="status"),
    path("<int:pk>/report/", run_views.ReportView.as_view(), name="report"),
]
