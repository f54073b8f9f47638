"""The columns by which a person is found and sorted; the name itself is never changed."""

from config.common.kana import kana_row, name_key, search_key, sort_key

__all__ = ["client_keys"]

# A character may unfold into several; the columns are as long as indexes like it.
KEY_LENGTH = 120
SORT_LENGTH = 255
#: A blank is folded away from every key.
BESIDE = " "


def client_keys(name: str, kana: str, also_called: str = "") -> dict[str, str]:
    """Return the key columns of a person; without a reading the written name sorts last.

    What a person is called stands behind the name, parted by what no key holds.
    """
    called = f"{BESIDE}{name_key(also_called)}" if also_called else ""
    return {
        "name_key": f"{name_key(name)}{called}"[:KEY_LENGTH],
        "kana_key": search_key(kana)[:KEY_LENGTH],
        "kana_sort": sort_key(kana or name)[:SORT_LENGTH],
        "kana_row": kana_row(kana),
    }
