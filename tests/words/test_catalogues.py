"""The catalogues are whole (D-9): every message in nynorsk and English, and none too many."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from calendar_app.domain.vocabulary import LANGUAGES
from calendar_app.words.catalogue import SOURCE_LANGUAGE, translations
from calendar_app.words.extract import (
    TRANSLATED,
    extracted,
    read_catalogue,
    untranslated,
    update,
)

_PLACEHOLDER = re.compile(r"%\((\w+)\)([sd])")
_BOKMAL = re.compile(r"\b(ikke|mandag|tirsdag|lørdag|uke|uker|hva|hvem|hvor|fra|jeg)\b", re.I)


@pytest.fixture(scope="module")
def template() -> Catalog:
    return extracted()


def ids(catalogue: Catalog) -> set[object]:
    return {message.id for message in catalogue if message.id}


def forms(text: object) -> list[str]:
    return [text] if isinstance(text, str) else list(text)  # type: ignore[call-overload]


def test_every_language_of_the_interface_has_a_catalogue() -> None:
    assert {SOURCE_LANGUAGE, *TRANSLATED} == set(LANGUAGES)


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogue_holds_exactly_the_messages_in_use(language: str, template: Catalog) -> None:
    """After adding a message: `python -m calendar_app.words.extract`, then translate it."""
    assert ids(read_catalogue(language)) == ids(template)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_and_none_is_a_guess(language: str) -> None:
    assert untranslated(read_catalogue(language)) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_have_the_placeholders_of_their_messages(language: str) -> None:
    wrong = [
        message.id
        for message in read_catalogue(language)
        if message.id
        for form in forms(message.string)
        # The singular may leave the number out.
        if set(_PLACEHOLDER.findall(form))
        not in [set(_PLACEHOLDER.findall(source)) for source in forms(message.id)]
    ]
    assert wrong == []


def test_nynorsk_holds_no_bokmal() -> None:
    wrong = [
        form
        for message in read_catalogue("nn")
        if message.id
        for form in forms(message.string)
        if _BOKMAL.search(form)
    ]
    assert wrong == []


def test_bokmal_is_the_identity() -> None:
    assert translations("nb").gettext("Hva skjer") == "Hva skjer"
    assert translations("nb").ngettext("én", "flere", 2) == "flere"


def test_translations_are_read_from_the_source_files() -> None:
    assert translations("nn").gettext("Hva skjer") == "Kva skjer"
    assert translations("en").gettext("Hva skjer") == "What’s on"
    assert translations("en").ngettext("%(num)d dato", "%(num)d datoer", 2) == "%(num)d dates"


def test_updating_keeps_translations_adds_new_and_drops_old(tmp_path: Path) -> None:
    first = Catalog()
    first.add("Hva skjer")
    first.add("Borte")
    assert update("nn", first, tmp_path) == 2
    path = tmp_path / "nn.po"
    path.write_text(path.read_text().replace('skjer"\nmsgstr ""', 'skjer"\nmsgstr "Kva skjer"'))
    second = Catalog()
    second.add("Hva skjer")
    second.add("Ny")
    assert update("nn", second, tmp_path) == 1
    found = {message.id: message.string for message in read_catalogue("nn", tmp_path) if message.id}
    assert found == {"Hva skjer": "Kva skjer", "Ny": ""}


@pytest.mark.parametrize("language", TRANSLATED)
def test_files_carry_no_dates_and_no_places(language: str, tmp_path: Path) -> None:
    """Running the update again changes nothing, so a difference shows words alone."""
    catalogue = Catalog()
    catalogue.add("Hva skjer", locations=[("x.py", 7)])
    update(language, catalogue, tmp_path)
    before = (tmp_path / f"{language}.po").read_bytes()
    update(language, catalogue, tmp_path)
    assert (tmp_path / f"{language}.po").read_bytes() == before
    assert b"x.py" not in before
    assert b"Date" not in before
