"""The form of a record: keyed from the keyboard, judged while typing, kept from loss by a draft."""

from ui.parts.form.record import RecordForm

__all__ = ["RecordForm"]
