"""The frame of the training script; what stands in double brackets is filled in."""

TEMPLATE = '''"""Trains the network of <<STEM>>.py: the same samples in the same order, loss and optimiser.

    python <<STEM>>_train.py
    python <<STEM>>_train.py --start <<STEM>>_weights.safetensors --epochs 3
    torchrun --nproc-per-node=4 <<STEM>>_train.py

It reads <<STEM>>_data.safetensors and the weights to start from, <<STEM>>_start.safetensors, and
writes <<STEM>>_trained.safetensors. It computes on a graphics processor where there is one, and
on several under torchrun: the batches stay the same and are divided among them.
"""

import argparse
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


def ready(samples):
    """Return samples (batch, ...) as the network reads them; bytes are not prepared yet."""
    return prepare(samples) if samples.dtype == torch.uint8 else samples


def order_of(epoch, count):
    """Return the order in which an epoch, counted from 0, goes through the samples."""
<<ORDER>><<VARY>>


<<LOSSES>>

def loss_of(y, t, weigh=True):
    """Return the loss of what the network gives for the targets t (batch, numbers)."""
<<LOSS>>


<<PENALTY>><<ACCURACY>><<FACTOR>><<HOLD>>def part_of(batch, rank, world):
    """Return the samples of a batch that this process computes, and their share."""
    if len(batch) < world:
        return batch, 1.0
    part = batch[rank::world]
    return part, len(part) * world / len(batch)


def validate(network, data, device, rows=256):
    """Return what the validation samples say."""
    x, t = data["x_val"], data["t_val"]
    found = {<<NAMES>>}
    network.eval()
    with torch.no_grad():
        for start in range(0, len(x), rows):
            part = slice(start, start + rows)
            y, target = network(ready(x[part]).to(device)), t[part].to(device)
            found["val_loss"] += float(loss_of(y, target, weigh=False)) * len(target) / len(x)<<RIGHT>>
    network.train()
    return found if len(x) else {}


def train(start=HERE / "<<STEM>>_start.safetensors", epochs=EPOCHS, steps=MOST_STEPS, device=None,
          data=HERE / "<<STEM>>_data.safetensors", show=print):
    """Train and return the network, and the loss of every step."""
    rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    if device is None:
        device = "cuda" if torch.cuda.is_available() else "cpu"
        device = f"cuda:{os.environ.get('LOCAL_RANK', 0)}" if device == "cuda" else device
    torch.manual_seed(SEED + rank)
    network = Network()
    network.load_state_dict(load_file(start))
    network.to(device).train()
    model = network
    if world > 1:
        on_gpu = device.startswith("cuda")
        dist.init_process_group("nccl" if on_gpu else "gloo")
        if on_gpu:
            network = nn.SyncBatchNorm.convert_sync_batchnorm(network)
        model = nn.parallel.DistributedDataParallel(network)
    weights = [weight for weight in network.parameters() if weight.requires_grad]
    optimizer = <<OPTIMIZER>>
    data = load_file(data)
    x, t = data["x_train"], data["t_train"]
    count, size = len(x), min(BATCH_SIZE or len(x), len(x))
<<LENGTH>>    losses, history = [], []
    for epoch in range(epochs):
        batches = order_of(epoch, count).split(size)
        if steps:
            batches = batches[: max(0, steps - len(losses))]
        for batch in batches:
<<RATES>>            part, share = part_of(batch, rank, world)
            inputs, targets = ready(x[part]).to(device), t[part].to(device)
            optimizer.zero_grad()
            y = model(<<VARIED>>)
            loss = share * loss_of(y, targets)<<PENALISED>>
            loss.backward()<<CLIP>>
            optimizer.step()
<<HELD>>            losses.append(loss.detach())
        if not batches:
            break
        done = torch.stack(losses[-len(batches):])
        if world > 1:
            dist.all_reduce(done)
            done /= world
        sizes = torch.tensor([len(batch) for batch in batches], device=done.device)
        found = {"train_loss": float((done * sizes).sum() / sizes.sum())}
        found |= validate(network, data, device)
        history.append(found["<<WATCH>>"])
        if rank == 0:
            show(epoch + 1, *(f"{name} {value:.6g}" for name, value in found.items()))<<KEEP>><<ENDINGS>>
<<RESTORE>>    if world > 1:
        dist.destroy_process_group()
    return network, [float(loss) for loss in losses]


def main():
    options = argparse.ArgumentParser(description="Train the network <<STEM>>.")
    options.add_argument("--start", default=HERE / "<<STEM>>_start.safetensors")
    options.add_argument("--epochs", type=int, default=EPOCHS)
    options.add_argument("--steps", type=int, default=MOST_STEPS)
    options.add_argument("--device", help="such as cpu, cuda or mps")
    options.add_argument("--output", default=HERE / "<<STEM>>_trained.safetensors")
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
                total = min(epochs * steps_per_epoch, steps or math.inf)
                share = factor(len(losses) + 1, steps_per_epoch, total, history)
                group["lr"] = LEARNING_RATE * share
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

KEEP = """
        if history[-1] == min(history):
            best = {name: value.clone() for name, value in network.state_dict().items()}"""

RESTORE = """\
    network.load_state_dict(best)  # the weights of the best epoch
"""

ACCURACY = '''\
def accuracy(y, t):
    """Return the share of samples whose class is right."""
<<LINES>>


'''

RIGHT = """
            right = accuracy(y, target)
            found["val_accuracy"] += right * len(target) / len(x)"""
