"""证书: chosen, looked at, made, and kept track of."""

from ui.pages.certificates.page import CertificatesPage

__all__ = ["CertificatesPage"]
