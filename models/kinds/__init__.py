"""Kinds of value: how each is read from what people type, kept, shown, and told from what could not be read.

A value that can't be read is kept as it was typed, so every kind also says in SQL what such a value looks like
(`unread`); audits, rules and sums leave those out.
"""

from models.kinds.base import Kind, Read, Stored, Trouble, match_key, match_keys, tidy
from models.kinds.choices import Choice, Choices, YesNo
from models.kinds.dates import Date, Period, Year
from models.kinds.identity import CreditCode, IdNumber
from models.kinds.links import Attachment, Link, Links
from models.kinds.numbers import Count, Money, Number, Percent
from models.kinds.texts import CertificateNumber, LongText, Phone, Text

KINDS: dict[str, type[Kind]] = {
    "text": Text,
    "long_text": LongText,
    "count": Count,
    "number": Number,
    "percent": Percent,
    "money": Money,
    "year": Year,
    "date": Date,
    "period": Period,
    "choice": Choice,
    "choices": Choices,
    "yes_no": YesNo,
    "link": Link,
    "links": Links,
    "id_number": IdNumber,
    "credit_code": CreditCode,
    "phone": Phone,
    "certificate_number": CertificateNumber,
    "attachment": Attachment,
}

__all__ = [
    "KINDS",
    "Attachment",
    "CertificateNumber",
    "Choice",
    "Choices",
    "Count",
    "CreditCode",
    "Date",
    "IdNumber",
    "Kind",
    "Link",
    "Links",
    "LongText",
    "Money",
    "Number",
    "Percent",
    "Period",
    "Phone",
    "Read",
    "Stored",
    "Text",
    "Trouble",
    "Year",
    "YesNo",
    "match_key",
    "match_keys",
    "tidy",
]
