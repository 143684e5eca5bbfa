"""A format is one function and its entry; nothing is lost in it, the notes below a table least of all."""

import json

from checkout import as_the_checklist_says

WRITER = '''def _html(tables: list[Table], style: Style) -> str:
    """A table of cells, the notes below it."""
    from html import escape

    lines = []
    for table in tables:
        lines += [f"<h2>{escape(str(table.title))}</h2>"] if table.title else []
        rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in texts(table, style.lang))
        lines += ["<table>", *(f"<tr>{row}</tr>" for row in rows), "</table>"]
        lines += [f"<p>{escape(str(note))}</p>" for note in table.notes]
    return "".join(f"{line}\\n" for line in lines)


_ALL = (
'''
ENTRY = """    Format("html", message("a page for a browser"), _html, people=True, holds_notes=lambda _tables: True),
"""


def test_a_format_is_a_function_and_its_entry(checkout):
    path = "naht/output/formats.py"
    checkout.replace(path, "_ALL = (\n", WRITER)
    checkout.replace(path, '    Format("jsonl", ', ENTRY + '    Format("jsonl", ')
    checkout.translate({"a page for a browser": "eine Seite für den Browser"})
    assert as_the_checklist_says(checkout, "A format")
    checkout.run("init", "-q")
    checkout.run("v", "west", "20m", "wohnen")
    page = checkout.run("visit", "list", "--format", "html")
    assert "<td>Weimar-West</td>" in page
    assert "<p>1 Zeile, davon 1 Kontakt" in page  # in the document, not beside it
    assert "<h2>" in checkout.run("report", "2026-11", "-f", "html")
    assert "Weimar-West" in checkout.run("show", "west", "-f", "html")
    assert "json html jsonl" in checkout.run("visit", "list", "--help")
    assert checkout.tab("naht report -f h") == ["html"]
    assert "html" in json.loads(checkout.run("spec", "formats"))
    refused = checkout.python("-m", "naht", "visit", "list", "-f", "pdf")
    assert (refused.returncode, "html" in refused.stderr) == (2, True)
