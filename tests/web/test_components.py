"""Components of forms: labels, help and problems belong together for those who cannot see."""

import pytest

from calendar_app.domain.problems import Problem
from tests.support.pages import Document, make_environment

ENVIRONMENT = make_environment()
PROBLEMS = (
    Problem("title", "required"),
    Problem("title", "too_long", {"max": 200}),
    Problem("kind", "unknown_choice"),
    Problem("", "stale"),
)


def component(call: str, name: str, **values: object) -> Document:
    source = f'{{% from "components/{name}.html" import {call.split("(")[0]} %}}{{{{ {call} }}}}'
    return Document(ENVIRONMENT.from_string(source).render(**values))


@pytest.mark.parametrize(
    ("call", "name", "tag"),
    [
        ('field("title", "Tittel", value="a", help="Kort", problems=p)', "field", "input"),
        ('textarea("title", "Tittel", value="a", help="Kort", problems=p)', "textarea", "textarea"),
        (
            'select("title", "Tittel", [("a", "A")], "a", help="Kort", problems=p)',
            "select",
            "select",
        ),
        ('checkbox("title", "Tittel", help="Kort", problems=p)', "checkbox", "input"),
    ],
)
def test_field_is_described_by_help_and_problem(call: str, name: str, tag: str) -> None:
    shown = component(call, name, p=PROBLEMS)
    (control,) = shown.all(tag, id="f-title")
    assert str(control["aria-describedby"]).split() == ["f-title-help", "f-title-error"]
    assert set(str(control["aria-describedby"]).split()) <= set(shown.values("id"))
    assert "Fyll ut dette feltet." in shown.text
    assert "Teksten er for lang. Bruk høyst 200 tegn." in shown.text
    assert "alternativene" not in shown.text


def test_field_without_problems_is_plain() -> None:
    shown = component('field("title", "Tittel", required=true)', "field")
    (control,) = shown.all("input")
    assert "aria-invalid" not in control
    assert "aria-describedby" not in control
    assert shown.all("label", for_="f-title") != []
    assert "valgfritt" not in shown.text


def test_choices_are_one_group_with_its_legend() -> None:
    call = 'choices("kind", "Slag", [("a", "A"), (2, "B")], chosen=(2,), problems=p)'
    shown = component(call, "choices", p=PROBLEMS)
    (group,) = shown.all("fieldset")
    assert group["aria-describedby"] == " f-kind-error"
    assert [one["value"] for one in shown.all("input") if "checked" in one] == ["2"]


def test_summary_links_to_the_fields_and_says_their_names() -> None:
    shown = component('error_summary(p, {"title": "Tittel"})', "error_summary", p=PROBLEMS)
    assert list(shown.values("href")) == ["#f-title", "#f-title", "#f-kind"]
    assert shown.text.startswith("4 ting må rettes Tittel: Fyll ut dette feltet.")
    assert "Noen andre har endret dette" in shown.text


def test_summary_of_nothing_is_nothing() -> None:
    assert component("error_summary(p)", "error_summary", p=()).elements == []


def test_textarea_keeps_a_leading_line_break() -> None:
    """HTML drops the first line break of a textarea, so the component adds one."""
    template = '{% from "components/textarea.html" import textarea %}{{ textarea("t", "T", v) }}'
    html = ENVIRONMENT.from_string(template).render(v="\nto")
    assert ">\n\nto</textarea>" in html


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("hamar@example.org", "mailto:hamar@example.org"),
        ("+47 62 00 00 00", "tel:+4762000000"),
        ("Spør i skranken", None),
        ("javascript:alert(1)", None),
        ("a@b.no?cc=c@d.no", None),
    ],
)
def test_contact_is_a_link_when_it_is_one_address(text: str, link: str | None) -> None:
    shown = component("contact(text)", "contact", text=text)
    assert list(shown.values("href")) == ([link] if link else [])
    assert text in shown.text
