"""A hill that is steep in the west and gentle in the east, in contour lines."""

from PIL import Image

from pathways.demo.drawings.canvas import BLUE, GREY, INK, ORANGE, Canvas, Point

HEIGHTS = (100, 150, 200, 250)
WEST = (200, 240, 280, 320)  # where each line lies, from the left
EAST = (1080, 890, 690, 480)
TOP = 400  # where the summit lies


def _hill(sheet: Canvas, middle: float, tall: float) -> None:
    for number, height in enumerate(HEIGHTS):
        half = tall * (1 - number * 0.26)
        sheet.oval((WEST[number], middle - half), (EAST[number], middle + half))
        sheet.box(
            (EAST[number] - 34, middle + half * 0.5 - 16),
            (EAST[number] + 26, middle + half * 0.5 + 16),
            outline="#ffffff",
        )
        sheet.text((EAST[number] - 4, middle + half * 0.5), str(height), size=24)
    sheet.dot((TOP, middle), radius=7, fill=INK)
    sheet.text((60, 40), "N", size=30)
    sheet.arrow((60, 110), (60, 62), width=4)


def contours() -> Image.Image:
    """From above, with two walks to the top."""
    sheet = Canvas(1200, 560)
    _hill(sheet, 280, 220)
    sheet.arrow((190, 280), (386, 280), fill=ORANGE, width=6)
    sheet.text((160, 280), "A", size=40, fill=ORANGE)
    sheet.arrow((1092, 280), (416, 280), fill=BLUE, width=6)
    sheet.text((1124, 280), "B", size=40, fill=BLUE)
    return sheet.finished()


def contours_with_section() -> Image.Image:
    """From above, and beneath it the outline from the side."""
    sheet = Canvas(1200, 860)
    _hill(sheet, 250, 190)
    base, rise = 800, 1.2
    levels = [base - (height - 50) * rise for height in HEIGHTS]
    outline: list[Point] = [
        (80, base),
        *zip(WEST, levels, strict=True),
        (TOP, base - 225 * rise),
        *reversed(list(zip(EAST, levels, strict=True))),
        (1180, base - 30 * rise),
    ]
    for x, y in outline[1:-1]:
        sheet.dotted((x, 250), (x, y), fill=GREY)
    sheet.line(*outline, fill=BLUE, width=6)
    sheet.line((60, base), (1180, base), width=3)
    sheet.text((105, 590), "close lines:\nsteep", size=28, fill=ORANGE)
    sheet.text((980, 600), "wide lines:\ngentle", size=28, fill=ORANGE)
    sheet.text((110, 830), "west", size=26, fill=GREY)
    sheet.text((1130, 830), "east", size=26, fill=GREY)
    return sheet.finished()
