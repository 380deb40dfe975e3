"""Ten of the 31 letters as pictures: `python -m tests.letter_pictures` makes docs/pictures/letters again.

Each is composed from the case of `tests.letters`, printed as PDF, and drawn; pages of one letter stand side by side.
"""

import os
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdfium2
from PIL import Image

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures" / "letters"
LETTERS = (
    "supplement",
    "extension",
    "third_party_consultation",
    "fee_notice",
    "answer_grant",
    "answer_partial",
    "answer_deny",
    "answer_not_exist",
    "close_not_supplemented",
    "service",
)
SCALE, COLOURS = 0.95, 16  # enough to read by; a letter is black and red on white


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(GONGKAI_HOME=home, DJANGO_SETTINGS_MODULE="gongkai.project.settings")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        FOLDER.mkdir(parents=True, exist_ok=True)
        for number, (code, content) in enumerate(_letters(), 12):
            _draw(content, number).save(FOLDER / f"{code}.png", optimize=True)


def _letters() -> list[tuple[str, dict[str, Any]]]:
    from tests.letters import a_case, a_letter

    case = a_case(content="人民路（解放路至建设路段）拓宽工程的房屋征收批复及附图")
    return [(code, a_letter(code, case)) for code in LETTERS]


def _draw(content: dict[str, Any], number: int) -> Image.Image:
    from gongkai.screens.letters import letter_of
    from gongkai.typesetting.letter import letter_pdf
    from tests.letters import ON

    paper = SimpleNamespace(content=content, dated_on=ON, number=f"青住建公开〔2024〕{number}号")
    made = letter_pdf(letter_of(paper, agency="青川区住房和城乡建设局"))
    pages = [page.render(scale=SCALE).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(made)]
    gap = 12
    width, height = sum(page.width for page in pages) + gap * (len(pages) + 1), pages[0].height + 2 * gap
    sheet = Image.new("RGB", (width, height), "#b9b6ae")
    left = gap
    for page in pages:
        sheet.paste(page, (left, gap))
        left += page.width + gap
    return sheet.quantize(COLOURS)


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "src")]
    main()
