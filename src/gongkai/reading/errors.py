"""What is raised when a file cannot be read as an annual report."""


class Unreadable(Exception):
    """A file no layout fits. code: dotted and stable; message: what is so, remedy: what to do next, both in Chinese."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(f"{message}{remedy}")
        self.code = code
        self.message = message
        self.remedy = remedy
