"""`make lock`: pin every dependency again, with hashes, and name no host."""

from scripts import environment
from scripts.console import CommandFailed, Refusal, run, step

# Each set of packages and the extras of pyproject.toml that it holds. The first is the
# largest: the others are held to its versions.
EXTRAS = {
    "dev": ("dev", "redis", "s3"),
    "test": ("test",),
    "production": ("redis", "s3"),
    "runtime": (),
}
GROUPS = ("node", "postgresql")
OPTIONS = ("--universal", "--python-version=3.11", "--generate-hashes", "--no-header")


def main() -> int:
    """Write every lock file anew."""
    uv = [str(environment.VENV / "bin" / "uv"), "pip", "compile", *OPTIONS, "--quiet"]
    for name, extras in EXTRAS.items():
        words = [f"--extra={extra}" for extra in extras]
        if name != "dev":
            words += ["--constraint", "requirements/dev.lock"]
        _compile(name, [*uv, "pyproject.toml", *words])
    for group in GROUPS:
        _compile(group, [*uv, "--group", group])
    return 0


def _compile(name: str, command: list[str]) -> None:
    output = environment.lock(name).relative_to(environment.ROOT)
    with step(f"Pinning {output}"):
        try:
            run([*command, "--output-file", output], cwd=environment.ROOT)
        except CommandFailed as failure:
            raise Refusal(f"{output} could not be made:\n{failure.output}") from None
