"""The demo's pictures, drawn from code when it is loaded: no binary file is kept.

canvas       a white sheet with text, lines, arrows
mathematics  number line, fraction bars
science      forces on a ball
geography    a hill in contours
words        sound buttons, practice over time, the loop of feedback, a trace table
"""

from collections.abc import Callable

from PIL import Image

from pathways.demo.drawings import geography, mathematics, science, words

DRAWINGS: dict[str, Callable[[], Image.Image]] = {
    "fraction-number-line": mathematics.number_line,
    "fraction-bars": mathematics.fraction_bars,
    "ball-forces": science.ball_forces,
    "ball-rising": science.ball_rising,
    "contours": geography.contours,
    "contours-section": geography.contours_with_section,
    "sound-buttons": words.sound_buttons,
    "spaced-practice": words.spaced_practice,
    "feedback-loop": words.feedback_loop,
    "trace-table": words.trace_table,
}
"""The function that draws each picture, by the picture's key in `content/media.toml`."""
