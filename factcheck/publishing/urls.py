from __future__ import annotations

from django.urls import path

from factcheck.publishing.views import feeds, public, staff

app_name = "publishing"
urlpatterns = [
    path("", public.index, name="index"),
    path("checks/feed.atom", feeds.atom, name="feed"),
    path("checks/data.json", feeds.data, name="data"),
    path("checks/<slug:slug>/", public.check, name="check"),
    path("checks/<slug:slug>/claimreview.json", feeds.claimreview, name="claimreview"),
    path("checks/<slug:slug>/versions/<int:number>/", public.version, name="version"),
    path("corrections/", public.corrections, name="corrections"),
    path("method/", public.method, name="method"),
    path("robots.txt", feeds.robots, name="robots"),
    path("desk/checks/", staff.checks, name="checks"),
    path("desk/verdicts/<int:verdict_id>/publish/", staff.publish, name="publish"),
    path("desk/verdicts/<int:verdict_id>/correct/", staff.correct, name="correct"),
    path("desk/verdicts/<int:verdict_id>/retract/", staff.retract, name="retract"),
]
