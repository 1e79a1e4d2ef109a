"""Verifies the package of a claim without the application. Pure.

    python3 tools/verifier.py FOLDER_OR_ZIP [--key KEY_ID …] [--heads ledger-head.json]
    python3 -m factcheck.exchange.verifier FOLDER_OR_ZIP …

It needs Python 3.11 and nothing else. `docs/packages.md` describes the format. An import uses the same functions.
"""

from __future__ import annotations

import sys

sys.dont_write_bytecode = True  # files in the folder of the package would be in no manifest

from factcheck.exchange.verification.command import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
