"""One page for each map and size, in a folder that is served as it is."""

import json
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from benchmarks.maps.trees import make_tree
from pathways.outline import Node

HERE = Path(__file__).parent
DIST = settings.ROOT / "site" / "mesh" / "static" / "dist"
OURS, MIND_ELIXIR, MARKMAP = "ours", "mind-elixir", "markmap"
NAMES = (OURS, MIND_ELIXIR, MARKMAP)
HEAD = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Map</title>'
SCRIPTS = {MIND_ELIXIR: "mind_elixir", MARKMAP: "markmap"}
BOXES = {MIND_ELIXIR: '<div id="map"></div>', MARKMAP: '<svg id="map"></svg>'}


def write_pages(folder: Path, sizes: list[int]) -> None:
    """Write every page, and what they load, into the folder."""
    shutil.copytree(DIST, folder / "static" / "dist")
    shutil.copytree(HERE / "built", folder / "built")
    for size in sizes:
        root = make_tree(size)
        (folder / f"{OURS}-{size}.html").write_text(_ours(root))
        for name in SCRIPTS:
            (folder / f"{name}-{size}.html").write_text(_other(name, root))


def scripts_of(name: str) -> list[Path]:
    """The scripts and style sheets that a page with this map loads for it."""
    if name == OURS:
        return [DIST / "mesh.js", DIST / "map.js", DIST / "map.css"]
    stem = HERE / "built" / SCRIPTS[name]
    return [
        path for suffix in (".js", ".css") if (path := Path(f"{stem}{suffix}")).exists()
    ]


def _ours(root: Node) -> str:
    context = {"roots": [root], "title": "Map", "mode": "map"}
    return (
        f'{HEAD}<link rel="stylesheet" href="/static/dist/mesh.css">'
        '<main class="page"><section class="outline">'
        f"{render_to_string('components/mesh_map.html', context)}</section></main>"
    )


def _other(name: str, root: Node) -> str:
    script = SCRIPTS[name]
    tree = json.dumps(_plain(root)).replace("<", "\\u003c")
    style = (
        "<style>body{margin:0}#map{width:100vw;height:100vh;display:block}</style>"
        f'<link rel="stylesheet" href="/built/{script}.css">'
    )
    return (
        f"{HEAD}{style}{BOXES[name]}"
        f'<script type="application/json" id="tree">{tree}</script>'
        f'<script type="module" src="/built/{script}.js"></script>'
    )


def _plain(node: Node) -> dict[str, Any]:
    children = [_plain(child) for child in node.children]
    return {"id": node.id, "label": node.label, "children": children}
