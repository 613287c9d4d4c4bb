"""The tables. Rows stay inside storage; frozen domain objects cross its boundary.

Comments, not docstrings, on row models: Tortoise would make table descriptions of them, and
rewording one would be a migration (facts/stack.md, ST-36). Enum-like columns are texts that the
domain checks. A wall time of day is minutes since midnight: TimeField does not work.
"""

from calendar_app.storage.rows.borrowing import BorrowRequestRow
from calendar_app.storage.rows.dates import AttendanceRow, SignUpRow
from calendar_app.storage.rows.desk import (
    BinRow,
    BulkChangeRow,
    EventTemplateRow,
    FormDraftRow,
    ImageRow,
)
from calendar_app.storage.rows.events import (
    EventAgeBandRow,
    EventCategoryRow,
    EventCommunityRow,
    EventCoOrganiserRow,
    EventRow,
    OccurrenceRow,
    RevisionRow,
)
from calendar_app.storage.rows.leases import LeaseRow
from calendar_app.storage.rows.planning import (
    CommunityMemberRow,
    CommunityRow,
    FundingLineRow,
    PeriodRow,
)
from calendar_app.storage.rows.publication import PublicationChangeRow, PublicationRow
from calendar_app.storage.rows.staff import (
    OneTimeLinkRow,
    PersonalFeedRow,
    SessionRow,
    StaffRoleRow,
    StaffRow,
)
from calendar_app.storage.rows.vocabulary import (
    AgeBandRow,
    CategoryRow,
    LibraryRow,
    NamedFilterRow,
    RoomRow,
    SlugAliasRow,
    TourRow,
    VenueRow,
)

__all__ = [
    "AgeBandRow",
    "AttendanceRow",
    "BinRow",
    "BorrowRequestRow",
    "BulkChangeRow",
    "CategoryRow",
    "CommunityMemberRow",
    "CommunityRow",
    "EventAgeBandRow",
    "EventCategoryRow",
    "EventCoOrganiserRow",
    "EventCommunityRow",
    "EventRow",
    "EventTemplateRow",
    "FormDraftRow",
    "FundingLineRow",
    "ImageRow",
    "LeaseRow",
    "LibraryRow",
    "NamedFilterRow",
    "OccurrenceRow",
    "OneTimeLinkRow",
    "PeriodRow",
    "PersonalFeedRow",
    "PublicationChangeRow",
    "PublicationRow",
    "RevisionRow",
    "RoomRow",
    "SessionRow",
    "SignUpRow",
    "SlugAliasRow",
    "StaffRoleRow",
    "StaffRow",
    "TourRow",
    "VenueRow",
]
