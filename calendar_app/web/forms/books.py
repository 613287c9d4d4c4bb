"""The part of the event's form about books: rows of title, author, ISBN and a link."""

from collections.abc import Sequence

from calendar_app.domain.event import Book
from calendar_app.domain.isbn import normal_isbn
from calendar_app.web.forms.typed import Reader

BOOKS = "books"
BOOK_COLUMNS = ("book_title", "book_author", "book_isbn", "book_url")
BOOK_FIELDS = (BOOKS, *BOOK_COLUMNS)


def read_books(reader: Reader) -> tuple[Book, ...]:
    """Read the rows that say something; an ISBN without its hyphens."""
    return tuple(
        Book(title=title, author=author, isbn=normal_isbn(isbn), url=url)
        for title, author, isbn, url in reader.rows(*BOOK_COLUMNS)
    )


def typed_books(books: Sequence[Book]) -> dict[str, tuple[str, ...]]:
    """Give the texts that would have made these books."""
    return {
        "book_title": tuple(one.title for one in books),
        "book_author": tuple(one.author for one in books),
        "book_isbn": tuple(one.isbn for one in books),
        "book_url": tuple(one.url for one in books),
    }
