"""Where the shipped data are: inside the installed package, or beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def data(*parts: str) -> Path:
    """A path below the data folder: ``naht/data`` of a wheel, ``../data`` of an editable install."""
    inside = _PACKAGE / "data"
    return (inside if inside.is_dir() else _PACKAGE.parent / "data").joinpath(*parts)


def stems(folder: Path, suffix: str) -> list[str]:
    """The names of the files of one kind in a folder, without their endings."""
    return sorted(path.stem for path in folder.glob(f"*.{suffix}"))


def help_pages() -> list[str]:
    return stems(_PACKAGE / "help", "md")


def help_page(name: str) -> Path:
    return _PACKAGE / "help" / f"{name}.md"
