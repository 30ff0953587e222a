"""Drawings that are mostly words: sound buttons, timelines, a loop, a table."""

from PIL import Image

from pathways.demo.drawings.canvas import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PALE,
    Canvas,
)


def sound_buttons() -> Image.Image:
    """The words ship and light: a dot for one letter, a bar for letters together."""
    sheet = Canvas(1200, 460)
    words = (
        (150, (("sh", True), ("i", False), ("p", False))),
        (650, (("l", False), ("igh", True), ("t", False))),
    )
    for start, sounds in words:
        x = float(start)
        for letters, is_group in sounds:
            width = 70 * len(letters)
            for place, letter in enumerate(letters):
                sheet.text((x + 35 + 70 * place, 150), letter, size=110)
            middle = x + width / 2
            if is_group:
                sheet.line((x + 12, 255), (x + width - 12, 255), fill=BLUE, width=12)
            else:
                sheet.dot((middle, 255), radius=13, fill=BLUE)
            x += width
    sheet.dot((250, 380), radius=11, fill=BLUE)
    sheet.text((280, 380), "one letter, one sound", size=28, anchor="lm")
    sheet.line((640, 380), (720, 380), fill=BLUE, width=12)
    sheet.text((740, 380), "several letters, one sound", size=28, anchor="lm")
    return sheet.finished()


def spaced_practice() -> Image.Image:
    """Four recalls on one day, and the same four spread over a month."""
    sheet = Canvas(1200, 480)
    left, right = 120, 1120
    rows = (
        (130, "All in one evening", (1, 1.8, 2.6, 3.4), ORANGE),
        (330, "Spread over a month", (1, 3, 10, 28), GREEN),
    )
    for y, title, days, colour in rows:
        sheet.text((left, y - 66), title, size=32, fill=colour, anchor="lm")
        sheet.line((left, y), (right, y), width=4)
        for day in (1, 7, 14, 21, 28):
            x = left + (day - 1) / 29 * (right - left)
            sheet.line((x, y - 10), (x, y + 10), width=3)
            sheet.text((x, y + 44), f"day {day}", size=24, fill=GREY)
        for recalled_on in days:
            x = left + (recalled_on - 1) / 29 * (right - left)
            sheet.dot((x, y), radius=14, fill=colour)
    sheet.text(
        (600, 446), "Each dot is one recall of the same words", size=26, fill=GREY
    )
    return sheet.finished()


def feedback_loop() -> Image.Image:
    """Work, comment, next step, time, changed work; broken before the time."""
    sheet = Canvas(1200, 620)
    places = {
        "Work": (600, 90),
        "Comment:\nwhat and why": (950, 250),
        "Next step": (820, 500),
        "Time to do it": (380, 500),
        "Changed work": (250, 250),
    }
    arrows = (
        ((730, 105), (900, 188), INK),
        ((945, 318), (862, 442), INK),
        ((330, 442), (268, 312), INK),
        ((300, 188), (470, 105), INK),
    )
    for start, end, colour in arrows:
        sheet.arrow(start, end, fill=colour, width=6)
    sheet.line((690, 500), (645, 500), fill=ORANGE, width=6)
    sheet.arrow((575, 500), (512, 500), fill=ORANGE, width=6)
    sheet.line((632, 470), (610, 530), fill=ORANGE, width=4)
    sheet.line((612, 470), (590, 530), fill=ORANGE, width=4)
    sheet.text((608, 575), "breaks here most often", size=26, fill=ORANGE)
    for words, (x, y) in places.items():
        sheet.box((x - 128, y - 56), (x + 128, y + 56), fill=PALE)
        sheet.text((x, y), words, size=30)
    return sheet.finished()


def trace_table() -> Image.Image:
    """The program `a = 5; b = a; a = 7`: a row for each step, old values crossed out."""
    sheet = Canvas(1000, 420)
    edges = (60, 460, 700, 940)
    rows = (
        ("step", "a", "b"),
        ("a = 5", "5", ""),
        ("b = a", "5", "5"),
        ("a = 7", "5   7", "5"),
    )
    for number, row in enumerate(rows):
        y = 30 + number * 90
        for column, words in enumerate(row):
            sheet.box(
                (edges[column], y),
                (edges[column + 1], y + 90),
                fill=PALE if number == 0 else "#ffffff",
            )
            middle = (edges[column] + edges[column + 1]) / 2
            sheet.text((middle, y + 45), words, size=36)
    sheet.line((538, 368), (574, 322), fill=ORANGE, width=6)
    return sheet.finished()
