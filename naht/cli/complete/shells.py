"""bash, zsh and fish: how each says what is typed, takes values, and is told of it all once.

The variables are those of Typer's scripts, so that these work as well. The scripts are naht's own: values stay in
their order, paths are left to the shell, ``topic:wohnen`` is one word, and zsh completes at the first Tab.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from naht.cli.complete.request import FILES, FOLDERS

_BREAKS = ":="  # where bash parts a word
_CLOSED = re.compile(r"[^:/]$")


class Typed(NamedTuple):
    """The whole words behind ``naht``, the one being typed, and how much of it the shell holds for done."""

    tokens: list[str]
    typed: str
    done: int = 0


class Shell(NamedTuple):
    typed: Callable[[Mapping[str, str]], Typed]
    printed: Callable[[list[str], Typed], str]
    script: str


# ---- what is typed


def _split(text: str) -> list[str]:
    """Words as a shell parts them; a quote that is still open ends with the text."""
    import shlex

    lexer = shlex.shlex(text, posix=True)
    lexer.whitespace_split, lexer.commenters = True, ""
    found: list[str] = []
    try:
        found.extend(lexer)
    except ValueError:
        found.append(lexer.token)
    return found


def _in_one_text(environ: Mapping[str, str]) -> Typed:
    """Up to the cursor, as zsh and fish give it."""
    text = environ.get("_TYPER_COMPLETE_ARGS", "")
    words = _split(text)[1:]
    if not words or text[-1:].isspace():
        return Typed(words, "")
    return Typed(words[:-1], words[-1])


def _in_words(environ: Mapping[str, str]) -> Typed:
    """In words, as bash gives it; it parts them also at colons and equals signs, which is undone here."""
    words, place = _split(environ.get("COMP_WORDS", "")), int(environ.get("COMP_CWORD", "0"))
    parts = [*words[1:place], words[place] if place < len(words) else ""]
    whole: list[str] = []
    for number, part in enumerate(parts):
        if number and part and (_break(part) or _break(parts[number - 1])):
            whole[-1] += part
        else:
            whole.append(part)
    *tokens, typed = whole or [""]
    parted = typed != parts[-1] or _break(typed)
    return Typed(tokens, typed, max(map(typed.rfind, _BREAKS)) + 1 if parted else 0)


def _break(part: str) -> bool:
    return part != "" and not part.strip(_BREAKS)


# ---- what is offered


def _bash(values: list[str], typed: Typed) -> str:
    return "".join(f"{value if value in (FILES, FOLDERS) else _escaped(value[typed.done :])}\n" for value in values)


def _escaped(value: str) -> str:
    return re.sub(r"([^\w@%+=:,./-])", r"\\\1", value)


def _zsh(values: list[str], typed: Typed) -> str:
    """A command for zsh; ``-U`` where a value replaces what is typed, which zsh would else leave out."""
    if values in ([FILES], [FOLDERS]):
        return "compset -P '*='; _files" + (" -/" if values == [FOLDERS] else "") + "\n"
    replaced = "" if all(value.startswith(typed.typed) for value in values) else "-U "
    joined = "" if any(map(_CLOSED.search, values)) else "-S '' "
    quoted = " ".join("'" + value.replace("'", "'\\''") + "'" for value in values)
    return f"compadd -V naht {replaced}{joined}-- {quoted}\n" if values else ""


def _fish(values: list[str], _typed: Typed) -> str:
    return "".join(f"{value}\n" for value in values)


_SCRIPT_BASH = """\
_naht_completion() {
    local IFS=$'\\n'
    mapfile -t COMPREPLY < <(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" \\
        _NAHT_COMPLETE=complete_bash '@naht@' 2>/dev/null)
    case ${COMPREPLY[0]-} in
        :files) COMPREPLY=(); compopt -o default ;;
        :folders) COMPREPLY=(); compopt -o dirnames ;;
        *[:/]) compopt -o nospace ;;
    esac
}

complete -o nosort -F _naht_completion naht
"""
_SCRIPT_ZSH = """\
#compdef naht

_naht_completion() {
    eval "$(env _TYPER_COMPLETE_ARGS="${(j: :)words[1,CURRENT]}" _NAHT_COMPLETE=complete_zsh '@naht@' 2>/dev/null)"
}

compdef _naht_completion naht
if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
    _naht_completion "$@"
fi
"""
_SCRIPT_FISH = """\
function _naht_completion
    set -l found (env _NAHT_COMPLETE=complete_fish _TYPER_COMPLETE_ARGS=(commandline -cp | string collect) \\
        '@naht@' 2>/dev/null)
    switch "$found[1]"
        case :files
            __fish_complete_path (commandline -ct)
        case :folders
            __fish_complete_directories (commandline -ct) ''
        case '*'
            printf '%s\\n' $found
    end
end

complete --command naht --no-files --keep-order --arguments '(_naht_completion)'
"""

SHELLS = {
    "bash": Shell(_in_words, _bash, _SCRIPT_BASH),
    "zsh": Shell(_in_one_text, _zsh, _SCRIPT_ZSH),
    "fish": Shell(_in_one_text, _fish, _SCRIPT_FISH),
}


def script(shell: str, program: str) -> str:
    """What a shell has to be told once; ``program`` is how naht is called."""
    return SHELLS[shell].script.replace("@naht@", program.replace("'", "'\\''"))
