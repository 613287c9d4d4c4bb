"""Keeps the catalogues in step with the code: `python -m calendar_app.words.extract`.

Messages are found in the Python code and the templates. Translations are kept, new messages
come in empty, those no longer used go. The files are sorted and carry neither dates nor line
numbers, so that a difference shows words alone.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from calendar_app.words.catalogue import LOCALE_DIR

ROOT = Path(__file__).parents[2]
TRANSLATED = ("nn", "en")
_SOURCES = ("calendar_app", "feeds", "templates")
_METHODS = [("**.py", "python"), ("**.html", "jinja2")]
_OPTIONS = {"**.html": {"newstyle_gettext": "true", "silent": "false"}}
_KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}


def extracted() -> Catalog:
    """Collect every marked message of the code and the templates (run in the checkout)."""
    catalogue = Catalog(charset="utf-8")
    for message, context, place in sorted(_messages(), key=str):
        catalogue.add(message, context=context, locations=[(place, 1)])
    return catalogue


def read_catalogue(language: str, folder: Path = LOCALE_DIR) -> Catalog:
    """Read a catalogue as it is on the disk, an empty one when there is none."""
    path = folder / f"{language}.po"
    content = path.read_bytes() if path.exists() else b""
    return read_po(BytesIO(content), locale=language, abort_invalid=True)


def update(language: str, template: Catalog, folder: Path = LOCALE_DIR) -> int:
    """Bring one catalogue up to date and give the number of messages to translate."""
    catalogue = read_catalogue(language, folder)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    body = BytesIO()
    write_po(body, catalogue, width=100, no_location=True, omit_header=True, sort_output=True)
    header = _header(catalogue, language)
    (folder / f"{language}.po").write_bytes(header.encode() + body.getvalue())
    return len(untranslated(catalogue))


def untranslated(catalogue: Catalog) -> list[str]:
    """Give the messages without a whole translation."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and (message.fuzzy or not _is_whole(message.string))
    ]


def _messages() -> Iterator[tuple[str | tuple[str, ...], str | None, str]]:
    for source in _SOURCES:
        found = extract_from_dir(
            ROOT / source, method_map=_METHODS, options_map=_OPTIONS, keywords=_KEYWORDS
        )
        for name, _, message, _, context in found:
            yield message, context, f"{source}/{name}"


def _is_whole(translation: str | tuple[str, ...] | list[str] | None) -> bool:
    forms = [translation] if isinstance(translation, str) else translation
    return all(forms or [""])


def _header(catalogue: Catalog, language: str) -> str:
    """Write what translation tools need, without the dates that Babel would add."""
    return (
        'msgid ""\nmsgstr ""\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Language: {language}\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )


def main() -> None:
    """Bring all catalogues up to date and tell what is left to translate."""
    template = extracted()
    for language in TRANSLATED:
        missing = update(language, template)
        sys.stdout.write(f"{language}: {missing} to translate\n")


if __name__ == "__main__":
    main()
