"""Family and supporters as inline SVG: attributes only, so they print and pass a strict CSP.

`family_svg` and `ring_svg` are what pages show and what 別紙1 prints (`ink` black there). Every
word drawn also stands in the tables beside; `label` is what a screen reader says.
"""

import re
from collections.abc import Sequence
from math import sqrt

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.choices import Gender
from cases.choices_family import Bond, Living
from cases.family import FamilyView, Member
from cases.models import Client, SupportContact
from cases.rules import Circle, Frame, Sign, place_family, place_ring, wrap

INK, PAPER_INK = "currentColor", "#000"
SIZE, HALF = 14, 18
#: Half-width cells in a line below a sign, and in a circle.
UNDER, WITHIN = 15, 14
#: The distance of two lines, the breadth of a half-width cell, half the height of a letter.
LINE, CELL, CAP = 17, 7, 6
#: Where a colour cannot be seen the lines differ by their breadth and their dashes.
STROKES = {
    Bond.STRONG: (4, ""),
    Bond.NORMAL: (1.5, ""),
    Bond.WEAK: (1.5, "6 5"),
    Bond.STRESSED: (1.5, ""),
}
SIZES = re.compile(r'^<svg [^>]*?width="(\d+)" height="(\d+)"')
#: More people are named as a number only.
FAMILY_NAMED = 2


def _path(d: str, *, ink: str, width: float = 1.5, dash: str = "") -> SafeString:
    return format_html(
        '<path d="{}" fill="none" stroke="{}" stroke-width="{}"{}/>',
        d,
        ink,
        width,
        format_html(' stroke-dasharray="{}"', dash) if dash else "",
    )


def _texts(lines: Sequence[str], x: float, y: float, *, ink: str) -> SafeString:
    """Lines of words around a middle, the first baseline at `y`."""
    return format_html_join(
        "",
        '<text x="{}" y="{}" font-size="{}" text-anchor="middle" fill="{}">{}</text>',
        ((x, round(y + LINE * place, 1), SIZE, ink, line) for place, line in enumerate(lines)),
    )


def _svg(width: float, height: float, label: str, parts: Sequence[SafeString]) -> SafeString:
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}"'
        ' role="img" aria-label="{2}" class="drawing">{3}</svg>',
        round(width),
        round(height),
        label,
        SafeString("".join(parts)),
    )


def svg_size(drawing: SafeString) -> tuple[int, int]:
    """Return how wide and how high a drawing is at its own size; 0 where there is none."""
    found = SIZES.search(drawing)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def family_svg(view: FamilyView, *, ink: str = INK) -> SafeString:
    """Draw 家族構成図; nothing for somebody without a family."""
    if len(view.members) < 2:
        return SafeString("")
    words = {member.entry.pk: _under(member) for member in view.members}
    together = {m.entry.pk for m in view.members if _lives_together(m)}
    placed = place_family(
        view.family,
        view.ties,
        start=view.viewer,
        lines={pk: len(lines) for pk, lines in words.items()},
        together=together,
    )
    members = {member.entry.pk: member for member in view.members}
    parts = [_frame(frame, ink) for frame in placed.frames]
    parts += [_path(path, ink=ink) for path in placed.paths]
    for sign in placed.signs:
        member = members[sign.pk]
        parts += [
            _sign(sign, view.family[sign.pk].sex, member, ink),
            _texts(words[sign.pk], sign.x, sign.y + HALF + 16, ink=ink),
        ]
    return _svg(placed.width, placed.height, family_label(view), parts)


def _lives_together(member: Member) -> bool:
    return member.entry.living == Living.TOGETHER and not member.entry.is_deceased


def _under(member: Member) -> list[str]:
    """Name, age, occupation and whether it is the main carer, as the form asks for them."""
    lines = wrap(member.name, UNDER, most=2)
    lines += wrap(member.entry.occupation, UNDER, most=1)
    return [*lines, _("Main carer")] if member.entry.is_main_carer else lines


def _frame(frame: Frame, ink: str) -> SafeString:
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="12" fill="none" stroke="{}"'
        ' stroke-width="1" stroke-dasharray="5 4" opacity="0.7"/>',
        frame.x,
        frame.y,
        frame.width,
        frame.height,
        ink,
    )


def _sign(sign: Sign, sex: str, member: Member, ink: str) -> SafeString:
    rings = [HALF, HALF - 4] if member.is_oneself else [HALF]
    parts = [_shape(sex, sign, half, ink) for half in rings]
    if member.entry.is_deceased:
        left, right, top, low = sign.x - HALF, sign.x + HALF, sign.y - HALF, sign.y + HALF
        parts.append(_path(f"M{left} {top}L{right} {low}M{right} {top}L{left} {low}", ink=ink))
    elif member.age is not None:
        parts.append(_texts([str(member.age)], sign.x, sign.y + 5, ink=ink))
    return SafeString("".join(parts))


def _shape(sex: str, sign: Sign, half: float, ink: str) -> SafeString:
    x, y = sign.x, sign.y
    if sex == Gender.FEMALE:
        return format_html(
            '<circle cx="{}" cy="{}" r="{}" fill="none" stroke="{}" stroke-width="1.5"/>',
            x,
            y,
            half,
            ink,
        )
    if sex == Gender.MALE:
        return _path(f"M{x - half} {y - half}h{2 * half}v{2 * half}h-{2 * half}z", ink=ink)
    return _path(f"M{x} {y - half}l{half} {half}l-{half} {half}l-{half} -{half}z", ink=ink)


def family_label(view: FamilyView) -> str:
    """Say the drawing in words."""
    people = "、".join(f"{m.word} {m.name} {m.age_words}".strip() for m in view.others)
    return _("Family: %(people)s") % {"people": people}


def ring_svg(
    client: Client, contacts: Sequence[SupportContact], view: FamilyView, *, ink: str = INK
) -> SafeString:
    """Draw 社会関係図: the family as one circle, then the supporters by their kinds."""
    circles = [*_family_circle(view)]
    ordered = sorted(contacts, key=lambda contact: _kind_place(contact))
    circles += [(_within(contact), contact.bond) for contact in ordered]
    if not circles:
        return SafeString("")
    placed = place_ring([bond for _lines, bond in circles])
    parts = []
    for path, (_lines, bond) in zip(placed.paths, circles, strict=True):
        width, dash = STROKES[bond]
        parts.append(_path(path, ink=ink, width=width, dash=dash))
    own = placed.centre
    parts.append(_circle(own, _own_name(client.name, own.radius), ink, width=3))
    parts += [
        _circle(circle, lines, ink)
        for circle, (lines, _bond) in zip(placed.circles, circles, strict=True)
    ]
    label = "、".join(" ".join(lines) for lines, _bond in circles)
    return _svg(placed.size, placed.size, _("Relations: %(people)s") % {"people": label}, parts)


def _kind_place(contact: SupportContact) -> tuple[int, int]:
    kinds = [value for value, _label in SupportContact._meta.get_field("kind").choices]
    return kinds.index(contact.kind), contact.pk or 0


def _family_circle(view: FamilyView) -> list[tuple[list[str], str]]:
    living = [member for member in view.others if not member.entry.is_deceased]
    if not living:
        return []
    named = sorted(living, key=lambda member: not member.entry.is_main_carer)
    if len(named) > FAMILY_NAMED:
        words = [m.name for m in named[:1]]
        words.append(_("and %(number)s more") % {"number": len(named) - 1})
    else:
        words = [member.name for member in named]
    lines = [pgettext("drawing", "Family"), *(wrap(word, WITHIN, most=1)[0] for word in words)]
    return [(lines, Bond.NORMAL)]


def _within(contact: SupportContact) -> list[str]:
    """Body and person with the role, at most four lines."""
    lines = wrap(contact.get_kind_display(), WITHIN, most=1)
    lines += wrap(contact.organisation, WITHIN, most=2)
    lines += wrap(contact.name, WITHIN, most=1)
    role = f"（{contact.role}）" if contact.role else ""
    return [*lines[:4], *(wrap(role, WITHIN, most=1) if len(lines) < 4 else [])]


def _own_name(name: str, radius: float) -> list[str]:
    """The name in as few lines as hold it inside the circle; the tables beside say all of it."""
    for most in (1, 2):
        lines = wrap(name, _room(most, radius), most=most + 1)
        if len(lines) <= most:
            return lines
    return wrap(name, _room(3, radius), most=3)


def _room(number: int, radius: float) -> int:
    """Return how many cells the first of so many lines around the middle may have in a circle."""
    outer = min(radius - 1, (number - 1) * LINE / 2 + CAP)
    return int(2 * sqrt(radius**2 - outer**2) / CELL)


def _circle(circle: Circle, lines: list[str], ink: str, width: float = 1.5) -> SafeString:
    room = _room(len(lines), circle.radius)
    if len(lines) > 1:
        ends = (0, len(lines) - 1)
        lines = [wrap(t, room, most=1)[0] if at in ends else t for at, t in enumerate(lines)]
    first = round(circle.y - (len(lines) - 1) * LINE / 2 + 5, 1)
    ring = format_html(
        '<circle cx="{}" cy="{}" r="{}" fill="none" stroke="{}" stroke-width="{}"/>',
        circle.x,
        circle.y,
        circle.radius,
        ink,
        width,
    )
    return ring + _texts(lines, circle.x, first, ink=ink)
