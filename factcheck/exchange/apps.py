from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "factcheck.exchange"
    label = "exchange"

    def ready(self) -> None:
        from factcheck.evidence.custody.files import keep_internal
        from factcheck.exchange import rules  # noqa: F401  (registers the permissions)
        from factcheck.exchange.models import ClaimExport, ClaimImport
        from factcheck.publishing.claim_rows import add_rows_of_claim

        add_rows_of_claim(ClaimExport, "claim")
        add_rows_of_claim(ClaimImport, "claim")
        keep_internal(ClaimImport, "record", "ledger")
