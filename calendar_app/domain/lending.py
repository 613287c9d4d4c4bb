"""Programmes that one library lets others borrow ('lån et opplegg')."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Lending:
    """What other libraries are told when they may borrow the programme ('lån et opplegg')."""

    is_open: bool = False
    minutes: int | None = None
    needs: str = ""
    fee: str = ""
    contact: str = ""
