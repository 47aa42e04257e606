"""What PyTorch does not have as it is needed here: short parts that a module file gets."""

from __future__ import annotations

STEP = '''
def step(z):
    """1 from 0 on, else 0; its derivative is 0 everywhere."""
    return (z >= 0).to(z.dtype) + 0 * z
'''

BATCH_NORM = '''
class {kind}(nn.{kind}):
    """Normalises a batch of one row, which has no spread, by the running averages."""

    def forward(self, x):
        if self.training and x.numel() == x.shape[1]:
            mean, variance = self.running_mean, self.running_var
            return F.batch_norm(x, mean, variance, self.weight, self.bias, False, 0.0, self.eps)
        return super().forward(x)
'''

SAMPLING = '''
class Sampling(nn.Module):
    """Draws from a normal distribution and remembers how far that is from the standard one."""

    def __init__(self, beta):
        super().__init__()
        self.beta = beta
        self.penalty = 0.0

    def forward(self, mean, log_variance):
        terms = mean.square() + torch.expm1(log_variance) - log_variance
        self.penalty = self.beta / 2 * terms.sum() / len(mean)
        if not self.training:
            return mean
        return mean + torch.exp(log_variance / 2) * torch.randn_like(mean)
'''

WAVES = '''
def waves(like):
    """Sines and cosines that tell each step (batch, steps, features) its place."""
    _, steps, features = like.shape
    pairs = torch.arange(0, features, 2, dtype=torch.float64)
    angles = torch.arange(steps, dtype=torch.float64)[:, None] / 10_000.0 ** (pairs / features)
    table = torch.empty(steps, features, dtype=torch.float64)
    table[:, 0::2], table[:, 1::2] = angles.sin(), angles.cos()[:, : features // 2]
    return table.to(like)
'''

THERE = '''
def there(x):
    """Whether each step (batch, steps, features) is more than padding: (batch, steps, 1)."""
    return (x != 0).any(-1, keepdim=True)
'''

MASKED_MEAN = '''
def masked_mean(x):
    """The mean over the steps that are not padding."""
    share = there(x).to(x.dtype)
    return (x * (share / share.sum(1, keepdim=True).clamp(min=1))).sum(1)
'''

MASKED_MAX = '''
def masked_max(x):
    """The maximum over the steps that are not padding; of padding alone zeros."""
    kept = there(x)
    highest = x.masked_fill(~kept, -math.inf).amax(1)
    return torch.where(kept.any(1), highest, torch.zeros_like(highest))
'''

LOOK_UP = '''
def tokens(x, vocabulary):
    """Token numbers; others count as the nearest of these."""
    return x.round().clamp(0, vocabulary - 1).long()
'''

INNER_MEAN = '''
def inner_mean(pool, x, borders):
    """The mean of each window, in which places beyond the border do not count."""
    shares = pool(F.pad(torch.ones_like(x[:1, :1]), borders))
    return pool(F.pad(x, borders)) / shares
'''

SELF_ATTENTION = '''
class SelfAttention(nn.Module):
    """Lets each step of a sequence gather what it needs from the others."""

    def __init__(self, features, heads, bias=True, causal=False, mask=False, dropout=0.0):
        super().__init__()
        self.heads, self.causal, self.mask, self.dropout = heads, causal, mask, dropout
        self.query = nn.Linear(features, features, bias)
        self.key = nn.Linear(features, features, bias)
        self.value = nn.Linear(features, features, bias)
        self.output = nn.Linear(features, features, bias)

    def forward(self, x):
        parts = self.query, self.key, self.value
        q, k, v = (part(x).unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in parts)
        counts = (x != 0).any(-1) if self.mask else torch.ones_like(x[..., 0], dtype=torch.bool)
        seen = counts[:, None, None, :].expand(-1, 1, x.shape[1], -1)
        if self.causal:
            seen = seen.tril()
        scores = q @ k.mT / q.shape[-1] ** 0.5
        scores = scores.masked_fill(~seen, torch.finfo(x.dtype).min)
        attention = F.dropout(scores.softmax(-1) * seen, self.dropout, self.training)
        gathered = (attention @ v).transpose(1, 2).flatten(2)
        return self.output(gathered) * counts[..., None]
'''

STEPWISE = '''
class Stepwise(nn.Module):
    """Reads a sequence step by step, with what PyTorch's own recurrent layers do not have."""

    gates = 1

    def __init__(self, features, units, bias=True, sequences=False, direction="forward",
                 truncate=0, mask=False, dropout=0.0, recurrent_dropout=0.0, activation=torch.tanh):
        super().__init__()
        self.units, self.sequences, self.truncate, self.mask = units, sequences, truncate, mask
        self.rates, self.activation = (dropout, recurrent_dropout), activation
        both = direction == "both"
        self.readings = {"_l0": direction == "backward", **({"_l0_reverse": True} if both else {})}
        shapes = {"weight_ih": (self.gates * units, features)}
        shapes["weight_hh"] = (self.gates * units, units)
        for name in ("bias_ih", "bias_hh") if bias else ():
            shapes[name] = (self.gates * units,)
        for end in self.readings:
            for name, shape in shapes.items():
                values = torch.empty(shape).uniform_(-(units**-0.5), units**-0.5)
                self.register_parameter(name + end, nn.Parameter(values))

    def forward(self, x):
        return torch.cat([self.read(x, end, turned) for end, turned in self.readings.items()], -1)

    def read(self, x, end, turned):
        w = {name: getattr(self, name + end, None)
             for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
        counts = (x != 0).any(-1) if self.mask else torch.ones_like(x[..., 0], dtype=torch.bool)
        h = c = x.new_zeros(len(x), self.units)
        # What stays away does so in all steps of a sequence.
        kept = F.dropout(torch.ones_like(x[:, 0]), self.rates[0], self.training)
        kept_h = F.dropout(torch.ones_like(h), self.rates[1], self.training)
        found = []
        steps = range(x.shape[1])
        for count, t in enumerate(reversed(steps) if turned else steps):
            if self.truncate and count % self.truncate == 0:
                h, c = h.detach(), c.detach()
            p = F.linear(x[:, t] * kept, w["weight_ih"], w["bias_ih"])
            r = F.linear(h * kept_h, w["weight_hh"], w["bias_hh"])
            new_h, new_c = self.cell(p, r, h, c)
            on = counts[:, t, None]
            h, c = torch.where(on, new_h, h), torch.where(on, new_c, c)
            found.append(h * on)
        return torch.stack(found[::-1] if turned else found, 1) if self.sequences else h
'''

STEPWISE_RNN = """
class StepwiseRNN(Stepwise):
    def cell(self, p, r, h, c):
        return self.activation(p + r), c
"""

STEPWISE_LSTM = """
class StepwiseLSTM(Stepwise):
    gates = 4

    def cell(self, p, r, h, c):
        i, f, g, o = (p + r).chunk(4, -1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        return torch.sigmoid(o) * torch.tanh(c), c
"""

STEPWISE_GRU = """
class StepwiseGRU(Stepwise):
    gates = 3

    def cell(self, p, r, h, c):
        (p_r, p_z, p_n), (r_r, r_z, r_n) = p.chunk(3, -1), r.chunk(3, -1)
        z = torch.sigmoid(p_z + r_z)
        n = torch.tanh(p_n + torch.sigmoid(p_r + r_r) * r_n)
        return (1 - z) * n + z * h, c
"""
