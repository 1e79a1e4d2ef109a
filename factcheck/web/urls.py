from django.conf import settings
from django.urls import path

from factcheck.web import views
from factcheck.web.gallery import gallery

app_name = "web"
urlpatterns = [path("health/", views.health, name="health")]
if settings.DEBUG:
    urlpatterns.append(path("gallery/", gallery, name="gallery"))
