"""The five claims of the demonstration newsroom, each in a different state of the workflow."""

from factcheck.demonstration.checks.accusation import gather_accusation
from factcheck.demonstration.checks.cast import Cast
from factcheck.demonstration.checks.figure import submit_figure
from factcheck.demonstration.checks.mayor import return_mayor
from factcheck.demonstration.checks.staged import draft_staged
from factcheck.demonstration.checks.withdrawal import publish_withdrawal


def add_checks(cast: Cast) -> None:
    """Add the five claims and move each to its state."""
    accusation = gather_accusation(cast)
    publish_withdrawal(cast, accusation)
    submit_figure(cast)
    return_mayor(cast)
    draft_staged(cast)


__all__ = ["Cast", "add_checks"]
