"""`python3 -m scripts demo | test | setup SET | assets | lock | licences`.

Written so that an old Python can still read it and say that it is too old.
"""

import sys

NEEDED = (3, 11)


def main(arguments: list) -> int:
    """Run one command; returns the exit code."""
    if sys.version_info < NEEDED:
        print(
            "MESH needs Python 3.11 or newer, and this is Python {}.{}. "
            "Install a newer one and name it: make PYTHON=python3.12 ...".format(
                *sys.version_info
            )
        )
        return 1
    from scripts import commands  # noqa: PLC0415 - a newer Python's syntax

    return commands.run(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
