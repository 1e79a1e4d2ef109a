"""URLs for tests: the gallery, which otherwise requires DEBUG, and a page that does not exist."""

from django.urls import path
from django.views.generic import RedirectView

from factcheck.web.gallery import gallery

handler404 = "factcheck.web.views.not_found"
urlpatterns = [path("gallery/", gallery), path("saved/", RedirectView.as_view(url="/gallery/"))]
