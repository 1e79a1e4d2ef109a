"""The one error of the set-up: something a person has to put right."""


class SetupProblem(Exception):
    """A sentence that says what happened and what to do next; shown as it is, without a traceback."""
