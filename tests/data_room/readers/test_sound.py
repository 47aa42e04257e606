"""Recordings as people have them become spectrograms or sequences, or are refused with a reason."""

from __future__ import annotations

import math
import random
import struct
import wave
from pathlib import Path

import numpy as np
import pytest

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.data.dataset import Dataset
from nnstudio.data.readers import reader, reader_for
from nnstudio.data.readers.sound_options import SoundOptions
from nnstudio.data.readers.spectrogram import (
    FLOOR,
    SpectrogramForm,
    filter_bank,
    hertz,
    log_mel,
    mel,
    resampled,
    transform_length,
)
from nnstudio.data.readers.wav_file import open_wav, read_wav
from tests.data_room.readers.reading import data_of, plan_of, prepared, source_at

KIND = "sound"


def tone(frequency: float, seconds: float = 0.5, rate: int = 8000, level: float = 0.5) -> Array:
    return level * np.sin(2 * np.pi * frequency * np.arange(round(seconds * rate)) / rate)


def save(sound: Array, path: Path, rate: int = 8000, bits: int = 16, channels: int = 1) -> Path:
    """Write a sound with Python's own module, each channel the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    several = np.repeat(sound, channels)
    whole = np.rint(several * (2 ** (bits - 1) - 1)).astype(np.int64)
    if bits == 8:
        content = (whole + 128).astype(np.uint8).tobytes()
    else:
        content = whole.astype("<i8").view(np.uint8).reshape(-1, 8)[:, : bits // 8].tobytes()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(bits // 8)
        file.setframerate(rate)
        file.writeframes(content)
    return path


def wav_bytes(form: bytes, content: bytes, before: bytes = b"", size: int | None = None) -> bytes:
    length = len(content) if size is None else size
    chunks = b"fmt " + struct.pack("<I", len(form)) + form + before
    chunks += b"data" + struct.pack("<I", length) + content
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def plain(coding: int, bits: int, channels: int = 1, rate: int = 8000) -> bytes:
    block = channels * bits // 8
    return struct.pack("<HHIIHH", coding, channels, rate, rate * block, block, bits)


def two_classes(folder: Path, count: int = 3) -> Path:
    for label, frequency in (("high", 2000), ("low", 300)):
        for n in range(count):
            save(tone(frequency), folder / label / f"{n}.wav")
    return folder


def read_raw(folder: Path, **options: str | float) -> Dataset:
    return reader(KIND).read(source_at(folder, KIND), SoundOptions().with_values(**options))


def told(data: Dataset) -> str:
    return " ".join(str(warning) for warning in data.findings.warnings)


def test_a_folder_for_each_class_becomes_spectrograms(tmp_path: Path) -> None:
    plan = plan_of(two_classes(tmp_path, 5), KIND)
    data = prepared(plan).dataset

    assert reader_for(tmp_path).name == KIND
    assert (data.info.kind, plan.scaling) == ("sound", "standard")
    assert plan.signature.raw_shape == (48, 40), "1 + (4000 - 200) // 80 frames"
    assert plan.signature.input_shape == (48, 40, 1)
    assert data.x_train.dtype == np.float32
    loudest = data.x_train.mean(axis=1).argmax(axis=1)
    centres = hertz(np.linspace(0, float(mel(4000.0)), 42))[1:-1]
    assert abs(centres[loudest[0]] - 2000) < 150
    assert abs(centres[loudest[-1]] - 300) < 60
    assert data.findings.names[0] == "high/0.wav"


def test_raw_sound_is_a_sequence(tmp_path: Path) -> None:
    data = data_of(two_classes(tmp_path), KIND, representation="raw")

    assert (data.info.kind, data.x_train.shape) == ("series", (6, 4000, 1))
    np.testing.assert_allclose(data.x_train[0, :, 0], tone(2000), atol=1e-4)


@pytest.mark.parametrize("bits", [8, 16, 24, 32])
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_every_size_of_number_and_every_channel_is_read(
    tmp_path: Path, bits: int, channels: int
) -> None:
    path = save(tone(440), tmp_path / "a.wav", bits=bits, channels=channels)
    sound = read_wav(path, open_wav(path), 10)

    np.testing.assert_allclose(sound, tone(440), atol=1.5 / 2 ** (min(bits, 24) - 1))


def test_two_channels_are_mixed(tmp_path: Path) -> None:
    both = np.stack([tone(440), -tone(440)], axis=1)
    path = tmp_path / "a.wav"
    content = np.rint(both * 32767).astype("<i2").tobytes()
    path.write_bytes(wav_bytes(plain(1, 16, 2), content))

    assert np.abs(read_wav(path, open_wav(path), 10)).max() < 1e-9


@pytest.mark.parametrize("bits", [32, 64])
def test_decimal_numbers_are_read(tmp_path: Path, bits: int) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(wav_bytes(plain(3, bits), tone(440).astype(f"<f{bits // 8}").tobytes()))

    np.testing.assert_allclose(read_wav(path, open_wav(path), 10), tone(440), atol=1e-6)


def test_the_extensible_form_and_other_chunks_are_understood(tmp_path: Path) -> None:
    form = plain(0xFFFE, 24) + struct.pack("<HHIH", 22, 24, 4, 1) + bytes(14)
    content = np.rint(tone(440) * 2**23).astype("<i4").view(np.uint8).reshape(-1, 4)[:, :3]
    before = b"LIST" + struct.pack("<I", 5) + b"words\0"
    path = tmp_path / "a.wav"
    path.write_bytes(wav_bytes(form, content.tobytes(), before))

    np.testing.assert_allclose(read_wav(path, open_wav(path), 10), tone(440), atol=1e-6)


def test_a_stream_of_unknown_length_is_read_to_its_end(tmp_path: Path) -> None:
    content = np.rint(tone(440) * 32767).astype("<i2").tobytes()
    path = tmp_path / "a.wav"
    path.write_bytes(wav_bytes(plain(1, 16), content, size=0xFFFFFFFF))

    assert len(read_wav(path, open_wav(path), 10)) == 4000


@pytest.mark.parametrize("rate", [4000, 11025, 16000, 44100])
def test_another_rate_is_brought_to_the_wanted_one(rate: int) -> None:
    made = resampled(tone(440, 0.5, rate), rate, 8000)

    assert len(made) == 4000
    np.testing.assert_allclose(made[200:-200], tone(440)[200:-200], atol=0.02)


def test_pitches_that_a_rate_cannot_hold_are_left_out() -> None:
    assert np.abs(resampled(tone(3000, 0.5, 16000), 16000, 4000)[100:-100]).max() < 0.02


def test_recordings_of_several_rates_come_out_alike(tmp_path: Path) -> None:
    two_classes(tmp_path)
    save(tone(2000, rate=44100), tmp_path / "high" / "fast.wav", 44100, 24, 2)
    data = data_of(tmp_path, KIND)

    assert "different sample rates; all are brought to 8000 Hz" in told(data)
    np.testing.assert_allclose(data.x_train[3], data.x_train[0], atol=8)


def test_short_sounds_are_padded_and_long_ones_cut_and_it_is_said(tmp_path: Path) -> None:
    two_classes(tmp_path)
    save(tone(300, 0.2), tmp_path / "low" / "short.wav")
    save(tone(300, 3), tmp_path / "low" / "very long.wav")
    data = data_of(tmp_path, KIND, representation="raw", seconds=0.4)

    assert data.x_train.shape == (8, 3200, 1)
    short = data.x_train[list(data.findings.names).index("low/short.wav"), :, 0]
    assert (short[1600:] == 0).all()
    assert short[:1600].any()
    assert "are longer than 0.4 s and are cut off" in told(data)
    assert "are shorter than 0.4 s; silence follows" in told(data)


@pytest.mark.parametrize(
    ("naming", "classes"),
    [
        ("automatic", ("en", "fr")),
        ("first", ("en", "fr")),
        ("second", ("1", "2", "10")),
        ("last", ("a", "b")),
    ],
)
def test_names_can_tell_the_class(tmp_path: Path, naming: str, classes: tuple[str, ...]) -> None:
    for language in ("en", "fr"):
        for n in (1, 2, 10):
            for speaker in "ab":
                save(tone(300), tmp_path / f"{language}_{n}-{speaker}.WAV")
    data = data_of(tmp_path, KIND, naming=naming)

    assert data.info.signature.classes == classes
    assert data.count == 12


def test_names_of_train_and_test_folders_tell_classes_too(tmp_path: Path) -> None:
    for part in ("train", "test"):
        for n in range(4):
            save(tone(300), tmp_path / part / f"{'ab'[n % 2]}_{n}.wav")
    data = data_of(tmp_path, KIND)

    assert (data.info.train_count, data.info.test_count) == (4, 4)
    assert data.info.signature.classes == ("a", "b")


def test_a_folder_for_validation_is_kept_apart(tmp_path: Path) -> None:
    for part, count in (("train", 3), ("valid", 2), ("test", 1)):
        two_classes(tmp_path / part, count)
    plan = plan_of(tmp_path, KIND)

    assert plan.split == "column"
    assert len(prepared(plan).parts.validation) == 4


BROKEN = {
    "empty": (b"", "it is empty"),
    "words": (b"this is no sound at all", "does not begin with RIFF"),
    "mp3": (b"ID3\x04\x00" + bytes(40), "does not begin with RIFF"),
    "header only": (b"RIFF\x24\x00\x00\x00WAVE", "no sound is in it"),
    "no format": (b"RIFF\0\0\0\0WAVEdata\x04\0\0\0\0\0\0\0", "not said before them"),
    "cut off": (wav_bytes(plain(1, 16), bytes(100), size=8000), "100 of 8000 bytes"),
    "no sound": (wav_bytes(plain(1, 16), b""), "holds no sound"),
    "mu-law": (wav_bytes(plain(7, 8), bytes(100)), "compressed (µ-law); save it as PCM"),
    "odd bits": (wav_bytes(plain(1, 20), bytes(100)), "20 bits, 1 channels"),
    "no channels": (wav_bytes(plain(1, 16, 0), bytes(100)), "16 bits, 0 channels"),
    "no rate": (wav_bytes(plain(1, 16, 1, 0), bytes(100)), "0 samples a second"),
    "nan": (wav_bytes(plain(3, 32), b"\xff\xff\x9f\x7f" * 100), "missing or infinite"),
}


@pytest.mark.parametrize("name", list(BROKEN))
def test_a_file_that_cannot_be_read_is_listed_and_skipped(tmp_path: Path, name: str) -> None:
    content, reason = BROKEN[name]
    (two_classes(tmp_path) / "low" / "bad.wav").write_bytes(content)
    data = data_of(tmp_path, KIND)

    assert data.count == 6
    assert [each.name for each in data.findings.skipped] == ["low/bad.wav"]
    assert reason in str(data.findings.skipped[0].reason)


def test_folders_without_sound_or_classes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad" / "a").mkdir(parents=True)
    (tmp_path / "bad" / "a" / "x.wav").write_bytes(b"no")
    alone = save(tone(300), tmp_path / "alone" / "alone.wav")
    save(tone(300), tmp_path / "folders" / "a" / "x.wav")
    for path, options, message in (
        (tmp_path / "empty", {}, "There is no WAV file in empty"),
        (tmp_path / "bad", {}, r"No sound in bad can be read; the first, a/x\.wav"),
        (alone, {}, "is a single sound"),
        (alone.parent, {}, "Nothing tells the class of the 1 sounds in alone"),
        (alone.parent, {"naming": "folder"}, "in no folders of classes"),
        (alone.parent, {"naming": "third"}, "No name in alone has that many parts"),
    ):
        chosen = SoundOptions().with_values(**options)
        with pytest.raises(UserError, match=message):
            read_raw(path, **options)
        with pytest.raises(UserError, match=message):
            reader(KIND).outline(path, chosen)


def test_too_much_sound_is_refused_with_the_length_that_fits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_classes(tmp_path)
    monkeypatch.setattr("nnstudio.data.readers.sound_samples.most_bytes", lambda: 48_000)
    with pytest.raises(UserError, match=r"Read 0\.25 s of each at most"):
        read_raw(tmp_path, representation="raw")


def test_the_first_look_shows_spectrograms_with_pitch_upwards(tmp_path: Path) -> None:
    outline = reader(KIND).outline(two_classes(tmp_path), SoundOptions())

    assert outline.captions == ("high",) * 3 + ("low",) * 3
    assert outline.pictures[0].shape == (40, 48)
    assert outline.pictures[0].dtype == np.uint8
    rows = [int(picture.sum(axis=1).argmax()) for picture in outline.pictures]
    assert rows[0] < rows[-1], "high tones are drawn above low ones"


def test_reading_tells_how_far_it_is_and_can_be_ended(tmp_path: Path) -> None:
    heard: list[float] = []
    source = source_at(two_classes(tmp_path), KIND)
    reader(KIND).read(source, SoundOptions(), heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0

    def end(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reader(KIND).read(source, SoundOptions(), end)


def test_other_sounds_are_read_to_predict_for(tmp_path: Path) -> None:
    plan = plan_of(two_classes(tmp_path / "set"), KIND)
    known = reader(KIND)
    options = SoundOptions().with_values(**dict(plan.source.options))
    save(tone(300, 2, 44100), tmp_path / "new" / "b.wav", 44100)
    save(tone(300, 0.1), tmp_path / "new" / "a.wav")

    assert known.samples(tmp_path / "new" / "b.wav", plan.source, options).shape == (1, 48, 40)
    assert known.samples(tmp_path / "new", plan.source, options).shape == (2, 48, 40)
    (tmp_path / "new" / "c.wav").write_bytes(b"no")
    with pytest.raises(UserError, match=r"c\.wav cannot be read as sound"):
        known.samples(tmp_path / "new", plan.source, options)


def test_a_pure_tone_as_loud_as_can_be_is_nought_decibels() -> None:
    form = SpectrogramForm(8000, 4000, 200, 80, 40)
    centre = float(hertz(np.linspace(0, float(mel(4000.0)), 42))[20])
    loudest = log_mel(tone(centre, level=1.0), form).max()

    assert -1.0 < loudest < 4.0, "the power of a window reaches over a few frequencies"
    assert (log_mel(np.zeros(4000), form) == FLOOR).all()
    quieter = log_mel(tone(centre, level=0.1), form).max()
    assert math.isclose(loudest - quieter, 20, abs_tol=0.1)


def test_mel_follows_its_formula_and_bands_cover_all_pitches() -> None:
    assert math.isclose(float(mel(1000.0)), 999.99, abs_tol=0.02)
    np.testing.assert_allclose(hertz(mel(np.array([0.0, 440.0, 8000.0]))), [0, 440, 8000])
    bank = filter_bank(16000, 4096, 20)
    edges = hertz(np.linspace(0, float(mel(8000.0)), 22))
    frequencies = np.linspace(0, 8000, 2049)
    inside = (frequencies > edges[1]) & (frequencies < edges[-2])
    np.testing.assert_allclose(bank[inside].sum(axis=1), 1.0, atol=1e-9)


@pytest.mark.parametrize("bands", [1, 40, 256])
@pytest.mark.parametrize("rate", [100, 8000, 48000])
def test_every_band_hears_something(rate: int, bands: int) -> None:
    form = SpectrogramForm(rate, rate, max(2, rate // 40), max(1, rate // 100), bands)

    assert (filter_bank(rate, transform_length(form), bands).max(axis=0) > 0.3).all()
    assert log_mel(np.random.default_rng(0).normal(size=rate), form).shape == (form.frames, bands)


def test_long_sounds_are_transformed_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    form = SpectrogramForm(8000, 40_000, 200, 80, 30)
    sound = np.random.default_rng(0).normal(size=40_000)
    whole = log_mel(sound, form)
    monkeypatch.setattr("nnstudio.data.readers.spectrogram.MOST_AT_ONCE", 5000)

    np.testing.assert_allclose(log_mel(sound, form), whole, rtol=1e-6)


def test_changed_bytes_give_data_or_a_reason(tmp_path: Path) -> None:
    chance = random.Random(0)
    whole = save(tone(300, 0.1), two_classes(tmp_path) / "low" / "x.wav", 8000, 24, 2).read_bytes()
    for n in range(200):
        content = bytearray(whole)
        for _ in range(chance.randrange(1, 5)):
            content[chance.randrange(60 if n % 2 else len(content))] = chance.randrange(256)
        (tmp_path / "low" / f"changed {n}.wav").write_bytes(
            content[: chance.randrange(len(content))] if n % 9 == 0 else content
        )
    data = read_raw(tmp_path)

    assert data.count + len(data.findings.skipped) == 207
    assert data.findings.skipped
    assert np.isfinite(data.x_train).all()
