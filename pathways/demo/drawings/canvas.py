"""A white sheet to draw on, in few colours that differ in brightness as well."""

import math

from PIL import Image, ImageDraw, ImageFont

INK = "#1d2b3a"
BLUE = "#1f5fa8"
ORANGE = "#b84a00"
GREEN = "#2c6e3f"
GREY = "#6b7684"
PALE = "#e3ebf4"
WHITE = "#ffffff"

Point = tuple[float, float]


class Canvas:
    """A sheet of `width` by `height` pixels; y grows downwards.

    It is drawn at twice the size and reduced, which makes slanted lines smooth.
    """

    scale = 2

    def __init__(self, width: int, height: int) -> None:
        self.size = (width, height)
        self.image = Image.new("RGB", (width * self.scale, height * self.scale), WHITE)
        self.pen = ImageDraw.Draw(self.image)

    def finished(self) -> Image.Image:
        """The picture at its size."""
        return self.image.resize(self.size, Image.Resampling.LANCZOS)

    def _scaled(self, *points: Point) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def text(
        self,
        at: Point,
        words: str,
        *,
        size: int = 30,
        fill: str = INK,
        anchor: str = "mm",
    ) -> None:
        """Write at a point; `anchor` as Pillow has it, "mm" for centred both ways."""
        font = ImageFont.load_default(size * self.scale)
        self.pen.multiline_text(
            self._scaled(at)[0],
            words,
            font=font,
            fill=fill,
            anchor=anchor,
            align="center",
        )

    def line(self, *points: Point, fill: str = INK, width: int = 4) -> None:
        """A line through the points."""
        self.pen.line(
            self._scaled(*points), fill=fill, width=width * self.scale, joint="curve"
        )

    def dotted(self, start: Point, end: Point, *, fill: str = GREY) -> None:
        """A dotted line."""
        length = math.dist(start, end)
        steps = max(int(length // 14), 1)
        for step in range(steps + 1):
            part = step / steps
            x = start[0] + (end[0] - start[0]) * part
            y = start[1] + (end[1] - start[1]) * part
            self.dot((x, y), radius=3, fill=fill)

    def dot(self, at: Point, *, radius: float = 12, fill: str = BLUE) -> None:
        """A filled circle."""
        x, y = at
        corners = self._scaled((x - radius, y - radius), (x + radius, y + radius))
        self.pen.ellipse(corners, fill=fill)

    def oval(self, left_top: Point, right_bottom: Point, *, fill: str = INK) -> None:
        """The outline of an ellipse in a box."""
        self.pen.ellipse(
            self._scaled(left_top, right_bottom), outline=fill, width=4 * self.scale
        )

    def box(
        self,
        left_top: Point,
        right_bottom: Point,
        *,
        fill: str = WHITE,
        outline: str = INK,
    ) -> None:
        """A rectangle."""
        self.pen.rectangle(
            self._scaled(left_top, right_bottom),
            fill=fill,
            outline=outline,
            width=3 * self.scale,
        )

    def arrow(
        self, start: Point, end: Point, *, fill: str = INK, width: int = 8
    ) -> None:
        """A line with a head at its end."""
        angle = math.atan2(end[1] - start[1], end[0] - start[0])
        head = 12 + 2.5 * width
        neck = (end[0] - head * math.cos(angle), end[1] - head * math.sin(angle))
        self.line(start, neck, fill=fill, width=width)
        half = head * 0.55
        sideways = (half * math.sin(angle), -half * math.cos(angle))
        corners = [
            end,
            (neck[0] + sideways[0], neck[1] + sideways[1]),
            (neck[0] - sideways[0], neck[1] - sideways[1]),
        ]
        self.pen.polygon(self._scaled(*corners), fill=fill)

    def fraction(self, at: Point, top: str, bottom: str, *, fill: str = INK) -> None:
        """A fraction with its bar, centred on a point."""
        x, y = at
        self.text((x, y - 22), top, size=32, fill=fill)
        self.line((x - 18, y), (x + 18, y), fill=fill, width=3)
        self.text((x, y + 22), bottom, size=32, fill=fill)
