"""The commands of `python3 -m scripts`."""

from collections.abc import Callable

from scripts import demo, environment, frontend, licences, lock, run_tests
from scripts.console import Refusal, say


def setup(name: str = "dev") -> int:
    """Make `.venv` with the packages of one set."""
    environment.ensure(name)
    return 0


def assets() -> int:
    """Build the style sheets and scripts."""
    frontend.build()
    return 0


COMMANDS: dict[str, Callable[..., int]] = {
    "assets": assets,
    "demo": demo.main,
    "licences": licences.main,
    "lock": lock.main,
    "setup": setup,
    "test": run_tests.main,
}


def run(arguments: list[str]) -> int:
    """Run one command; a refusal is one sentence and exit code 1."""
    name, *rest = arguments or ["help"]
    if name not in COMMANDS:
        say(f"Unknown command {name!r}; there are: {', '.join(sorted(COMMANDS))}.")
        return 2
    try:
        return COMMANDS[name](*rest)
    except Refusal as refusal:
        say(f"\n{refusal}")
    except KeyboardInterrupt:
        say("\nStopped.")
    return 1
