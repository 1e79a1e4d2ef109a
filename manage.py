#!/usr/bin/env python3
"""Prepares the environment and runs a management command: `python3 manage.py COMMAND`."""

import gc
import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Factcheck needs Python 3.11 or newer, but this is Python %d.%d. Install a newer version and run Factcheck with it,"
        " for example: python3.11 manage.py demo" % sys.version_info[:2]
    )


def main() -> None:
    gc.disable()  # until the command has been imported (`setup.commands`): nearly all objects that imports create remain
    from factcheck.setup.problem import SetupProblem

    try:
        from factcheck.setup import environment

        environment.ensure_packages(sys.argv)

        from factcheck.setup import launch

        launch.run(sys.argv)
    except SetupProblem as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
