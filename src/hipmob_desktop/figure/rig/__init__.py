# SPDX-License-Identifier: GPL-3.0-or-later
"""The body in space: joints and bones, the stances it holds, and the camera that looks on."""
