"""別紙1 申請者の現状（基本情報） (domain 6.4, S11): one page, and further ones where it is long."""

from datetime import date
from typing import Any

from cases.choices import Gender
from cases.choices_file import Dwelling
from cases.drawing import svg_size
from cases.facesheet import face_sheet
from cases.family_figures import family_lines, paper_figures, ring_lines
from cases.models import Client
from config.common.phones import format_phone
from config.common.wareki import wareki
from staffing.models import User

#: Rows of support on a blank sheet; more are printed where there are more.
PUBLIC_ROWS, OTHER_ROWS = 3, 2
#: A drawing wider or higher than this would be smaller than 8 pt in its box beside the other.
FAMILY_BOX, RING_BOX, BOX_HEIGHT = 390, 465, 465
#: Larger ones would be smaller than 8 pt even across the page: their words are printed as a table.
MOST = 860


def face_paper(
    client: Client, *, user: User, today: date, options: dict[str, Any]
) -> dict[str, Any]:
    """Return the data of the sheet of a person as it is today."""
    sheet = face_sheet(client, today)
    return {
        **sheet.as_plain(),
        "ident": f"利用者番号 {client.pk}",
        "can_print": True,
        "created": wareki(sheet.created_on) if sheet.created_on else "",
        "born": wareki(sheet.birth_on) if sheet.birth_on else "",
        "full_address": _address(sheet.postal_code, sheet.address),
        "dwellings": [[str(each.label), each == sheet.dwelling] for each in Dwelling],
        "phones": [format_phone(number) for number in (sheet.phone, sheet.mobile) if number],
        "fax_number": format_phone(sheet.fax) if sheet.fax else "",
        "genders": [["男", client.gender == Gender.MALE], ["女", client.gender == Gender.FEMALE]],
        "other_gender": sheet.gender if client.gender == Gender.OTHER else "",
        **_figures(client, user=user, today=today),
        "groups": [
            ["公的支援（障害福祉サービス、介護保険等）", *_rows(sheet.public, PUBLIC_ROWS)],
            ["その他の支援", *_rows(sheet.other, OTHER_ROWS)],
        ],
    }


def _figures(client: Client, *, user: User, today: date) -> dict[str, Any]:
    """The drawings, or the rows of what is too wide to be drawn in letters one can read."""
    asked = {"user": user, "today": today}
    family, ring = paper_figures(client, **asked)
    drawn = {"family": family, "ring": ring}
    sizes = {name: svg_size(drawing) for name, drawing in drawn.items()}
    too_large = {name for name, size in sizes.items() if max(size) > MOST}
    is_wide = sizes["family"][0] > FAMILY_BOX or sizes["ring"][0] > RING_BOX
    return {
        **{name: "" if name in too_large else drawing for name, drawing in drawn.items()},
        "family_rows": family_lines(client, **asked) if "family" in too_large else [],
        "ring_rows": ring_lines(client, **asked) if "ring" in too_large else [],
        "is_wide": is_wide or max(size[1] for size in sizes.values()) > BOX_HEIGHT,
    }


def _address(postal_code: str, address: str) -> str:
    code = f"〒{postal_code[:3]}-{postal_code[3:]}" if postal_code else ""
    return "　".join(filter(None, (code, address)))


def _rows(rows: list[dict[str, str]], least: int) -> list[list]:
    """The rows of a group, and the numbers of the empty ones below them."""
    return [rows, list(range(max(0, least - len(rows))))]
