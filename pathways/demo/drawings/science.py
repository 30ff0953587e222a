"""Forces on a ball thrown straight up."""

from PIL import Image

from pathways.demo.drawings.canvas import BLUE, GREEN, GREY, INK, ORANGE, PALE, Canvas


def _ball(sheet: Canvas, x: float, y: float) -> None:
    sheet.dot((x, y), radius=34, fill=INK)
    sheet.dot((x, y), radius=30, fill=PALE)


def ball_forces() -> Image.Image:
    """What many pupils draw, beside what acts once the ball has left the hand."""
    sheet = Canvas(1200, 640)
    sheet.line((600, 40), (600, 600), fill=GREY, width=2)
    sheet.text((300, 50), "What many pupils draw", size=34)
    sheet.text((900, 50), "What acts", size=34)
    for x in (300, 900):
        sheet.dotted((x, 590), (x, 400))
        sheet.arrow((x + 90, 400), (x + 90, 320), fill=GREY, width=4)
        sheet.text((x + 104, 360), "moving up", size=24, fill=GREY, anchor="lm")
        _ball(sheet, x, 360)
    sheet.arrow((300, 326), (300, 130), fill=ORANGE)
    sheet.text((280, 200), "“force of\nthe throw”", size=28, fill=ORANGE, anchor="rm")
    sheet.arrow((300, 394), (300, 500), fill=BLUE)
    sheet.text((280, 460), "gravity", size=28, fill=BLUE, anchor="rm")
    sheet.arrow((900, 394), (900, 500), fill=BLUE)
    sheet.text((880, 460), "gravity", size=28, fill=BLUE, anchor="rm")
    sheet.text((900, 210), "nothing pushes it up\nany more", size=28, fill=GREEN)
    return sheet.finished()


def ball_rising() -> Image.Image:
    """The situation of the question, with no force drawn."""
    sheet = Canvas(800, 640)
    sheet.dotted((400, 520), (400, 110))
    _ball(sheet, 400, 300)
    sheet.arrow((490, 340), (490, 250), fill=GREY, width=4)
    sheet.text((506, 295), "moving up", size=28, fill=GREY, anchor="lm")
    sheet.line((330, 560), (470, 560), width=10)
    sheet.line((330, 560), (310, 536), width=8)
    sheet.line((470, 560), (490, 536), width=8)
    sheet.text((400, 600), "the hand has let go", size=28)
    return sheet.finished()
