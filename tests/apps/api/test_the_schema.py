"""Open data against its own OpenAPI, by schemathesis: no server error, and every answer in the shape that was promised."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode, checks
from tests.apps.api.conftest import House

pytestmark = pytest.mark.django_db
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
OPERATIONS = 14


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """The handler of the server gives its connection back after each answer; here it is the test's own."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def ask(examples: int) -> list[str]:
    """So many examples of each operation, right ones and wrong ones. Returns the operations asked."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    asked = []
    for result in schema.get_all_operations():
        operation = result.ok()
        takes = bool(operation.query or operation.path_parameters)  # what takes nothing cannot be asked wrongly
        for mode in (GenerationMode.POSITIVE, *([GenerationMode.NEGATIVE] if takes else [])):
            _ask_one(operation.as_strategy(generation_mode=mode), examples)
        asked.append(operation.path)
    return asked


def _ask_one(strategy, examples: int) -> None:
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(case=strategy)
    def one(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS)

    one()


def test_answers_about_what_is_there_are_in_the_promised_shape(house: House) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    part = house.shown.pk // 250
    for path, named in (
        ("/items/{key}", {"key": house.revised.pk}),
        ("/items/{key}", {"key": house.entry.pk}),
        ("/items/{key}", {"key": house.gone.pk}),
        ("/catalogue/fields/{slug}", {"slug": "edu"}),
        ("/bulk/{number}.jsonl", {"number": part}),
        ("/bulk/{number}.csv", {"number": part}),
    ):
        case = schema[f"/api/v1{path}"]["GET"].Case(path_parameters=named)
        assert case.call_and_validate(checks=CHECKS).status_code in {200, 410}


def test_a_few_dozen_examples_meet_no_error_and_no_breach(house: House) -> None:
    assert len(ask(3)) == OPERATIONS


@pytest.mark.long
def test_a_great_many_examples_meet_no_error_and_no_breach(house: House) -> None:
    assert len(ask(150)) == OPERATIONS
