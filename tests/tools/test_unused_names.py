# SPDX-License-Identifier: GPL-3.0-or-later
import pytest
from unused_names import Unused, surplus, unused_in

MODULE = '''"""A module."""
class Bell:
    pitch: int = 3

    def ring(self):
        return self.pitch

    def wheelEvent(self, event):
        event.ignore()

def main():
    return Bell()

main()
'''


@pytest.fixture
def package(tmp_path):
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui/bell.py").write_text(MODULE, "utf-8")
    return tmp_path


def test_a_name_without_a_user_is_told_with_its_class_and_line(package):
    ring, wheel = unused_in(package)
    assert ring == Unused("ui.bell.Bell.ring", "method", f"{package.name}/ui/bell.py:5")
    assert wheel.name == "ui.bell.Bell.wheelEvent"


def test_a_name_that_somebody_else_uses_is_not_told(package):
    (told,) = surplus(unused_in(package), {"Qt calls it": ["ui.*.wheelEvent"]})
    assert "unused method ui.bell.Bell.ring" in told


def test_a_line_of_the_list_that_fits_nothing_is_told(package):
    listed = {"Qt calls it": ["ui.*.wheelEvent"], "it sounds": ["*.ring", "ui.bell.Bell.pitch"]}
    (told,) = surplus(unused_in(package), listed)
    assert "ui.bell.Bell.pitch is used in src, or gone" in told
