"""发布: what still stands in the way, the act itself, and every snapshot with what it changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from models import contests
from models.contests import Published, papers
from models.contests.publishing import SHORT
from models.findings import Finding
from models.words import Refusal, say
from ui.pages.contests.hall import Hall
from ui.parts.head import hint
from ui.parts.jobs import Job
from ui.parts.lines import Lines, LineTable
from ui.parts.toolbar import toolbar

_HEADINGS = ("snapshot", "when", "by_whom", "version", "reason", "digest")
_WIDTHS = (190, 160, 110, 90, 240, 130)


class PublishStep(QWidget):
    """Reason and button above, what stops it and the history below."""

    def __init__(self, hall: Hall) -> None:
        super().__init__()
        self.hall = hall
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(say("contests.reason_line"))
        self.reason.setAccessibleName(say("contests.reason_line"))
        self.button = QPushButton(say("contests.publish"))
        self.button.setProperty("role", "primary")
        self.state = QLabel()
        self.stops = LineTable(Lines([say("contests.stops")]), say("contests.stops"))
        self.history = LineTable(
            Lines([say(f"contests.{one}") for one in _HEADINGS]), say("contests.snapshots"), _WIDTHS
        )
        self.changed = QPlainTextEdit()
        self.changed.setReadOnly(True)
        self.changed.setTabChangesFocus(True)
        self.changed.setAccessibleName(say("contests.changes"))
        self.changed.setPlaceholderText(say("contests.changes"))
        self._build()
        self.button.clicked.connect(self.publish)
        self.history.selectionModel().currentRowChanged.connect(lambda *_: self._tell())
        self.stops.activated.connect(lambda _: self._open_stop())
        hall.opened.connect(self.reload)

    def _build(self) -> None:
        bar = toolbar(
            self,
            {
                "medal": ("contests.print_book", "Ctrl+P", lambda: self.print_results(False)),
                "export": ("contests.print_public", "Ctrl+Shift+P", lambda: self.print_results(True)),
            },
        )
        top = QHBoxLayout()
        top.setContentsMargins(16, 8, 16, 0)
        top.addWidget(self.reason, 1)
        top.addWidget(self.button)
        top.addWidget(bar)
        split = QSplitter(Qt.Orientation.Vertical)
        for widget in (self.stops, self.history, self.changed):
            split.addWidget(widget)
        split.setSizes([160, 200, 160])
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(top)
        rows.addWidget(hint(say("contests.publish_hint")))
        self.state.setContentsMargins(16, 0, 16, 0)
        rows.addWidget(self.state)
        rows.addWidget(split, 1)

    def reload(self) -> None:
        """The snapshots now, what stands in the way as soon as it is found."""
        hall = self.hall
        if not hall.competition:
            return
        published = contests.history(hall.desk.office.register, hall.competition)
        self.history.lines.take([_row(one) for one in reversed(published)], list(reversed(published)))
        broken = contests.broken(published)
        self.state.setText(say("contests.broken", numbers="、".join(map(str, broken))) if broken else "")
        self.state.setVisible(bool(broken))
        self.history.go_to(published[-1] if published else None)
        self._tell()
        competition, outcome = hall.competition, hall.outcome
        press, register = hall.desk.office.press, hall.desk.office.register

        def work(_: Job) -> list[Finding]:
            reader = register.look()
            try:
                return press.through(reader).stops(competition, outcome)
            finally:
                reader.close()

        hall.desk.jobs.start(Job(work, self._take_stops, topic="stops", slow=True))

    def _take_stops(self, found: list[Finding]) -> None:
        rows = [[f"{one.subject}：{one.say}" if one.row != self.hall.competition else one.say] for one in found]
        self.stops.lines.take(rows or [[say("contests.nothing_stops")]], found or [None])

    def _open_stop(self) -> None:
        one = self.stops.current
        if one and one.row != self.hall.competition:
            self.hall.desk.wanted.emit(one.record, one.row, one.field)

    def _tell(self) -> None:
        one = self.history.current
        self.changed.setPlainText(one.difference if one else "")

    def publish(self) -> None:
        """Freezes the results as they stand, after a backup that is made beside the window."""
        desk = self.hall.desk
        desk.jobs.start(Job(lambda _: desk.office.before_publishing(), self._publish, topic="publish"))

    def _publish(self, _: None) -> None:
        hall = self.hall
        try:
            attempt = hall.desk.office.press.publish(hall.competition, self.reason.text(), hall.who)
        except Refusal as refusal:
            hall.desk.refuse(refusal)
            return
        if attempt.published is None:
            self._take_stops(attempt.stopped)
            told = say("commands.stopped", count=len(attempt.stopped), what=hall.title)
            hall.desk.said.emit(f"{told}{attempt.stopped[0].say}")
            return
        self.reason.clear()
        hall.touched(attempt.changes)
        told = {"name": attempt.published.name, "digest": attempt.published.digest[:SHORT]}
        hall.desk.said.emit(say("contests.published", title=hall.title, **told))
        self.reload()

    def print_results(self, public: bool) -> None:
        """成绩册 or 公示 of the snapshot that is chosen."""
        one, title = self.history.current, self.hall.title
        if one is None:
            self.hall.desk.said.emit(say("contests.publish_first"))
            return
        name = say("contests.public" if public else "contests.book")
        self.hall.save(self, name, lambda reader, path: papers.write_results(reader, one, title, path, public))


def _row(one: Published) -> list[str]:
    return [one.name, one.at.replace("T", " "), one.who, one.version, one.reason, one.digest[:SHORT]]
