"""Public addresses of the evidence."""

from django.urls import path

from evidence import views

app_name = "evidence"
urlpatterns = [
    path("", views.index, name="index"),
    path("synthesis/", views.syntheses, name="syntheses"),
    path("synthesis/<slug:outcome_kind>/", views.synthesis, name="synthesis"),
    path("<slug:slug>/", views.record, name="record"),
    path("<slug:slug>/<slug:form>/", views.download, name="download"),
]
