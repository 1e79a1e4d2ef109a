"""Runs a program as an ordinary user though we are root, or a number without a name: PostgreSQL refuses both.

Run as a script, `python namespace.py PROGRAM ARGUMENT…`: it enters a user namespace of its own in which our number reads
65534, and becomes the program. Outside nothing changes: files stay our own, closed to everybody else.
See user_namespaces(7).
"""

import ctypes
import os
import sys

_CLONE_NEWUSER = 0x10000000
_NOBODY = 65534
REFUSED = 113  # exit status where the machine allows no user namespace


def enter() -> None:
    """Move this process into a user namespace that maps it to an ordinary user. Raises OSError where refused."""
    user, group = os.geteuid(), os.getegid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWUSER) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{_NOBODY} {user} 1"),
        ("gid_map", f"{_NOBODY} {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
            file.write(text)


if __name__ == "__main__":
    try:
        enter()
    except (OSError, AttributeError) as problem:
        print(f"no user namespace: {problem}", file=sys.stderr)
        sys.exit(REFUSED)
    os.execv(sys.argv[1], sys.argv[1:])
