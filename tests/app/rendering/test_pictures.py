"""Pictures of the drawing: what stands in the files, and that they are files of their kind."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from nnstudio.app.rendering.diagram import Diagram
from nnstudio.app.rendering.picture_file import (
    format_of,
    pdf_bytes,
    png_image,
    svg_bytes,
    write_picture,
)
from nnstudio.app.rendering.picture_options import PictureOptions
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.style.theme import LIGHT
from nnstudio.cli import main
from nnstudio.core.errors import UserError
from nnstudio.graph import blocks, edits, remark_edits
from nnstudio.graph.project import Project
from nnstudio.graph.remark_edits import Box
from tests.app.canvas.hands import chain, make

pytestmark = pytest.mark.usefixtures("qapp")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def network() -> Project:
    project = chain(make("Input"), make("Conv2D"), make("Flatten"), make("Dense", units=10))
    return edits.set_title(project, "dense_1", "卷积 & <out>")


def svg_of(project: Project, *, words: bool = False) -> ElementTree.Element:
    options = PictureOptions(title=words, legend=words)
    return ElementTree.fromstring(svg_bytes(Diagram(project), options))


def test_an_svg_says_every_name_and_needs_no_font(network: Project) -> None:
    root = svg_of(network, words=True)

    described = root.findtext(f"{SVG}desc") or ""
    for name in ("input_1", "conv2d_1", "flatten_1", "卷积 & <out>"):
        assert name in described
    assert root.findtext(f"{SVG}title") == "Chain"
    assert not list(root.iter(f"{SVG}text"))
    assert not list(root.iter(f"{SVG}image"))


def test_every_repeat_in_an_svg_leads_to_an_outline(network: Project) -> None:
    root = svg_of(network)
    link = "{http://www.w3.org/1999/xlink}href"

    used = [element.get(link, "").removeprefix("#") for element in root.iter(f"{SVG}use")]
    defined = {path.get("id") for path in root.iter(f"{SVG}path")}
    assert len(used) > len(set(used)) > 3
    assert set(used) <= defined


def test_an_svg_looks_like_the_pixels(network: Project) -> None:
    options = PictureOptions("png", scale=1)
    diagram = Diagram(network)
    pixels = png_image(diagram, options)
    renderer = QSvgRenderer(QByteArray(svg_bytes(diagram, options)))
    drawn = QImage(pixels.size(), QImage.Format.Format_ARGB32)
    drawn.fill(0)
    painter = QPainter(drawn)
    renderer.render(painter)
    painter.end()

    assert renderer.isValid()
    differing = sum(
        abs(pixels.pixelColor(x, y).lightness() - drawn.pixelColor(x, y).lightness()) > 90
        for x in range(0, pixels.width(), 3)
        for y in range(0, pixels.height(), 3)
    )
    assert differing < 0.02 * pixels.width() * pixels.height() / 9


def test_a_pdf_is_one_page_of_the_size_of_the_drawing_with_its_fonts(network: Project) -> None:
    diagram, options = Diagram(network), PictureOptions("pdf")
    content = pdf_bytes(diagram, options)

    assert content.startswith(b"%PDF-1.")
    assert content.count(b"/Type /Page\n") == 1
    size = diagram.size(options) * 0.75
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
    assert box is not None
    assert float(box[1]) == pytest.approx(size.width(), abs=1.5)
    assert float(box[2]) == pytest.approx(size.height(), abs=1.5)
    assert b"/FontFile2" in content
    assert b"Inter" in content


@pytest.mark.parametrize(
    ("background", "color"),
    [("white", "#ffffff"), ("transparent", "#00000000"), ("dark", "#17191c")],
)
def test_a_png_has_the_ground_that_was_asked_for(
    network: Project, background: str, color: str
) -> None:
    image = png_image(Diagram(network), PictureOptions("png", background=background))

    assert image.pixelColor(2, 2) == QColor(color)


def test_a_picture_is_light_whatever_the_window_looks_like(network: Project) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    options = PictureOptions("png", scale=1)
    choose_theme(app, "light")
    light = png_image(Diagram(network), options)
    choose_theme(app, "dark")
    dark = png_image(Diagram(network), options)
    choose_theme(app, "light")

    assert light == dark


def test_a_png_grows_with_its_scale_and_says_how_fine_it_is(network: Project) -> None:
    diagram = Diagram(network)
    once, thrice = (png_image(diagram, PictureOptions("png", scale=s)) for s in (1, 3))

    assert thrice.width() == pytest.approx(3 * once.width(), abs=3)
    assert round(thrice.dotsPerMeterX() * 0.0254) == 288


def test_title_legend_and_margin_take_room(network: Project) -> None:
    diagram = Diagram(network)
    plain = diagram.size(PictureOptions(margin=0))
    full = diagram.size(PictureOptions(margin=0, title=True, legend=True))
    wide = diagram.size(PictureOptions(margin=50))

    assert full.height() > plain.height() + 80
    assert (wide - plain).toTuple() == (100, 100)


def test_only_the_selected_nodes_can_be_shown(network: Project) -> None:
    diagram = Diagram(network, ("conv2d_1", "flatten_1"))
    part = PictureOptions(selection=True)

    assert diagram.size(part).width() < diagram.size(PictureOptions()).width()
    assert [line.split(":")[0] for line in diagram.description(part).splitlines()] == [
        "conv2d_1",
        "flatten_1",
    ]


def test_frames_and_notes_that_are_not_selected_are_left_out(network: Project) -> None:
    network, frame = remark_edits.add_frame(network, Box(0, 3000, 200, 100), "Far away")
    part = PictureOptions(selection=True, margin=0)

    assert Diagram(network, ["flatten_1"]).size(part).height() < 300
    assert 100 <= Diagram(network, [frame]).size(part).height() < 200


def test_a_selected_layer_of_a_repeated_block_is_shown(network: Project) -> None:
    network, block = blocks.group(network, ["conv2d_1"])
    network = blocks.set_repeat(blocks.set_collapsed(network, block, False), block, 3)
    diagram = Diagram(network, ["conv2d_1", "flatten_1"])
    part = PictureOptions(selection=True, margin=0)

    assert diagram.description(part).count("\n") == 1
    ends = Diagram(network, ["input_1"]).size(part).width()
    assert diagram.size(part).width() > 2 * ends, "both, with the wire between them"


def test_signs_of_problems_are_left_out_unless_asked_for(network: Project) -> None:
    broken = edits.disconnect(network, network.graph.wires[:1])
    diagram = Diagram(broken)
    bad = QColor(LIGHT.bad)

    def is_red(options: PictureOptions) -> bool:
        image = png_image(diagram, options)
        return any(
            image.pixelColor(x, y) == bad
            for x in range(image.width())
            for y in range(0, image.height(), 2)
        )

    assert not is_red(PictureOptions("png", scale=1))
    assert is_red(PictureOptions("png", scale=1, problems=True))


def test_a_picture_that_is_too_large_is_refused(network: Project) -> None:
    far = edits.move(network, {"dense_1": (40_000.0, 0.0)})

    with pytest.raises(UserError, match=r"too large. Choose a smaller scale, or SVG or PDF"):
        png_image(Diagram(far), PictureOptions("png"))
    assert pdf_bytes(Diagram(far), PictureOptions("pdf"))


def test_nothing_is_no_picture() -> None:
    with pytest.raises(UserError, match="canvas is empty"):
        Diagram(Project())


def test_a_place_that_cannot_be_written_is_named(network: Project, tmp_path: Path) -> None:
    path = tmp_path / "gone" / "net.svg"

    with pytest.raises(UserError, match=r"cannot be written. The folder does not exist"):
        write_picture(Diagram(network), PictureOptions(), path)


def test_names_decide_on_the_format() -> None:
    assert format_of(Path("a.b/NET.SVG")) == "svg"
    with pytest.raises(UserError, match=r"net.bmp. Let its name end in .svg, .pdf, .png"):
        format_of(Path("net.bmp"))


def test_a_large_drawing_takes_no_time_to_wait_for() -> None:
    project = chain(make("Input"), make("Flatten"), *(make("Dense") for _ in range(400)))
    start = time.process_time()
    content = svg_bytes(Diagram(project), PictureOptions())

    assert time.process_time() - start < 20  # a fraction of it, whatever else the machine does
    assert len(content) < 3_000_000


def test_options_survive_what_damaged_settings_hold() -> None:
    chosen = replace(PictureOptions(), format="png", scale=5, legend=True)

    assert PictureOptions.from_text(chosen.to_text()) == chosen
    for text in ("", "[1]", '{"scale": 99, "format": 3, "legend": "yes", "margin": true}'):
        assert PictureOptions.from_text(text) == PictureOptions()


def test_the_command_line_writes_pictures(tmp_path: Path) -> None:
    project = tmp_path / "xor.nnstudio"
    assert main(["new", "xor", "-o", str(project)]) == 0
    for ending, start in (("svg", b"<?xml"), ("pdf", b"%PDF"), ("png", b"\x89PNG")):
        path = tmp_path / f"xor.{ending}"

        words = ["export", str(project), "--to", "diagram", "-o", str(path), "--legend"]
        assert main(words) == 0
        assert path.read_bytes().startswith(start)


def test_frames_and_notes_are_in_the_picture_without_room_for_more(network: Project) -> None:
    project, _ = remark_edits.add_frame(network, Box(-40, -300, 1000, 500), "Head")
    project, _ = remark_edits.add_note(project, Box(0, -200, 200, 100), "# Why?\n**So**")
    size = Diagram(project).size(PictureOptions(margin=0))
    assert (size.width(), size.height()) == (1002, 502)
    root = svg_of(project)
    assert not list(root.iter(f"{SVG}text")), "notes need no font either"
