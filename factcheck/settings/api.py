"""The REST API and its OpenAPI document."""

from __future__ import annotations

from factcheck.settings.http import BEHIND_PROXY
from factcheck.variables import request_rate

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "factcheck.api.authentication.TokenAuthentication",
        "factcheck.api.authentication.SignedInAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated", "factcheck.api.scopes.TokenHasScope"],
    "DEFAULT_PARSER_CLASSES": ["factcheck.api.parsing.StorableJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_FILTER_BACKENDS": ["factcheck.api.filters.StrictFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "factcheck.api.paging.NewestFirstPagination",
    "DEFAULT_SCHEMA_CLASS": "factcheck.api.schema.Schema",
    "DEFAULT_THROTTLE_CLASSES": ["factcheck.api.throttling.ReadThrottle", "factcheck.api.throttling.WriteThrottle"],
    "DEFAULT_THROTTLE_RATES": {
        "reads": request_rate("FACTCHECK_API_RATE", "600/min"),
        "writes": request_rate("FACTCHECK_API_WRITE_RATE", "120/min"),
    },
    "EXCEPTION_HANDLER": "factcheck.api.errors.error_response",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "URL_FORMAT_OVERRIDE": None,
    "NUM_PROXIES": 1 if BEHIND_PROXY else 0,  # otherwise, a client could choose the address for its rate limit with a header
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Factcheck",
    "VERSION": "1",
    "DESCRIPTION": "The API of the evidence desk. It has the same operations and permissions as the screens.",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "COMPONENT_SPLIT_REQUEST": True,
    "PATH_CONVERTER_OVERRIDES": {"id": {"type": "integer", "minimum": 1}},
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "factcheck.api.schema.describe_refusals",
    ],
    "ENUM_NAME_OVERRIDES": {
        "ActorKind": "factcheck.claims.models.Actor.ActorKind",
        "AnchorState": "factcheck.claims.choices.Anchor",
        "CaptureMethod": "factcheck.archive.models.Method",
        "ClaimType": "factcheck.claims.choices.ClaimType",
        "Closeness": "factcheck.evidence.models.Closeness",
        "Conclusion": "factcheck.verdicts.models.Conclusion",
        "CorrectionKind": "factcheck.publishing.models.CorrectionKind",
        "FetchingOfItem": "factcheck.evidence.models.ItemFetching",
        "FetchingOfNewsroom": "factcheck.newsroom.models.Fetching",
        "GateState": "factcheck.api.serializers.verdicts.GATE_STATES",
        "Layer": "factcheck.claims.choices.Layer",
        "Mode": "factcheck.claims.choices.Mode",
        "NoticeKind": "factcheck.publishing.notices.models.NOTICE_KINDS",
        "OpeningKind": "factcheck.api.serializers.publishing.OPENABLE_KINDS",
        "Precision": "factcheck.articles.models.Precision",
        "PublicationKind": "factcheck.publishing.models.PublicationKind",
        "RelationKind": "factcheck.claims.models.Relation.RelationKind",
        "ReviewDecision": "factcheck.verdicts.models.ReviewDecision",
        "Role": "factcheck.accounts.models.Role",
        "SourceKind": "factcheck.articles.models.SourceKind",
        "ReplyChannel": "factcheck.evidence.replies.models.Channel",
        "ReplyOutcome": "factcheck.evidence.replies.models.ReplyOutcome",
        "Stance": "factcheck.evidence.models.Stance",
        "SurroundingsOfNewsroom": "factcheck.newsroom.models.QuoteSurroundings",
        "VerdictState": "factcheck.verdicts.models.VerdictState",
    },
}
