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


PAGES = (
    ("profil", "profile"), ("sql", "sql"), ("vervollstaendigung", "completion"), ("woerter", "words"),
    ("zeitraum", "periods"),
)  # fmt: skip
"""The pages of ``naht help``: the German name and the English one of each."""


def help_pages(lang: str) -> list[str]:
    """The names of the pages in a language."""
    return [german if lang == "de" else english for german, english in PAGES]


def help_page(name: str, lang: str) -> Path | None:
    """The page of that name, German or English, in the language ``lang``; None where there is none."""
    for names in PAGES:
        if name in names:
            return _PACKAGE / "help" / lang / f"{names[lang != 'de']}.md"
    return None
