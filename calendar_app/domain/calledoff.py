"""What a reader wants to see of dates that are called off: the filter key `avlyst`."""

from enum import StrEnum


class CalledOff(StrEnum):
    """Marked by STATUS and title, by the title alone (Google hides the others), or left out."""

    STATUS = "status"
    VISIBLE = "synlig"
    HIDDEN = "nei"
