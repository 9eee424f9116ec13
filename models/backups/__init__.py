"""Backups of an office: dated archives, made before anything great happens, thinned as they age, restored whole."""

from models.backups.archive import Backup, read_manifest
from models.backups.carrying import told_since
from models.backups.restoring import restore, resume
from models.backups.store import Backups
from models.backups.thinning import worth_keeping

__all__ = ["Backup", "Backups", "read_manifest", "restore", "resume", "told_since", "worth_keeping"]
