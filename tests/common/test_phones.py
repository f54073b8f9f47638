import pytest

from config.common.phones import format_phone


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("0134123456", "0134-12-3456"),
        ("0134123456x12", "0134-12-3456 内線12"),
        ("09012345678", "090-1234-5678"),
        ("0312345678", "03-1234-5678"),
        ("0112345678", "011-234-5678"),
        ("0126712345", "01267-1-2345"),
        ("0120123456", "0120-123-456"),
        ("08001234567", "0800-123-4567"),
        ("0178123456", "0178-12-3456"),
        ("0177123456", "017-712-3456"),
        ("", ""),
        ("110", "110"),
    ],
)
def test_digits_are_shown_with_the_hyphens_of_the_area(stored, shown):
    assert format_phone(stored) == shown
