"""The section 监督: list, one complaint, and its acts, as the supervising office and the agency press them."""

from datetime import date
from typing import Any

from tests.apps.backoffice.pages import text_of
from tests.builders import Desk, an_agency, an_application

from gongkai.supervision.models import Complaint


def test_a_complaint_goes_from_the_desk_of_the_district_to_the_agency_and_back(
    district: Desk, desk: Desk, sits: Any, settings: Any
) -> None:
    head, agency = sits(district, "leader"), sits(desk, "leader")
    bare = head.post("/desk/complaints/new/", {"agency": desk.agency.pk, "received_on": "2024-03-11"})
    assert bare.status_code == 422
    assert "请填写投诉的内容" in text_of(bare)
    told = {"agency": desk.agency.pk, "complainant": "李小满", "text": "逾期不答复", "received_on": "2024-03-11"}
    made = head.post("/desk/complaints/new/", told)
    complaint = Complaint.objects.get()
    assert made["Location"] == f"/desk/complaints/{complaint.pk}/"
    one = f"/desk/complaints/{complaint.pk}/"
    head.post(f"{one}conclude/", {"result": "founded", "finding": "确已逾期", "on": "2024-03-21"})
    head.post(f"{one}order/", {"text": "立即答复", "due_on": "2024-04-01", "on": "2024-03-21"})
    assert "立即答复" in text_of(agency.get(one))
    assert "整改一件没有回复" in text_of(head.get("/desk/complaints/"))
    settings.GONGKAI_TODAY = "2024-04-02"
    assert "整改逾期没有回复" in text_of(head.get("/desk/complaints/"))
    order = complaint.orders.get()
    done = agency.post(f"{one}orders/{order.pk}/answer/", {"answer": "已经答复", "on": "2024-04-02"})
    assert done.status_code == 302
    said = text_of(head.get(one))
    assert "已经答复" in said
    assert "逾期" in said


def test_an_application_that_is_a_complaint_is_handed_over_from_its_page(desk: Desk, sits: Any, district: Desk) -> None:
    officer = sits(desk, "desk_officer")
    case = an_application(desk, received_on=date(2024, 3, 11))
    assert "转为投诉办理" in text_of(officer.get(f"/desk/applications/{case.pk}/"))
    done = officer.post(f"/desk/applications/{case.pk}/take-over/", {"text": "举报", "on": "2024-03-21"})
    assert done.status_code == 302
    assert "由公开申请转来" in text_of(officer.get(done["Location"]))
    assert case.query_number in text_of(sits(district, "auditor").get(done["Location"]))


def test_nobody_else_opens_it_and_only_the_district_acts(district: Desk, desk: Desk, sits: Any) -> None:
    head = sits(district, "leader")
    told = {"agency": desk.agency.pk, "complainant": "李小满", "text": "逾期", "received_on": "2024-03-11"}
    head.post("/desk/complaints/new/", told)
    one = f"/desk/complaints/{Complaint.objects.get().pk}/"
    stranger, agency = sits(Desk(an_agency(parent=district.agency)), "leader"), sits(desk, "leader")
    assert stranger.get(one).status_code == 403
    assert agency.get(one).status_code == 200
    assert agency.get(f"{one}conclude/").status_code == 403
    assert agency.get("/desk/complaints/new/").status_code == 403
    assert head.get("/desk/complaints/99999/").status_code == 404
    assert "监督" in text_of(head.get("/desk/"))
