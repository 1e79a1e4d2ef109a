"""The sentences for staff about addresses that were not fetched: what happened, and what to do next. Pure.

No sentence contains an IP address that a name resolves to: staff must not learn the addresses of internal machines from them.
"""

from __future__ import annotations

from factcheck.archive.fetching.exchange import Failure, FetchFailed

COPY = "Open the page in a browser, save it, and provide the saved copy instead."
CHECK = "Check the address, or provide a saved copy instead."
RETRY = "Try again later, or provide a saved copy instead."


def refused_address(reason: str) -> FetchFailed:
    """The address is not one that may be fetched. `reason` is a sentence."""
    return FetchFailed(Failure.ADDRESS, f"{reason} {CHECK}")


def not_public(host: str) -> FetchFailed:
    return FetchFailed(Failure.INTERNAL, f"“{host}” is not on the public internet, so it was not requested. {CHECK}")


def refused_redirect(failure: FetchFailed) -> FetchFailed:
    """The same failure for the target of a redirect."""
    if failure.failure is Failure.INTERNAL:
        return FetchFailed(Failure.INTERNAL, f"The page redirects to a server that is not on the public internet. {COPY}")
    return FetchFailed(failure.failure, f"The page redirects to an address that cannot be fetched. {COPY}")


def too_many_redirects(most: int) -> FetchFailed:
    return FetchFailed(Failure.REDIRECTS, f"The page redirects more than {most} times. {COPY}")


def redirect_loop() -> FetchFailed:
    reason = "The page redirects back to an address that was already requested. It may require cookies."
    return FetchFailed(Failure.REDIRECTS, f"{reason} {COPY}")


def contradictory_redirect() -> FetchFailed:
    return FetchFailed(Failure.REDIRECTS, f"The server named several addresses for one redirect. {COPY}")


def no_answer(reason: str) -> FetchFailed:
    """There is no complete response. `reason` is a sentence."""
    return FetchFailed(Failure.NO_ANSWER, f"{reason} {RETRY}")


def too_late(what: str, seconds: float) -> FetchFailed:
    """`what` completes “The server did not … within … seconds”."""
    return no_answer(f"The server did not {what} within {seconds:g} {'second' if seconds == 1 else 'seconds'}.")


def incomplete() -> FetchFailed:
    return no_answer("The connection ended before the response was complete, so nothing was stored.")


def invalid_response() -> FetchFailed:
    return no_answer("The server’s response does not follow the rules of HTTP, so nothing was stored.")


def busy_host(host: str, seconds: float) -> FetchFailed:
    reason = f"Other pages of “{host}” are being fetched, and requests to one site are sent one after the other."
    return FetchFailed(Failure.BUSY, f"{reason} {RETRY}", retry_after=seconds)


def refused_status(status: int, retry_after: float | None) -> FetchFailed:
    """The failure for a status other than 200, 203, and redirects with a target."""
    if status in (404, 410):
        reason = f"The server says that there is no page at this address (status {status})."
        failure, advice = Failure.GONE, "Check the address, or look for a copy in a public web archive."
    elif status == 429:
        reason, failure, advice = "The server has received too many requests (status 429).", Failure.NO_ANSWER, RETRY
    elif status in (408, 425) or status >= 500:
        reason, failure, advice = f"The server cannot answer at the moment (status {status}).", Failure.NO_ANSWER, RETRY
    elif status < 300:
        reason, failure, advice = f"The server answered without the page (status {status}).", Failure.NO_ANSWER, RETRY
    elif status < 400:
        reason = f"The server refers to another address, but does not name it (status {status})."
        failure, advice = Failure.REFUSED, COPY
    elif status in (401, 402, 403, 407, 451):
        reason = f"The server does not show this page to Factcheck (status {status})."
        failure, advice = Failure.REFUSED, COPY
    else:
        reason, failure, advice = f"The server refused the request (status {status}).", Failure.REFUSED, CHECK
    return FetchFailed(failure, f"{reason} {advice}", status=status, retry_after=retry_after)


def empty_page(status: int) -> FetchFailed:
    return FetchFailed(Failure.NO_ANSWER, f"The server answered with an empty page. {RETRY}", status=status)


def too_large(size: int) -> FetchFailed:
    """`size` is the limit in bytes."""
    reason = f"The file is larger than {max(1, size // (1 << 20))} MB, which is the limit for fetched files."
    return FetchFailed(Failure.TOO_LARGE, f"{reason} Save it, and provide the saved copy instead.")


def too_many_headers() -> FetchFailed:
    return FetchFailed(Failure.TOO_LARGE, f"The headers of the server’s response exceed the limit. {COPY}")


def suspicious_compression() -> FetchFailed:
    reason = "The response is compressed so strongly that it could overload this server, so it was not read."
    return FetchFailed(Failure.TOO_LARGE, f"{reason} {COPY}")


def refused_type(media_type: str) -> FetchFailed:
    """`media_type` is empty if the response declares none."""
    declared = f"The address leads to a file of the type {media_type}" if media_type else "The type of the file is not known"
    advice = "If it is the right address, save the file, and provide the saved copy instead."
    return FetchFailed(Failure.TYPE, f"{declared}, and such files are not fetched. {advice}")


def unknown_coding() -> FetchFailed:
    return FetchFailed(Failure.ENCODING, f"The response is compressed in a way that Factcheck cannot read. {COPY}")


def invalid_coding() -> FetchFailed:
    return FetchFailed(Failure.ENCODING, f"The compressed data of the response is invalid. {COPY}")
