"""Runs a program as an unprivileged user if this process is root or has a user id without a name. PostgreSQL refuses both.

Run this file as a script: `python namespace.py PROGRAM ARGUMENT…`. It enters a new user namespace in which the user id is 65534,
and executes the program there. Outside the namespace, files still belong to the original user. See user_namespaces(7).
"""

import ctypes
import os
import sys

_CLONE_NEWUSER = 0x10000000
_NOBODY = 65534
REFUSED = 113  # exit status if the machine does not allow user namespaces


def enter() -> None:
    """Move this process into a new user namespace as an unprivileged user. Raises OSError if the kernel refuses."""
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
    except (OSError, AttributeError) as error:
        print(f"cannot create a user namespace: {error}", file=sys.stderr)
        sys.exit(REFUSED)
    os.execv(sys.argv[1], sys.argv[1:])
