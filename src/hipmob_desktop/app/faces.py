# SPDX-License-Identifier: GPL-3.0-or-later
"""Which face a session wears: the stage, on the screen it is to fill, or the small window.

A session is a function of time: whichever face is there shows the same moment.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from hipmob_desktop.app.preferences import WindowPlace
from hipmob_desktop.desktop.screens import choices, find_screen

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QScreen

    from hipmob_desktop.app.navigation import Navigator
    from hipmob_desktop.app.preferences import PreferencesService
    from hipmob_desktop.app.voice import VoiceService
    from hipmob_desktop.core.preferences import Preferences
    from hipmob_desktop.ui.session.presenter import SessionPresenter
    from hipmob_desktop.ui.session.small_window import SmallWindow


SOUND_IS_OFF = "Sound off: what is said can be read"
SOUND_IS_ON = "Sound on"


class Faces(QObject):
    """Moves the session's page between the window and the small one, which is made when wanted.

    `folder` is where the place of the small window is kept.
    """

    def __init__(
        self,
        pages: Navigator,
        presenter: SessionPresenter,
        preferences: PreferencesService,
        voices: VoiceService,
        folder: Path,
    ) -> None:
        super().__init__(presenter)
        self._pages = pages
        self._stage = pages.stage
        self._window = pages.front.window
        self._presenter = presenter
        self._preferences = preferences
        self._voices = voices
        self._place = WindowPlace(folder, "small")
        self.small: SmallWindow | None = None
        self.is_quiet = False
        self._filled: QScreen | None = None
        presenter.face_toggled.connect(self.toggle)
        presenter.full_screen_toggled.connect(self._toggle_full_screen)
        self._window.fronted.connect(self.show_stage)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self.show_screens)
            app.screenRemoved.connect(self.show_screens)

    @property
    def is_small(self) -> bool:
        """Whether the session is in the small window."""
        return self._stage.is_small

    def begin(self, *, is_small: bool) -> None:
        """A session begins: show its page, in the small window if that is wanted or there."""
        if self.is_small:
            return
        if is_small:
            self._show_small(takes_focus=False)
            return
        self._pages.show(self._stage)
        screens, chosen = QGuiApplication.screens(), self._preferences.now.stage_screen
        wanted = find_screen(chosen, screens) if chosen and len(screens) > 1 else None
        if wanted is not None:
            self._window.fill_screen(wanted)

    def leave_small(self) -> None:
        """What comes is for the large window, which takes the focus from nobody."""
        if self.is_small:
            self._put_away()
            self._window.show_quietly()

    @Slot()
    def end(self) -> None:
        """The session is over: the window is as it was, and there is sound again."""
        self.leave_small()
        self._window.leave_full_screen()
        self._set_quiet(is_quiet=False)

    @Slot()
    def show_screens(self) -> None:
        """Offer the screens that there are now, in the settings."""
        listed = choices(QGuiApplication.screens(), self._preferences.now.stage_screen)
        self._pages.settings.show_screens(listed)

    @Slot()
    def toggle(self) -> None:
        """Show the session in the small window, or on the stage again."""
        if self.is_small:
            self.show_stage()
            self._window.come_to_front()
        else:
            self._show_small(takes_focus=True)

    @Slot()
    def show_stage(self) -> None:
        """Have the session in the large window, if it is in the small one."""
        if not self.is_small:
            return
        self._put_away()
        if self.is_quiet:
            self._set_quiet(is_quiet=False)
            self._presenter.notify(SOUND_IS_ON)
        self._pages.show(self._stage)
        self._window.show()
        if self._filled in QGuiApplication.screens():
            self._window.fill_screen(self._filled)
        self._presenter.preflight.ask_anew()

    @Slot()
    def toggle_sound(self) -> None:
        """Be without sound, or with it again; the small window is so the next time too."""
        self._set_quiet(is_quiet=not self.is_quiet)
        self._presenter.notify(SOUND_IS_OFF if self.is_quiet else SOUND_IS_ON)
        if self.is_small:
            self._preferences.choose(replace(self._preferences.now, quiet_at_desk=self.is_quiet))

    def heard(self, preferences: Preferences) -> Preferences:
        """`preferences` as they are to be heard now."""
        if not self.is_quiet:
            return preferences
        return replace(preferences, voice_volume=0.0, chime_volume=0.0, lower_other_sound=False)

    def close(self) -> None:
        """Let the small window go, and keep its place."""
        if self.small is not None:
            if self.is_small:
                self._place.keep(self.small.place)
            self.small.hide()
            self.small.deleteLater()
            self.small = None

    def _show_small(self, *, takes_focus: bool) -> None:
        window = self._window
        self._filled = window.screen() if window.isFullScreen() else None
        window.leave_full_screen()  # beside what the person works in, not on the screen it fills
        small = self._made()
        window.take_page(self._stage)
        self._stage.set_small(is_small=True)
        small.hold(self._stage)
        text_px = self._pages.front.style.theme_manager.text_px
        small.appear(self._place.read(), window.screen(), text_px, takes_focus=takes_focus)
        self._stage.setFocus()
        window.hide()
        self._presenter.set_seen(True)
        self._set_quiet(is_quiet=self._preferences.now.quiet_at_desk)
        self._presenter.preflight.ask_anew()

    def _put_away(self) -> None:
        """Give the page back to the window, and keep where the small one was."""
        if self.small is not None:
            self._place.keep(self.small.place)
            self.small.hide()
        self._stage.set_small(is_small=False)
        self._window.add_page(self._stage)

    def _made(self) -> SmallWindow:
        if self.small is None:
            from hipmob_desktop.ui.session.small_window import SmallWindow

            self.small = SmallWindow()
            self.small.acted.connect(self._presenter.act)
            self.small.seen_changed.connect(self._presenter.set_seen)
            self.small.closed.connect(self._on_closed)
            self._stage.question.cramped.connect(self.small.grow)
            self._stage.question.left.connect(self.small.shrink)
        return self.small

    def _set_quiet(self, *, is_quiet: bool) -> None:
        if is_quiet != self.is_quiet:
            self.is_quiet = is_quiet
            self._stage.tools.show_sound(is_quiet=is_quiet)
            self._voices.choose(self.heard(self._preferences.now), is_gradual=True)

    @Slot()
    def _on_closed(self) -> None:
        """Who closes the small window wants it out of the way: the session waits on the stage."""
        self._presenter.pause()
        self.show_stage()

    @Slot()
    def _toggle_full_screen(self) -> None:
        if self.is_small:
            self.toggle()
        self._window.toggle_full_screen()
