from django.urls import path

from factcheck.operations.monitoring import views

app_name = "operations"
urlpatterns = [
    path("health/details/", views.health_details, name="health-details"),
    path("health/metrics/", views.metrics, name="metrics"),
]
