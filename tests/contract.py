"""``python -m tests.contract`` writes the README's nouns, formats and keys anew, from the contract itself."""

import re
from pathlib import Path

from naht.cli.contract import contract
from naht.output.formats import FORMATS
from naht.output.language import say

README = Path(__file__).parent.parent / "README.md"


def parts() -> dict[str, str]:
    """Every generated part by its name."""
    known = contract("en")
    formats = [(f"`{form.name}`", say(form.about, "en")) for form in FORMATS.values()]
    return {
        "nouns": f"The nouns are `{' '.join(known['nouns'])}`.",
        "formats": _table(("`-f`", "what it is"), formats),
        "fields": _table(("noun", "keys of JSON, columns of CSV (`[]`: a list; in brackets: by `--fields` only)"),
                         [(f"`{name}`", _fields(noun["fields"])) for name, noun in known["nouns"].items()]),
        "columns": _table(("command", "keys of JSON, columns of CSV"),
                          [(f"`naht {name}`", f"`{' '.join(columns)}`") for name, columns in known["columns"].items()]),
        "exit codes": _table(("exit code", "meaning"), known["exit_codes"].items()),
        "variables": _table(("variable", "meaning"),
                            [(f"`{name}`", text) for name, text in known["environment"].items()]),
    }  # fmt: skip


def _fields(fields: list[dict]) -> str:
    names = ["id", *(f"{one['name']}{'[]' * one['many']}" for one in fields if one["listed"])]
    more = [one["name"] for one in fields if not one["listed"]]
    return f"`{' '.join(names)}`" + (f" (`{' '.join(more)}`)" if more else "")


def _table(head: tuple[str, str], rows) -> str:
    lines = [head, ("---", "---"), *rows]
    return "\n".join(f"| {left} | {right} |" for left, right in lines)


def generated(readme: str) -> str:
    """The README with its generated parts as they have to be."""
    for name, part in parts().items():
        mark = rf"(<!-- generated: {name} -->\n).*?(\n<!-- end -->)"
        readme, found = re.subn(mark, lambda place, part=part: place[1] + part + place[2], readme, flags=re.DOTALL)
        assert found == 1, name
    return readme


if __name__ == "__main__":
    README.write_text(generated(README.read_text(encoding="utf-8")), encoding="utf-8")
