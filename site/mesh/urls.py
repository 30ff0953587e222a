"""Every address of the site. Wagtail's pages come last: they match anything."""

from django.conf import settings
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps import Sitemap as PageSitemap
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from evidence.search.views import search_page
from evidence.sitemaps import BarrierSitemap, InterventionSitemap, RecordSitemap
from mesh.core import inbox, styleguide, views
from pathways.embed_views import embed_pathway
from workflows import urls as workflows_urls

SITEMAPS = {
    "pages": PageSitemap,
    "evidence": RecordSitemap,
    "barriers": BarrierSitemap,
    "interventions": InterventionSitemap,
}

urlpatterns = [
    path("health/live", views.live, name="health_live"),
    path("health/ready", views.ready, name="health_ready"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("proposals/", include("pathways.urls")),
    path("pathways/", include("pathways.page_urls")),
    path("dev/mail/", inbox.mail_list, name="mail_list"),
    path("dev/mail/<int:pk>/", inbox.mail_detail, name="mail_detail"),
    path("dev/mail/<int:pk>/html/", inbox.mail_html, name="mail_html"),
    path("embed/pathways/<int:pk>/", embed_pathway, name="embed_pathway"),
    path("evidence/", include("evidence.urls")),
    path("search/", search_page, name="search"),
    path("api/", include("api.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("review/", include((workflows_urls.urlpatterns, "review"))),
    path("documents/", include(wagtaildocs_urls)),
    path("", include(wagtail_urls)),
]
if settings.MEDIA_IS_SERVED_HERE:
    media = {"document_root": settings.MEDIA_ROOT}
    urlpatterns.insert(0, path("media/<path:path>", serve, media))
