"""URLs: public pages at the root, staff screens under /desk/, the REST API under /api/v1/."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("desk/", include("factcheck.desk.urls")),  # first, because Django tries them in this order
    path("", include("factcheck.public.urls")),
    path("accounts/", include("factcheck.desk.confirmation.urls")),
    path("accounts/", include("factcheck.accounts.auth_urls")),
    path("api/v1/", include("factcheck.api.urls")),
    path("", include("factcheck.web.urls")),
    path("", include("factcheck.operations.urls")),
]

handler400 = "factcheck.web.views.bad_request"
handler403 = "factcheck.web.views.forbidden"
handler404 = "factcheck.web.views.not_found"
handler429 = "factcheck.web.views.too_many_requests"
handler500 = "factcheck.web.views.server_error"
