# SPDX-License-Identifier: GPL-3.0-or-later
"""What the heap holds and nobody uses goes back to the system."""

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from hipmob_desktop.desktop import memory

MANY, EACH = 20_000, 1_024
LARGE_KIB = 4_096
DROPS = """
import ctypes, sys
from hipmob_desktop.desktop import memory

if sys.argv[1] == "apart":
    memory.spare_memory()
system = ctypes.CDLL(None)
system.malloc.restype, system.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
system.free(system.malloc({size}))
large = system.malloc({size})
ctypes.memset(large, 1, {size})
behind = [system.malloc(1_000) for _ in range(1_000)]
for some in behind:
    ctypes.memset(some, 1, 1_000)
def own_kib():
    lines = open("/proc/self/smaps_rollup").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss_Anon"))
before = own_kib()
system.free(large)
print(before - own_kib())
""".format(size=LARGE_KIB * 1_024)

TAKES_IN_A_THREAD = """
import ctypes, sys, threading
from hipmob_desktop.desktop import memory

if sys.argv[1] == "apart":
    memory.spare_memory()
system = ctypes.CDLL(None)
system.malloc.restype = ctypes.c_void_p
taken = []
thread = threading.Thread(target=lambda: taken.extend(system.malloc(1_000) for _ in range(100)))
thread.start()
thread.join()
heap = next(line.split()[0] for line in open("/proc/self/maps") if line.endswith("[heap]\\n"))
first, last = (int(end, 16) for end in heap.split("-"))
print("in the heap" if all(first <= one < last for one in taken) else "elsewhere")
"""


def own_kib():
    """What this process has written of its own and still holds."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss_Anon"))


@pytest.mark.skipif(memory._gnu() is None, reason="this system does it by itself")
def test_what_is_free_between_what_is_not_is_given_back():
    system = ctypes.CDLL(None)
    system.malloc.restype, system.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    blocks = [system.malloc(EACH) for _ in range(MANY)]
    for block in blocks:
        ctypes.memset(block, 1, EACH)
    for place, block in enumerate(blocks):
        if place % 64:
            system.free(block)
    before = own_kib()
    memory.give_back()
    after = own_kib()
    for block in blocks[::64]:
        system.free(block)
    assert before - after > MANY * EACH // 1_024 // 2


@pytest.mark.skipif(memory._gnu() is None, reason="this system does it by itself")
@pytest.mark.parametrize(("how", "goes_back"), [("apart", True), ("as ever", False)])
def test_a_large_picture_goes_back_as_it_is_dropped_though_one_went_before(how, goes_back):
    command = [sys.executable, "-P", "-c", DROPS, how]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (int(told.stdout) > LARGE_KIB * 0.9) is goes_back


@pytest.mark.parametrize(("how", "has_one"), [("apart", True), ("as ever", False)])
def test_threads_share_one_heap(how, has_one):
    command = [sys.executable, "-P", "-c", TAKES_IN_A_THREAD, how]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (told.stdout.strip() == "in the heap") is has_one


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_are_left_alone(monkeypatch, platform):
    monkeypatch.setattr(sys, "platform", platform)
    memory._gnu.cache_clear()
    assert memory._gnu() is None
    memory.give_back()
    memory._gnu.cache_clear()


def test_a_library_without_it_is_left_alone(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())
    memory._gnu.cache_clear()
    assert memory._gnu() is None
    memory.give_back()
    memory._gnu.cache_clear()
