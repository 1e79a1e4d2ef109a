"""The gallery, which is otherwise open only where DEBUG is on, and the page for what is not found."""

from django.urls import path
from django.views.generic import RedirectView

from factcheck.web.gallery import gallery

handler404 = "factcheck.web.views.not_found"
urlpatterns = [path("gallery/", gallery), path("saved/", RedirectView.as_view(url="/gallery/"))]
