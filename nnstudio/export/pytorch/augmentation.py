"""How the training script varies samples each time they are used."""

from __future__ import annotations

from nnstudio.core.shapes import Shape
from nnstudio.data.augment import RUBBER, Variation
from nnstudio.graph.augmentation import Augmentation

MOVES = ("rotate", "shift", "zoom", "shear", "elastic", "flip_horizontal", "flip_vertical")


def vary_source(variation: Variation) -> str:
    """Return the function that varies prepared samples."""
    write = _pictures if len(variation.shape) == 3 else _sequences
    lines = "\n".join(f"    {line}" for line in write(variation))
    return f'''def vary(x):
    """Return training samples varied at random, so that they are not learned by heart."""
    def chances(n):
        return 2 * torch.rand(n, len(x), 1, 1, device=x.device) - 1

{lines}
    return x
'''


def _pictures(variation: Variation) -> list[str]:
    a, lines = variation.augmentation, []
    if any(getattr(a, name) for name in MOVES):
        lines += _moved(a, variation.shape)
    span = _numbers(variation.span.tolist())
    if a.contrast or a.brightness:
        lines += [
            "brighter, contrast = (c[..., None] for c in chances(2))",
            f"mean, share = x.mean((1, 2, 3), keepdim=True), 1 + contrast * {a.contrast!r}",
            f"x = x * share + mean * (1 - share) + brighter * {a.brightness!r} * {span}",
        ]
    if a.noise:
        lines.append(f"x = x + {a.noise!r} * {span} * torch.randn_like(x)")
    if a.erase:
        height, width, _ = variation.shape
        lines += [
            f"size = torch.tensor([{height}, {width}], device=x.device)",
            f"box = (torch.rand(len(x), 2, device=x.device) * {a.erase!r} * size).round()",
            "start = (torch.rand(len(x), 2, device=x.device) * (size - box)).round()",
            f"i = torch.arange({height}, device=x.device)[None, :, None]",
            f"j = torch.arange({width}, device=x.device)[None, None, :]",
            "top, left = start[:, :1, None], start[:, 1:, None]",
            "inside = (i >= top) & (i < top + box[:, :1, None])",
            "inside = inside & (j >= left) & (j < left + box[:, 1:, None])",
            f"x = torch.where(inside[..., None], {_numbers(variation.ground.tolist())}, x)",
        ]
    return lines


def _moved(a: Augmentation, shape: Shape) -> list[str]:
    """Return the lines that turn, shift, bend pictures; they are read from where a pixel was."""
    height, width, _ = shape
    lines = [
        "turn, down, right, zoom, slant, mirror, overturn = chances(7)",
        f"turn = turn * {a.rotate!r} * math.pi / 180",
        f"slant = (slant * {a.shear!r} * math.pi / 180).tan()",
        f"cos, sin = turn.cos() / (1 + zoom * {a.zoom!r}), turn.sin() / (1 + zoom * {a.zoom!r})",
        f"i = torch.arange({height}, device=x.device)[:, None] - {(height - 1) / 2}",
        f"i = i - down * {a.shift * height!r}",
        f"j = torch.arange({width}, device=x.device)[None, :] - {(width - 1) / 2}",
        f"j = j - right * {a.shift * width!r}",
        "up_down, across = cos * i + sin * j, (slant * cos - sin) * i + (slant * sin + cos) * j",
    ]
    if a.flip_horizontal:
        lines.append("across = torch.where(mirror < 0, -across, across)")
    if a.flip_vertical:
        lines.append("up_down = torch.where(overturn < 0, -up_down, up_down)")
    if a.elastic:
        lines += [
            f"bumps = {a.elastic!r} * math.sqrt(12) * (torch.rand(2, len(x), {RUBBER + 5}, "
            f"{RUBBER + 5}, device=x.device) - 0.5)",
            "shares = []",
            f"for n in ({height}, {width}):",
            f"    middles = torch.arange(-2, {RUBBER + 3}, device=x.device) * n / {RUBBER}",
            "    pixels = torch.arange(n, device=x.device)[:, None] + 0.5",
            f"    bump = (-((pixels - middles) / (n / {RUBBER})).square() / 2).exp()",
            "    shares.append(bump / bump.square().sum(1, keepdim=True).sqrt())",
            "bend = shares[0] @ bumps @ shares[1].T",
            "up_down, across = up_down + bend[0], across + bend[1]",
        ]
    reach = [max(size - 1, 1) / 2 for size in (width, height)]
    return [
        *lines,
        f"places = torch.stack([across / {reach[0]}, up_down / {reach[1]}], -1)",
        'x = F.grid_sample(x.movedim(-1, 1), places, padding_mode="border", align_corners=True)',
        "x = x.movedim(1, -1)",
    ]


def _sequences(variation: Variation) -> list[str]:
    a, lines = variation.augmentation, []
    if a.jitter:
        deviation = _numbers((variation.span * a.jitter).tolist())
        there = "(x != 0).any(-1, keepdim=True)"
        lines.append(f"x = x + {deviation} * torch.randn_like(x) * {there}")
    if a.rescale:
        lines.append(f"x = x * (1 + chances(1)[0] * {a.rescale!r})")
    return lines


def _numbers(values: object) -> str:
    """Return one number, or a tensor of several."""
    if isinstance(values, list) and len(values) == 1 and isinstance(values[0], float):
        return repr(values[0])
    return f"torch.tensor({values}, device=x.device)"
