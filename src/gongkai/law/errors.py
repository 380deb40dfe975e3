"""What is raised when an act would break the law."""

from gongkai.law.citations import Citation


class NotLawful(Exception):
    """An act the law does not allow here and now.

    code: dotted and stable (`extension.too_long`); citation: the article, where one says so;
    message: what is so, in Chinese; hint: what to do next, in Chinese.
    """

    def __init__(self, code: str, citation: Citation | None, message: str, hint: str) -> None:
        super().__init__(f"{code}: {message} {hint}")
        self.code = code
        self.citation = citation
        self.message = message
        self.hint = hint
