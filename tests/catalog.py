"""The German catalog against the code: every English text has one entry, every entry is used.

``python -m tests.catalog`` brings ``naht/locale/de.po`` up to date: new texts are added with an empty translation,
texts that nobody says any more are dropped. What is left to do is the German.
The catalog is compiled then: run it once more behind the translation (pytest does that by itself).
"""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from naht.locale.hook import compile_catalog

ROOT = Path(__file__).parent.parent
PO = ROOT / "naht" / "locale" / "de.po"
SENTENCES = ("text", "remedy")  # of an error class
Key = tuple[str, str]  # context (empty for most) and English text; a plural begins with its singular


def said() -> dict[Key, tuple[str, str]]:
    """Every text in the code: its key, its plural (or empty) and the file that says it first."""
    found: dict[Key, tuple[str, str]] = {}
    for path in sorted((ROOT / "naht").rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        for context, text, plural in _texts(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault((context, text), (plural, place))
    return found


def _texts(tree: ast.Module) -> Iterator[tuple[str, str, str]]:
    """Context, text and plural of each call of ``message`` and ``counted``, and of each sentence of an error."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "message":
                yield _context(node), _literal(node, 0), ""
            elif node.func.id == "counted":
                yield "", _literal(node, 0), _literal(node, 1)
        elif isinstance(node, ast.ClassDef):
            for line in ast.walk(node):
                if isinstance(line, ast.Assign) and _sentence(line.targets[0]) and (text := _constant(line.value)):
                    yield "", text, ""


def _sentence(target: ast.expr) -> bool:
    return (target.id if isinstance(target, ast.Name) else getattr(target, "attr", "")) in SENTENCES


def _constant(value: ast.expr) -> str:
    return str(value.value) if isinstance(value, ast.Constant) else ""


def _literal(call: ast.Call, place: int) -> str:
    """The text at a place of a call. Raises TypeError where it is no literal: the catalog could not know it."""
    try:
        return str(ast.literal_eval(call.args[place]))
    except ValueError as error:
        raise TypeError(f"line {call.lineno}: the text is no literal") from error


def _context(call: ast.Call) -> str:
    named = [keyword.value for keyword in call.keywords if keyword.arg == "context"]
    return str(ast.literal_eval(named[0])) if named else ""


def catalog() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="de", abort_invalid=True)


def key_of(entry) -> Key:
    text = entry.id[0] if isinstance(entry.id, (list, tuple)) else entry.id
    return entry.context or "", text


def brought_up_to_date() -> Catalog:
    """The catalog with exactly the texts of the code, in the order of its files; translations are kept."""
    old = {key_of(entry): entry.string for entry in catalog() if entry.id} if PO.exists() else {}
    new = Catalog(locale="de")
    texts = said()
    for (context, text), (plural, place) in sorted(texts.items(), key=lambda item: item[1][1]):
        string = old.get((context, text)) or (("", "") if plural else "")
        new.add((text, plural) if plural else text, string, locations=[(place, None)], context=context or None)
    return new


_HEADER = """\
# Das Deutsche von naht. Jeder Eintrag: msgid ist der englische Text im Code, msgstr der deutsche.
# Was in {geschweiften Klammern} steht, setzt naht ein; es bleibt, wie es ist. Prüfen: pytest tests/test_catalog.py
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: de\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def save(made: Catalog) -> None:
    """Write the catalog with naht's own short header."""
    body = BytesIO()
    write_po(body, made, width=0, omit_header=True, include_lineno=False)
    PO.write_bytes(_HEADER.encode() + body.getvalue())


if __name__ == "__main__":
    save(brought_up_to_date())
    compile_catalog(PO.parent)
