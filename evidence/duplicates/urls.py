"""Addresses of the section "Possible duplicates", under /admin/duplicates/."""

from django.urls import path

from evidence.duplicates import views

urlpatterns = [
    path("", views.ListView.as_view(), name="list"),
    path("compare/", views.AskView.as_view(), name="ask"),
    path("<int:pk>/", views.PairView.as_view(), name="pair"),
]
