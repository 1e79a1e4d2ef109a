from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "factcheck.evidence"
    label = "evidence"

    def ready(self) -> None:
        from factcheck.evidence import rules  # noqa: F401  (registers the permissions)
        from factcheck.evidence.availability import rules as availability_rules  # noqa: F401
        from factcheck.evidence.copies import rules as copy_rules  # noqa: F401
        from factcheck.evidence.custody import rules as custody_rules  # noqa: F401
        from factcheck.evidence.replies import rules as reply_rules  # noqa: F401
