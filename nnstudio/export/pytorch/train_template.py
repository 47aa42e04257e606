"""The frame of the training script; what stands in double brackets is filled in."""

TEMPLATE = '''\
<<HEAD>>

import argparse
import math
import os
import zlib
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional as F

<<IMPORT>>

HERE = Path(__file__).parent
BATCH_SIZE = <<BATCH>>
EPOCHS = <<EPOCHS>>
LEARNING_RATE = <<RATE>>
SEED = <<SEED>>
MOST_STEPS = <<MOST>>  # 0: no limit
DATA = HERE / <<DATA>>
START = HERE / <<START>>
TRAINED = HERE / <<TRAINED>>


def ready(samples):
    """Return samples (batch, ...) as the network reads them; bytes are not prepared yet."""
    return prepare(samples) if samples.dtype == torch.uint8 else samples


def order_of(epoch, count):
    """Return the order in which an epoch, counted from 0, goes through the samples."""
<<ORDER>><<VARY>>


<<LOSSES>>

def loss_of(y, t<<WEIGH>>):
    """Return the loss of what the network gives for the targets t (batch, numbers)."""
<<LOSS>>


<<PENALTY>><<FIGURES>><<FACTOR>><<HOLD>>def part_of(batch, rank, world):
    """Return the samples of a batch that this process computes, and their share."""
    if len(batch) < world:
        return batch, 1.0
    part = batch[rank::world]
    return part, len(part) * world / len(batch)


def validate(network, data, device, rows=256):
    """Return what the validation samples say; nothing where there are none."""
    x, t = data["x_val"], data["t_val"]
    if not len(x):
        return {}
    total, count<<PARTS>> = 0.0, 0<<NONE>>
    network.eval()
    with torch.no_grad():
        for start in range(0, len(x), rows):
            part = slice(start, start + rows)
            y, target = network(ready(x[part]).to(device)), t[part].to(device)
            seen = <<SEEN>>
            total += float(loss_of(y, target<<PLAIN>>)) * seen
            count += seen<<JUDGED>>
    network.train()
    <<FOUND>>


def train(start=START, epochs=EPOCHS, steps=MOST_STEPS, device=None, data=DATA, show=print):
    """Train and return the network, and the loss of every step."""
    rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    if device is None:
        gpu = f"cuda:{os.environ.get('LOCAL_RANK', 0)}"
        device = gpu if torch.cuda.is_available() else "cpu"
    torch.manual_seed(SEED + rank)
    network = Network()
    network.load_state_dict(load_file(start))
    network.to(device).train()
    model = network
    if world > 1:
        on_gpu = device.startswith("cuda")
        dist.init_process_group("nccl" if on_gpu else "gloo")
        if on_gpu:
            torch.cuda.set_device(device)
            network = nn.SyncBatchNorm.convert_sync_batchnorm(network)
        model = nn.parallel.DistributedDataParallel(network)
    weights = [weight for weight in network.parameters() if weight.requires_grad]
    optimizer = <<OPTIMIZER>>
    data = load_file(data)
    x, t = data["x_train"], data["t_train"]
    count, size = len(x), min(BATCH_SIZE or len(x), len(x))
<<LENGTH>>    losses = []
<<BEFORE>>    for epoch in range(epochs):
        batches = order_of(epoch, count).split(size)
        if steps:
            batches = batches[: max(0, steps - len(losses))]
<<ANEW>>        for batch in batches:
<<RATES>>            part, share = part_of(batch, rank, world)
            inputs, targets = ready(x[part]).to(device), t[part].to(device)
            optimizer.zero_grad()
            y = model(<<VARIED>>)
            loss = share * loss_of(y, targets)<<PENALISED>>
            loss.backward()<<CLIP>>
            optimizer.step()
<<HELD>>            losses.append(loss.detach())
<<COUNTED>>        if not batches:
            break
        done = torch.stack(losses[-len(batches) :])
        if world > 1:
            dist.all_reduce(done)
            done /= world
        sizes = torch.tensor([len(batch) for batch in batches], device=done.device)
        found = {"train_loss": float((done * sizes).sum() / sizes.sum())}
<<SHARE>>        found |= validate(network, data, device)
        if rank == 0:
            said = "  ".join(f"{name} {value:.6g}" for name, value in found.items())
            show(f"epoch {epoch + 1}/{epochs}  {said}")
<<AFTER>><<RESTORE>>    if world > 1:
        dist.destroy_process_group()
    return network, [float(loss) for loss in losses]


def main():
    options = argparse.ArgumentParser(description="Train the network of <<STEM>>.py.")
    options.add_argument("--start", default=START)
    options.add_argument("--epochs", type=int, default=EPOCHS)
    options.add_argument("--steps", type=int, default=MOST_STEPS)
    options.add_argument("--device", help="such as cpu, cuda or mps")
    options.add_argument("--output", default=TRAINED)
    given = options.parse_args()
    network, _ = train(given.start, given.epochs, given.steps, given.device)
    if int(os.environ.get("RANK", 0)) == 0:
        state = network.to("cpu").state_dict()
        with safe_open(given.start, "pt") as file:
            drawing = file.metadata()
        state = {name: value.contiguous() for name, value in state.items()}
        save_file(state, given.output, drawing)
        print("wrote", given.output)


if __name__ == "__main__":
    main()
'''

RATES = """\
            for group in optimizer.param_groups:
                group["lr"] = LEARNING_RATE * factor(<<PLACE>>)
"""

HELD = """\
            with torch.no_grad():
                hold(network)
"""

HOLD = '''\
def shorten(weight, units, longest):
    """Let the weights of no unit, a place on one axis, be longer than that."""
    others = [axis for axis in range(weight.ndim) if axis != units]
    lengths = weight.square().sum(others, keepdim=True).sqrt()
    weight.mul_((longest / lengths.clamp(min=1e-30)).clamp(max=1.0))


def hold(network):
    """Keep weights short after a step."""
'''

RESTORE = """\
    if best_weights:
        network.load_state_dict(best_weights)
"""

JUDGED = """
            parts.append(judge(y, target))"""

LOSS_ALONE = 'return {"val_loss": total / max(1, count)}'

FOUND = """\
judged = {name: torch.cat([part[name] for part in parts]) for name in parts[0]}
    return {"val_loss": total / max(1, count), **figures(judged)}"""

COUNTED = """\
            right = judge(y, targets)[<<NAME>>]
            rights += torch.tensor([right.sum(), len(right)], device=device)
"""

SHARE = """\
        if world > 1:
            dist.all_reduce(rights)
        found["train_accuracy"] = float(rights[0] / rights[1])
"""
