"""The exception for problems with the environment that the operator has to correct."""


class SetupProblem(Exception):
    """An error message with advice. `manage.py` prints it without a traceback."""
