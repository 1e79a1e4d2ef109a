"""URLs for tests: the gallery, which otherwise requires DEBUG, a redirect, and the sections that the head of a page links to."""

from django.urls import include, path
from django.views.generic import RedirectView

from factcheck.web.gallery import gallery

handler404 = "factcheck.web.views.not_found"
urlpatterns = [
    path("gallery/", gallery),
    path("saved/", RedirectView.as_view(url="/gallery/")),
    path("desk/", include("factcheck.desk.urls")),
]
