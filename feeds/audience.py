"""For whom a date is written, beyond what the date says of itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """What a feed for a few adds to a VEVENT; as it stands by default it is for everybody.

    `mark` stands before the title, without its colon, after that of the state: who looks for
    cancelled dates finds `AVLYST: ` first. `notice` is the first line of DESCRIPTION. A private
    date is CLASS:PRIVATE; a busy one takes the reader's time (TRANSP:OPAQUE).
    """

    mark: str = ""
    notice: str = ""
    is_private: bool = False
    is_busy: bool = False


EVERYBODY = Audience()
