"""A reading and its judgement as plain data for JSON. The schema stands in docs/json/check-report.schema.json."""

from collections.abc import Mapping
from typing import Any

from gongkai.law.checks import CHECKS
from gongkai.law.checks.conclusion import conclusion_of
from gongkai.law.checks.findings import Finding, Judgement, Side, Sides, Unjudged
from gongkai.law.checks.narrative import Explanation, explain
from gongkai.law.facts import Passage
from gongkai.law.figures import Number, State
from gongkai.reading.model import Place, ReadCell, Reading

VERSION = 1


def report(file: str, reading: Reading, judgement: Judgement) -> dict[str, Any]:
    """One report: what was read, what was found. Keys keep their order, so the same input gives the same bytes."""
    fact = reading.to_fact()
    return {
        "file": file,
        "body": reading.body,
        "body_kind": reading.body_kind.value,
        "year": reading.year,
        "format": reading.format_key,
        "format_number": reading.form.number,
        "layout": reading.layout,
        "counts": {state.value: reading.count(state) for state in State},
        "cells": {address: _cell(cell) for address, cell in reading.cells.items()},
        "units": dict(reading.units),
        "remarks": list(reading.remarks),
        "conclusion": conclusion_of(fact, judgement),
        "findings": [_finding(finding, reading.cells) for finding in judgement.findings],
        "unjudged": [_unjudged(unjudged) for unjudged in judgement.unjudged],
        "held": len(judgement.held),
        "claims": [_claim(explain(claim, fact)) for claim in reading.claims],
    }


def number(value: Number | None) -> int | float | None:
    """A JSON number: whole where it is whole."""
    if value is None or isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def _cell(cell: ReadCell) -> dict[str, Any]:
    return {
        "value": number(cell.figure.value),
        "state": cell.figure.state.value,
        "raw": cell.raw,
        "place": _place(cell.place),
        "settled_by": cell.settled_by,
        "readings": [number(reading) for reading in cell.readings],
        **({"likely": number(cell.likely)} if cell.likely is not None else {}),
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    names = ("line", "start", "end", "page", "box", "table", "row", "column")
    return {name: value for name in names if (value := getattr(place, name)) is not None}


def _finding(finding: Finding, cells: Mapping[str, ReadCell]) -> dict[str, Any]:
    return {
        "code": finding.code,
        "codes": list(finding.codes),
        "level": finding.level.value,
        "fault": finding.fault.value if finding.fault else None,
        "cells": list(finding.cells),
        "place": finding.place,
        "message": finding.message,
        "remedy": finding.remedy,
        "source": CHECKS[finding.code].source,
        "difference": number(finding.difference),
        "sides": [_sides(sides) for sides in finding.sides],
        "passages": [_passage(passage) for passage in finding.passages],
        "raw": {cell: cells[cell].raw for cell in finding.cells if cell in cells and cells[cell].raw},
    }


def _sides(sides: Sides) -> dict[str, Any]:
    return {
        "code": sides.code,
        "place": sides.place,
        "left": _side(sides.left),
        "right": _side(sides.right),
        "difference": number(sides.difference),
    }


def _side(side: Side) -> dict[str, Any]:
    terms = [
        {"label": term.label, "value": number(term.value), "cell": term.cell, "year": term.year} for term in side.terms
    ]
    return {"terms": terms, "total": number(side.total), "text": str(side)}


def _passage(passage: Passage) -> dict[str, Any]:
    told = {"quote": passage.quote, "section": passage.section, "start": passage.start, "end": passage.end}
    return told | {"report": passage.report} if passage.report else told


def _unjudged(unjudged: Unjudged) -> dict[str, Any]:
    return {
        "code": unjudged.code,
        "place": unjudged.place,
        "reason": unjudged.reason,
        "cells": list(unjudged.cells),
    }


def _claim(explanation: Explanation) -> dict[str, Any]:
    claim, measure = explanation.claim, explanation.measure
    return {
        "kind": claim.kind.value,
        "value": number(claim.value),
        "column": claim.column,
        "every": claim.every,
        "scope": claim.scope.value,
        "scope_words": claim.scope_words,
        "verdict": explanation.verdict.value,
        "words": explanation.words,
        "cells": list(measure.cells) if measure else [],
        "passage": _passage(claim.place),
    }
