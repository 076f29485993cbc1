# SPDX-License-Identifier: GPL-3.0-or-later
import io
import struct
import wave

import pytest

from cases import tried_with
from hipmob_desktop.voice.audio import UnreadableSoundError, read

VALUES = [0, 1_000, -1_000, 32_000, -32_000]


def a_wav(width, data, channels=1, rate=16_000):
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(data)
    return out.getvalue()


def an_aiff(kind, order, rate_field=b"\x40\x0d\xac\x44" + bytes(6), channels=1):
    data = struct.pack(f"{order}{len(VALUES)}h", *VALUES)
    common = struct.pack(">hIh", channels, len(VALUES), 16) + rate_field + kind
    sound = struct.pack(">II", 0, 0) + data
    body = b"AIFC" if kind else b"AIFF"
    for name, chunk in ((b"COMM", common), (b"odd ", b"x"), (b"SSND", sound)):
        body += name + struct.pack(">I", len(chunk)) + chunk + b"\0" * (len(chunk) % 2)
    return b"FORM" + struct.pack(">I", len(body)) + body


@pytest.mark.parametrize(
    ("width", "data"),
    [
        (2, struct.pack("<5h", *VALUES)),
        (3, b"".join(struct.pack("<i", one << 8)[:3] for one in VALUES)),
        (4, struct.pack("<5i", *(one << 16 for one in VALUES))),
    ],
)
def test_wav_samples_of_any_width_come_out_as_sixteen_bits(width, data):
    samples, rate = read(a_wav(width, data))

    assert (list(samples), rate) == (VALUES, 16_000)


def test_eight_bit_wav_is_centred():
    assert list(read(a_wav(1, bytes([128, 255, 0])))[0]) == [0, 127 * 256, -128 * 256]


def test_of_two_channels_the_first_is_taken():
    stereo = struct.pack("<4h", 1, 9, 2, 9)

    assert list(read(a_wav(2, stereo, channels=2))[0]) == [1, 2]


@pytest.mark.parametrize(("kind", "order"), [(b"", ">"), (b"NONE", ">"), (b"sowt", "<")])
def test_aiff_is_read_whatever_its_byte_order(kind, order):
    assert read(an_aiff(kind, order)) == (read(a_wav(2, struct.pack("<5h", *VALUES)))[0], 22_050)


@tried_with(
    "content",
    [
        b"",
        b"RIFF",
        b"FORM\0\0\0\0AIFF",
        b"FORM\0\0\0\0AIFFCOMM\0\0\0\x02\0\1",
        an_aiff(b"ulaw", ">"),
        an_aiff(b"NONE", ">", channels=0),
        b"{}" * 100,
    ],
)
def test_what_cannot_be_read_is_said_to_be_so(content):
    with pytest.raises(UnreadableSoundError):
        read(content)


@tried_with(
    ("field", "rate"),
    [
        ("400bfa00000000000000", 8_000),
        ("400dac44000000000000", 22_050),
        ("400eac44000000000000", 44_100),
        ("400ebb80000000000000", 48_000),
        ("c00ebb80000000000000", 48_000),
    ],
)
def test_a_rate_of_ten_bytes_is_read(field, rate):
    assert read(an_aiff(b"NONE", ">", bytes.fromhex(field)))[1] == rate


def test_of_two_channels_in_an_aiff_the_first_is_taken():
    assert list(read(an_aiff(b"twos", ">", channels=2))[0]) == VALUES[::2]


@tried_with(
    ("content", "why"),
    [
        (an_aiff(b"ulaw", ">"), "AIFF samples of the kind b'ulaw'"),
        (an_aiff(b"NONE", ">", channels=0), "no channel"),
        (b"FORM\0\0\0\0AIFF", "not a WAV or AIFF file: b'COMM'"),
        (b"", "not a WAV or AIFF file: "),
    ],
)
def test_why_it_cannot_be_read_is_told(content, why):
    with pytest.raises(UnreadableSoundError) as told:
        read(content)
    assert str(told.value) == why


def test_bytes_that_make_no_whole_sample_are_left_out():
    for width in (2, 3, 4):
        content = a_wav(width, bytes(width) * 2)
        assert list(read(content[:-1])[0]) == [0]
