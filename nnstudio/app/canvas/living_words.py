"""What is said about the pictures, bars and wires of a living drawing."""

from __future__ import annotations

import math
from html import escape

from PySide6.QtCore import QCoreApplication

from nnstudio.app.canvas.thumbnail import Thumbnail
from nnstudio.app.canvas.thumbnail_painter import signed
from nnstudio.explain.gradient_ribbon import RECENT, SIGNS, Ribbon, Scale, short

translate = QCoreApplication.translate


def thumbnail_tip(name: str, thumbnail: Thumbnail, step: int) -> str:
    """Say what a picture shows, and between which numbers."""
    texts = {
        "maps": translate("LivingWords", "What each of its {units} units gives"),
        "planes": translate(
            "LivingWords", "What each of its {units} units gives at every point of the plane"
        ),
        "picture": translate("LivingWords", "The sample as this node gives it"),
        "field": translate(
            "LivingWords",
            "Which of {units} classes the network gives to every point of the plane: the stronger "
            "the colour, the surer it is",
        ),
        "cells": translate("LivingWords", "The {units} numbers it gives, one square each"),
        "bars": translate("LivingWords", "The {units} numbers it gives, one bar each"),
        "histogram": translate(
            "LivingWords",
            "How often its {units} units give which number, over {samples} samples; zeros are "
            "counted above and not drawn",
        ),
        "classes": translate(
            "LivingWords", "The shares of {units} classes; the largest has the strong colour"
        ),
        "curves": translate("LivingWords", "What its {units} units give, one line each"),
        "tokens": translate("LivingWords", "The {units} tokens of the sample, from left to right"),
        "number": translate("LivingWords", "The number it gives"),
    }
    units, samples = f"{thumbnail.units:,}", f"{thumbnail.samples:,}"
    text = texts[thumbnail.kind].format(units=units, samples=samples)
    lines = [f"<b>{escape(name)}</b>", escape(text)]
    if thumbnail.kind not in ("tokens", "field", "classes"):
        low, high = (signed(value) for value in thumbnail.bounds)
        text = translate("LivingWords", "Scale: {low} to {high}").format(low=low, high=high)
        lines.append(escape(text))
    trained = translate("LivingWords", "After {step} steps").format(step=f"{step:,}")
    lines.append(trained if step else translate("LivingWords", "Not trained yet"))
    return "<br>".join(lines)


def ribbon_tip(name: str, before: str, ribbon: Ribbon, scale: Scale) -> str:
    """Say how large a layer's gradient is, what that means, and how the bar is to be read."""
    text = translate("LivingWords", "Gradient of {layer}: {value} (size of the last measurement)")
    lines = [f"<b>{escape(text.format(layer=name, value=short(ribbon.value)))}</b>"]
    if ribbon.factor_text and before:
        text = translate("LivingWords", "{factor} on its way back to {layer}")
        lines.append(escape(text.format(factor=ribbon.factor_text, layer=before)))
    lines.append(escape(state_words(ribbon)))
    text = translate(
        "LivingWords",
        "The bar is logarithmic, from 1e{low} to 1e{high}: the range of the last {count} "
        "measurements of all layers.",
    )
    lines.append(escape(text.format(low=scale.low, high=scale.high, count=RECENT)))
    text = translate(
        "LivingWords",
        "{down} vanishing: shrinks to less than half per layer, or is zero. {up} exploding: more "
        "than doubles per layer, or has grown a thousandfold. Click: the gradient plot.",
    )
    lines.append(escape(text.format(down=SIGNS["vanishing"], up=SIGNS["exploding"])))
    return "<br>".join(lines)


def state_words(ribbon: Ribbon) -> str:
    """Say in a word how a gradient is."""
    return {
        "waiting": translate("LivingWords", "Too few measurements for a verdict"),
        "healthy": translate("LivingWords", "Healthy"),
        "vanishing": translate("LivingWords", "{sign} Vanishing").format(sign=SIGNS["vanishing"]),
        "exploding": translate("LivingWords", "{sign} Exploding").format(sign=SIGNS["exploding"]),
    }[ribbon.state]


def spoken(ribbon: Ribbon) -> str:
    """Say a layer's gradient to a screen reader."""
    text = translate("LivingWords", "gradient {value}").format(value=short(ribbon.value))
    factor = "" if math.isnan(ribbon.factor) else ribbon.factor_text
    return ", ".join(part for part in (text, factor, state_words(ribbon)) if part)


def flow_tip(shape: str, layer: str, ribbon: Ribbon) -> str:
    """Say what runs through a wire, and what flows back."""
    text = translate("LivingWords", "Flows back: {value} (gradient of {layer})")
    lines = [escape(shape)] if shape else []
    lines.append(escape(text.format(value=ribbon.text, layer=layer)))
    return "<br>".join(lines)
