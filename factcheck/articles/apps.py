from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "factcheck.articles"
    label = "articles"

    def ready(self) -> None:
        from factcheck.articles import rules  # noqa: F401  (registers the permissions)
