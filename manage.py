#!/usr/bin/env python3
"""The door for people and services: `python3 manage.py COMMAND`. Prepares the environment, then runs the command."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Factcheck needs Python 3.11 or newer, and this is Python %d.%d. Install a newer one, then start with it,"
        " for example: python3.11 manage.py demo" % sys.version_info[:2]
    )


def main() -> None:
    from factcheck.setup.problem import SetupProblem

    try:
        from factcheck.setup import environment

        environment.enter(sys.argv)

        from factcheck.setup import launch

        launch.run(sys.argv)
    except SetupProblem as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
