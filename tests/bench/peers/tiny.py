"""The smallest Typer program that inserts one row by sqlite3; with ``--line`` it prints one line instead."""

import sqlite3
import sys

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def add(path: str, district: str, minutes: int, line: bool = False) -> None:
    if not line:
        con = sqlite3.connect(path)
        with con:
            con.execute("INSERT INTO visit (district, minutes) VALUES (?, ?)", (district, minutes))
        con.close()
    sys.stdout.write(f"{district}\n")
