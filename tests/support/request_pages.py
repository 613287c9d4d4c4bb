"""The pages of a request to borrow, as somebody uses them in a test."""

import httpx2

from calendar_app.domain.access import Role
from tests.support.staff_forms import Fields, sent_by, words_of
from tests.support.web import SignedIn, SignIn

YES = {"start_date": "4.3.2027", "start_time": "18", "end_time": "19", "answer": "Velkommen"}
NEW_DATE = {"start_date": "11.3.2027", "start_time": "10", "end_time": "11", "proposal_text": "Ok?"}
HOSTILE = '</script><script>alert(1)</script> "onfocus=x {{7*7}} {%raw%} <svg/onload=x>'
TITLE = "Askeladden og trollene"


def at(request_id: int, *more: str) -> str:
    return "/".join((f"/ansatt/foresporsler/{request_id}", *more))


async def both(signed_in: SignIn) -> tuple[SignedIn, SignedIn]:
    """An editor of the host's and one of the borrower's."""
    return await signed_in(), await signed_in(Role.EDITOR, "gjovik")


def said(answer: httpx2.Response) -> str:
    return answer.headers["location"].partition("melding=")[2]


def answer_of(page: str) -> Fields:
    """Find the form that answers a proposed date."""
    forms = (sent_by(page, form=number) for number in range(6))
    return next(one for one in forms if "forslag" in one)


async def words(person: SignedIn, request_id: int) -> str:
    return words_of((await person.get(at(request_id))).text)
