"""What Keras lacks, as a script spells it out."""

from __future__ import annotations

HELPERS: dict[str, str] = {
    "there": '''\
def there(x):
    """Tell which steps of sequences count: those of nothing but zeros are padding."""
    return ops.any(ops.not_equal(x, 0.0), axis=-1)
''',
    "keep_steps": '''\
def keep_steps(x, y):
    """Return y with zeros at the steps where x is padding."""
    return ops.where(there(x)[:, :, None], y, 0.0)
''',
    "mean_of_steps": '''\
def mean_of_steps(x):
    """Return the mean over the steps that count."""
    count = ops.sum(ops.cast(there(x), "float32"), axis=1, keepdims=True)
    return ops.sum(x, axis=1) / ops.maximum(count, 1.0)
''',
    "max_of_steps": '''\
def max_of_steps(x):
    """Return the largest numbers in the steps that count; 0 where none does."""
    counts = there(x)
    largest = ops.max(ops.where(counts[:, :, None], x, -float("inf")), axis=1)
    return ops.where(ops.any(counts, axis=1, keepdims=True), largest, 0.0)
''',
    "mean_inside": '''\
def mean_inside(pool, border, x):
    """Return the means of windows that reach beyond x, where what lies beyond does not count."""
    return pool(border(x)) / pool(border(ops.ones_like(x)))
''',
    "step": '''\
@keras.saving.register_keras_serializable(package="NNStudio")
def step(z):
    """Give 1 from 0 on, and 0 below."""
    return ops.where(z >= 0, 1.0, 0.0)
''',
    "leaky_relu": '''\
def leaky_relu(slope):
    """Return ReLU with a slope below zero, as a recurrent layer takes it."""
    return lambda z: ops.leaky_relu(z, slope)
''',
    "as_tokens": '''\
def as_tokens(x, vocabulary):
    """Return the nearest token numbers."""
    return ops.clip(ops.round(x), 0, vocabulary - 1)
''',
    "waves": '''\
def waves(steps, features):
    """Return sines and cosines that tell the steps of a sequence apart."""
    pairs = np.arange(0, features, 2)
    angles = np.arange(steps)[:, None] / 10000.0 ** (pairs / features)
    table = np.empty((steps, features), "float32")
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles[:, : features // 2])
    return table
''',
    "spread": '''\
def spread(x, down, across):
    """Put zeros between the pixels of pictures, so that each takes down x across places."""
    _, height, width, channels = x.shape
    x = ops.reshape(x, (-1, height, 1, width, 1, channels))
    x = ops.pad(x, ((0, 0), (0, 0), (0, down - 1), (0, 0), (0, across - 1), (0, 0)))
    return ops.reshape(x, (-1, height * down, width * across, channels))
''',
    "Places": '''\
@keras.saving.register_keras_serializable(package="NNStudio")
class Places(layers.Layer):
    """Learned numbers for each step of a sequence, which are added to it."""

    def build(self, shape):
        self.places = self.add_weight(shape=shape[1:], initializer="normal", name="places")

    def call(self, x):
        return ops.broadcast_to(self.places, ops.shape(x))
''',
    "Sampling": '''\
@keras.saving.register_keras_serializable(package="NNStudio")
class Sampling(layers.Layer):
    """A code drawn from a normal distribution, which the loss keeps near the standard one."""

    def __init__(self, beta=1.0, **settings):
        super().__init__(**settings)
        self.beta = beta
        self.chance = keras.random.SeedGenerator()

    def call(self, mean, log_variance, training=None):
        terms = ops.square(mean) + ops.expm1(log_variance) - log_variance
        self.add_loss(self.beta / 2 * ops.sum(terms) / ops.cast(ops.shape(mean)[0], "float32"))
        if not training:
            return mean
        noise = keras.random.normal(ops.shape(mean), seed=self.chance)
        return mean + ops.exp(log_variance / 2) * noise

    def get_config(self):
        return {**super().get_config(), "beta": self.beta}
''',
}
"""The helpers by name, in the order in which a script has them."""

COUNTING_STEPS = ("keep_steps", "mean_of_steps", "max_of_steps")
"""Helpers that call `there`."""


def needed(names: set[str]) -> list[str]:
    """Return the texts of some helpers and of those that they call, in their order."""
    wanted = names | ({"there"} if names.intersection(COUNTING_STEPS) else set())
    return [text for name, text in HELPERS.items() if name in wanted]
