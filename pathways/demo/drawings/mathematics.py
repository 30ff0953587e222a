"""Fractions: a number line, and bars."""

from PIL import Image

from pathways.demo.drawings.canvas import BLUE, GREY, INK, ORANGE, PALE, Canvas


def number_line() -> Image.Image:
    """0 to 2 in quarters; 1/2 has two names; 3/4 and 4/6 are marked."""
    sheet = Canvas(1200, 420)
    left, right, y = 80, 1120, 220
    unit = (right - left) / 2
    sheet.line((left, y), (right, y), width=5)
    for quarter in range(9):
        x = left + quarter * unit / 4
        is_whole = quarter % 4 == 0
        sheet.line((x, y - (24 if is_whole else 14)), (x, y + (24 if is_whole else 14)))
        if is_whole:
            sheet.text((x, y + 62), str(quarter // 4), size=40)
    for quarter, top, bottom in (
        (1, "1", "4"),
        (2, "1", "2"),
        (3, "3", "4"),
        (5, "5", "4"),
        (6, "3", "2"),
        (7, "7", "4"),
    ):
        sheet.fraction((left + quarter * unit / 4, y + 72), top, bottom)
    half = left + unit / 2
    sheet.fraction((half, y + 160), "2", "4", fill=GREY)
    sheet.text((half + 36, y + 160), "the same place", size=24, fill=GREY, anchor="lm")
    for value, top, bottom, colour, height in (
        (3 / 4, "3", "4", BLUE, 88),
        (4 / 6, "4", "6", ORANGE, 150),
    ):
        x = left + value * unit
        sheet.dotted((x, y - height + 48), (x, y - 18), fill=colour)
        sheet.fraction((x, y - height), top, bottom, fill=colour)
        sheet.dot((x, y), radius=11, fill=colour)
    return sheet.finished()


def fraction_bars() -> Image.Image:
    """One whole, three quarters, one half: bars of the same length."""
    sheet = Canvas(1200, 480)
    left, right = 240, 1120
    rows = ((70, 1, 0), (200, 4, 3), (330, 2, 1))
    for y, parts, filled in rows:
        width = (right - left) / parts
        for part in range(parts):
            fill = BLUE if part < filled else PALE
            x = left + part * width
            sheet.box((x, y), (x + width, y + 80), fill=fill, outline=INK)
    sheet.text((130, 110), "1", size=44)
    sheet.fraction((130, 240), "3", "4")
    sheet.fraction((130, 370), "1", "2")
    sheet.text((680, 444), "The same whole for all three bars", size=26, fill=GREY)
    return sheet.finished()
