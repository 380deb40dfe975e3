"""Forms with files: what was handed in is kept, sealed, while the form comes back, so that nobody chooses it again."""

from collections.abc import Iterator
from typing import Any

from django import forms

from gongkai.files.kinds import require_acceptable
from gongkai.law.errors import NotAcceptable
from gongkai.screens import stash
from gongkai.screens.forms import ManyFilesField, PaperForm

Upload = tuple[str, bytes]


class KeepingForm(PaperForm):
    """kept: field → files of an earlier try that are still here; lost: how many of them are not.

    After `is_valid` a field of files holds (name, content) pairs: the kept ones, then those of this try.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file_fields = [name for name, field in self.fields.items() if isinstance(field, ManyFilesField)]
        claims = self.data.getlist("kept") if hasattr(self.data, "getlist") else []
        found = [kept for kept in map(stash.claimed, claims) if kept]
        self.kept = {name: [kept for kept in found if kept.role == name] for name in self.file_fields}
        self.accepted: dict[str, list[Upload]] = {name: [] for name in self.file_fields}
        self.lost = len(claims) - len(found)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in self.file_fields:
            refused = []
            for file in cleaned.get(name) or []:
                try:
                    content = file.read()
                    require_acceptable(file.name, content)
                    self.accepted[name].append((file.name, content))
                except NotAcceptable as refusal:
                    refused.append(f"{refusal.message}{refusal.hint}")
            cleaned[name] = [(kept.name, kept.content()) for kept in self.kept[name]] + self.accepted[name]
            if refused:
                self.add_error(name, forms.ValidationError(refused))
        return cleaned

    def put_aside(self) -> None:
        """Keep what this try handed in, because the form comes back."""
        for name, uploads in self.accepted.items():
            for title, content in uploads:
                kept = stash.keep(name, title, content)
                if kept is None:
                    self.lost += 1
                else:
                    self.kept[name].append(kept)
            uploads.clear()

    def empty_stash(self) -> None:
        """The case holds the files itself now."""
        for files in self.kept.values():
            for kept in files:
                stash.drop(kept)

    def rows(self) -> Iterator[tuple[Any, list[stash.Kept]]]:
        """Every visible field with the files kept for it."""
        for field in self.visible_fields():
            yield field, self.kept.get(field.name, [])
