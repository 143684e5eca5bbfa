"""What lies in folders: backups beside the file, and what naht brings along."""

from naht import resources
from naht.cli.complete.asked import Asked
from naht.cli.complete.choice import FILES, FOLDERS, Choice, plain


def templates(_asked: Asked) -> list[Choice]:
    return plain((*resources.stems(resources.data("reports"), "toml"), FILES))


def profiles(_asked: Asked) -> list[Choice]:
    folders = sorted(path.name for path in resources.data("profiles").iterdir() if path.is_dir())
    return plain((*folders, FOLDERS))


def pages(asked: Asked) -> list[Choice]:
    """The pages by their name in this language; what is typed of the other name finds them too."""
    lang = asked.context.lang
    return [Choice(name, names) for name, names in zip(resources.help_pages(lang), resources.PAGES, strict=True)]


def backups(asked: Asked) -> list[Choice]:
    """The backups beside the file, the latest first; any other file where a path is begun."""
    from naht.store.copies.backup import FOLDER  # what makes them is not needed for anything else
    from naht.store.copies.rotation import listed

    path = asked.context.path
    return plain((*map(str, reversed(listed(path, path.parent / FOLDER))), FILES))
