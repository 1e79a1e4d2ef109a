from __future__ import annotations

from django.urls import path

from factcheck.verdicts import views

app_name = "verdicts"
urlpatterns = [
    path("ratings/", views.ratings, name="ratings"),
    path("ratings/add/", views.rating_add, name="rating-add"),
    path("ratings/<int:rating_id>/", views.rating, name="rating"),
]
