"""Printed pages as pictures: painted small and grey, compared with those that were looked at.

After an intended change: `REMAKE_PAGES=1 pytest …`, look at the new pictures, commit them. A page
that differs is left in `test-artifacts/pages/` beside the one that was expected.
"""

import os
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageStat

#: Dots per inch: enough to see a moved rule or line, too few to see a letter drawn differently.
RESOLUTION = 50
#: Grey levels of 255: over the whole page, and in the place that differs most once blurred.
MEAN, PLACE = 2.0, 60
ARTIFACTS = Path(__file__).resolve().parents[1] / "test-artifacts" / "pages"


def pictures(pdf: bytes) -> list[Image.Image]:
    """Paint every page of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    scale = RESOLUTION / 72
    return [page.render(scale=scale, grayscale=True).to_pil().convert("L") for page in document]


def assert_looks_as_before(pdf: bytes, folder: Path, name: str, *, most: int = 3) -> None:
    """Compare the first pages with `folder/name-1.png` and so on."""
    for number, picture in enumerate(pictures(pdf)[:most], start=1):
        known = folder / f"{name}-{number}.png"
        if os.environ.get("REMAKE_PAGES"):
            folder.mkdir(parents=True, exist_ok=True)
            picture.quantize(64).save(known, optimize=True)
            continue
        expected = Image.open(known).convert("L")
        if problem := _difference(picture, expected):
            ARTIFACTS.mkdir(parents=True, exist_ok=True)
            picture.save(ARTIFACTS / f"{name}-{number}-now.png")
            expected.save(ARTIFACTS / f"{name}-{number}-expected.png")
            raise AssertionError(f"{name}, page {number}: {problem}; see {ARTIFACTS}")


def _difference(picture: Image.Image, expected: Image.Image) -> str:
    if picture.size != expected.size:
        return f"size {picture.size} instead of {expected.size}"
    apart = ImageChops.difference(picture, expected)
    mean = ImageStat.Stat(apart).mean[0]
    place = apart.filter(ImageFilter.BoxBlur(2)).getextrema()[1]
    return f"differs by {mean:.1f} and {place}" if mean > MEAN or place > PLACE else ""
