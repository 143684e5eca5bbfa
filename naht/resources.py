"""Where the shipped data are: inside the installed package, or beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def data(*parts: str) -> Path:
    """A path below the data folder: ``naht/data`` of a wheel, ``../data`` of an editable install."""
    inside = _PACKAGE / "data"
    return (inside if inside.is_dir() else _PACKAGE.parent / "data").joinpath(*parts)


def help_page(name: str) -> Path:
    return _PACKAGE / "help" / f"{name}.md"
