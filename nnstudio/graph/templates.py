"""Ready-made projects to start from, from the easiest to the hardest of each topic."""

from __future__ import annotations

from functools import cache

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.graph.template import Template

__all__ = ["Template", "template", "templates"]


def templates() -> tuple[Template, ...]:
    """Return all templates in the order that the start page shows them."""
    return _TEMPLATES


def template(slug: str) -> Template:
    """Return the template called ``slug``.

    Raises
    ------
    UserError
        There is none of that name.
    """
    try:
        return _by_slug()[slug]
    except KeyError:
        raise UserError(
            Text(
                N_("There is no template {got}; there are {known}."),
                got=repr(slug),
                known=", ".join(_by_slug()),
            )
        ) from None


@cache
def _by_slug() -> dict[str, Template]:
    return {entry.slug: entry for entry in _TEMPLATES}


_FIRST = N_("First steps")
_TABLES = N_("Tables")
_PICTURES = N_("Pictures")
_CODERS = N_("Autoencoders")
_SERIES = N_("Signals and sequences")
_TEXT = N_("Text")
_GRADIENTS = N_("Vanishing and exploding gradients")

_TEMPLATES = (
    Template(
        "perceptron",
        _FIRST,
        N_("Perceptron"),
        N_(
            "One sigmoid neuron divides two clouds of points with a straight line. Right for "
            "about 99 % of the points after 5 epochs."
        ),
    ),
    Template(
        "xor",
        _FIRST,
        N_("XOR"),
        N_(
            "Eight tanh neurons and one sigmoid neuron learn exclusive or, which no single "
            "neuron can. The loss falls below 0.01 within 100 epochs; without the hidden layer "
            "it would stay near 0.69."
        ),
    ),
    Template(
        "spiral-mlp",
        _FIRST,
        N_("Spiral MLP"),
        N_(
            "Two hidden layers of 16 ReLU neurons wind a border between two spiral arms. At "
            "least 98 % of the validation points are right after 60 epochs."
        ),
    ),
    Template(
        "iris",
        _TABLES,
        N_("Iris"),
        N_(
            "Three kinds of iris told apart by four measures of their flowers, with one hidden "
            "layer. All but a few of the 150 are right after 60 epochs, and most after 10."
        ),
    ),
    Template(
        "wine",
        _TABLES,
        N_("Wine"),
        N_(
            "Which of three growers a wine comes from, by 13 chemical measures. At least 95 % of "
            "the test wines are right after 40 epochs, if the measures are scaled."
        ),
    ),
    Template(
        "house-prices",
        _TABLES,
        N_("House prices"),
        N_(
            "The price of houses in Ames from their size, age and quarter: a number, not a class. "
            "After 40 epochs off by about 19,000 dollars in the test (R² 0.87 or more); the mean "
            "price would be off by 60,000."
        ),
    ),
    Template(
        "projectile",
        _TABLES,
        N_("Projectile"),
        N_(
            "Speed and angle of a throw have an input each; three outputs tell range, height and "
            "whether it hits a mark. After 60 epochs right to 0.5 m, to 0.3 m, and in 96 %."
        ),
    ),
    Template(
        "digits-mlp",
        _PICTURES,
        N_("Digits MLP"),
        N_(
            "Handwritten digits with dense layers (784-256-128-10, with dropout). About 95 % of "
            "the validation digits are right after 2 epochs and 97 % after 10."
        ),
    ),
    Template(
        "digits-cnn",
        _PICTURES,
        N_("Digits CNN"),
        N_(
            "Handwritten digits with two convolutions and two poolings. Over 97 % of the "
            "validation digits are right after 2 epochs and 98 % after 5: better than the dense "
            "layers, with fewer weights."
        ),
    ),
    Template(
        "fashion-cnn",
        _PICTURES,
        N_("Fashion CNN"),
        N_(
            "Ten kinds of clothing in grey pictures, harder than digits. About 88 % of the test "
            "pictures are right after 8 epochs."
        ),
    ),
    Template(
        "residual-cnn",
        _PICTURES,
        N_("Residual CNN"),
        N_(
            "Coloured emoji of eight kinds with two residual blocks; the pictures are flipped and "
            "shifted while it learns. About 65 % of the test pictures, of emoji it never saw, are "
            "right after 15 epochs."
        ),
    ),
    Template(
        "inception",
        _PICTURES,
        N_("Inception block"),
        N_(
            "Convolutions of three sizes and a pooling side by side, joined by Concatenate: each "
            "looks for patterns of its size. About 88 % of the validation pictures are right "
            "after 5 epochs, with a fifth of the weights of the Fashion CNN."
        ),
    ),
    Template(
        "autoencoder",
        _CODERS,
        N_("Autoencoder"),
        N_(
            "Digits squeezed through 16 numbers and drawn again: the target is the picture "
            "itself. After 8 epochs 84 % of the variance is explained (R²)."
        ),
    ),
    Template(
        "denoising-autoencoder",
        _CODERS,
        N_("Denoising autoencoder"),
        N_(
            "Digits go in with strong noise and come out clean, for the target is the picture "
            "without noise. After 3 epochs the mean squared error is below 0.01."
        ),
    ),
    Template(
        "variational-autoencoder",
        _CODERS,
        N_("Variational autoencoder"),
        N_(
            "Every digit becomes a cloud in a plane of two numbers, from which new digits can be "
            "drawn. The loss falls below 0.056 within 10 epochs; more of it is blur than with an "
            "autoencoder."
        ),
    ),
    Template(
        "signals-cnn",
        _SERIES,
        N_("Signals CNN"),
        N_(
            "Digits drawn as lines of 40 numbers, stretched and shifted: 1-D convolutions find "
            "their shapes wherever they are. Over 92 % of the test signals are right after 15 "
            "epochs, where dense layers reach 55 %."
        ),
    ),
    Template(
        "sine-rnn",
        _SERIES,
        N_("Sine RNN"),
        N_(
            "A simple recurrent network continues a noisy wave. After 20 epochs R² is 0.97: what "
            "is left is the noise."
        ),
    ),
    Template(
        "airline-lstm",
        _SERIES,
        N_("Airline LSTM"),
        N_(
            "How much the number of airline passengers changes from month to month, from the "
            "twelve months before. After 40 epochs off by about 30 thousand in the last 26 "
            "months, where always saying no change is off by 44 thousand."
        ),
    ),
    Template(
        "delayed-recall",
        _SERIES,
        N_("Delayed recall"),
        N_(
            "The first of 20 steps shows a symbol, noise follows, and at the end an LSTM has to "
            "say which symbol it was. All are right within 10 epochs."
        ),
    ),
    Template(
        "shakespeare-lstm",
        _TEXT,
        N_("Shakespeare characters"),
        N_(
            "An LSTM reads the sonnets letter by letter and says what comes next. Nearly half of "
            "all letters in a part it never saw are right after 10 epochs."
        ),
    ),
    Template(
        "char-transformer",
        _TEXT,
        N_("Character transformer"),
        N_(
            "One transformer block with causal self-attention on the same sonnets. Over 40 % of "
            "the next letters are right after 10 epochs."
        ),
    ),
    Template(
        "tang-poems",
        _TEXT,
        N_("Tang poems"),
        N_(
            "A GRU learns quatrains of the Tang dynasty character by character, out of more than "
            "3,600. About a fifth of the next characters are right after 3 epochs; guessing would "
            "be right once in 3,600 times."
        ),
    ),
    Template(
        "names-gru",
        _TEXT,
        N_("Names by language"),
        N_(
            "Which of 14 languages a family name comes from, letter by letter with a GRU. About "
            "two thirds of the test names are right after 12 epochs; guessing gives 7 %."
        ),
    ),
    Template(
        "sentiment",
        _TEXT,
        N_("Sentiment"),
        N_(
            "Whether a sentence of a review is friendly: the mean of learned word vectors "
            "decides. About 78 % of the test sentences are right after 5 epochs."
        ),
    ),
    Template(
        "deep-sigmoid",
        _GRADIENTS,
        N_("Deep sigmoid stack"),
        N_(
            "Ten sigmoid layers on digits, made to fail: the gradient shrinks to a quarter per "
            "layer and nothing is learned (10 % is guessing). Try ReLU with He initialisation, "
            "or fewer layers."
        ),
    ),
    Template(
        "residual-mlp",
        _GRADIENTS,
        N_("Residual MLP"),
        N_(
            "Dense layers on digits with two skip connections: Add leads the gradient past each "
            "block. About 95 % of the validation digits are right after 5 epochs."
        ),
    ),
    Template(
        "exploding-rnn",
        _GRADIENTS,
        N_("Exploding RNN"),
        N_(
            "A linear recurrent network over 60 steps, made to fail: as soon as its weights have "
            "grown a little, its gradient grows with every step back, and within a few steps of "
            "training the weights are no longer numbers. Try clipping the gradient norm at 1, or "
            "smaller starting weights."
        ),
    ),
)
