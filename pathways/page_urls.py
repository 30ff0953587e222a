"""What is to be had of a pathway beside its page, by the page's key: `pathways:…`."""

from django.urls import path

from pathways import lineage_views
from pathways.interchange import views as interchange

app_name = "pathways"
urlpatterns = [
    path("<int:pk>/differences/", lineage_views.fork_differences, name="differences"),
    path("<int:pk>/export.<str:form>", interchange.export, name="export"),
]
