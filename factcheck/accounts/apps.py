from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "factcheck.accounts"
    label = "accounts"

    def ready(self) -> None:
        from factcheck.accounts import rules, security_signals, signals  # noqa: F401  (they register permissions and receivers)
