"""What a public item must say of itself (Regulations art. 12) and does not yet."""

from collections.abc import Iterator

from gongkai.law.publishing import ground_of_catalogue
from gongkai.publications.checking.facts import DraftFacts
from gongkai.publications.checking.findings import MUST, Finding


def metadata_findings(facts: DraftFacts) -> Iterator[Finding]:
    """metadata.missing, for each field that is empty."""
    for field, label in facts.missing.items():
        yield Finding(
            code=f"metadata.missing_{field}" if field != "body" else "body.empty",
            level=MUST,
            heading=f"还没有{label}",
            field=field,
            place=label,
            excerpt="",
            remedy="请写正文，或者上传附件。" if field == "body" else f"请填写{label}，再送审。",
            basis=str(ground_of_catalogue()),
            acceptable=False,
        )
