"""The store of rendered pages: never serves what changed after it was read, never grows above its bound."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.pages.page import Answer, Page, codings_taken, page_of
from gongkai.pages.shelf import Shelf
from gongkai.pages.store import Place, Store

NAMES = ("site", "home", "item:1", "item:2", "section:a")
HTML = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", "1"), ("X-Frame-Options", "DENY")]
EVERY = codings_taken("gzip, br")


def a_page(body: bytes = b"<p>once</p>", *, groups: tuple[str, ...] = ("site",), until: float = 1e12) -> Page:
    return page_of("200 OK", HTML, body, groups=groups, until=until)


def at(path: str, query: str = "") -> tuple[Place, str]:
    return Place("http://district.example", path), query


def a_store(most: int = 10_000_000) -> Store:
    store = Store(most)
    store.clear(0)
    return store


acts = st.lists(
    st.one_of(
        st.tuples(st.just("read"), st.sampled_from("abc")),
        st.tuples(st.just("write"), st.sampled_from("abc"), st.frozensets(st.sampled_from(NAMES[1:]))),
        st.tuples(st.just("touch"), st.frozensets(st.sampled_from(NAMES), min_size=1)),
        st.tuples(st.just("look")),
        st.tuples(st.just("pass"), st.integers(1, 40)),
    ),
    max_size=60,
)


@settings(max_examples=300, deadline=None)
@given(acts, st.sampled_from([3_000, 12_000, 1_000_000]))
def test_what_is_served_is_never_older_than_the_last_change_of_what_it_shows(history, most):
    """A worker renders and looks at its own times, while others commit changes between; the clock passes.

    The model: the number of the last change of each group. A page read from the store right after a look must have been
    rendered at or after the last change of each of its groups, and not be past its time.
    """
    store = a_store(most)
    changed, last, now = dict.fromkeys(NAMES, 0), 0, 0.0
    begun: dict[str, tuple[int, int]] = {}  # path -> (the store's count, the true count), when its rendering began

    def look():
        store.tell(last, [name for name, number in changed.items() if number > store.known])

    for act in history:
        if act[0] == "touch":
            last += 1
            changed.update(dict.fromkeys(act[1], last))
        elif act[0] == "look":
            look()
        elif act[0] == "pass":
            now += act[1]
        elif act[0] == "read":
            look()
            page = store.get(at(act[1]), now=now)
            if page is None:
                begun[act[1]] = (store.known, last)
            else:
                rendered_at, until = (float(part) for part in page.body("").split())
                assert all(changed[group] <= rendered_at for group in page.groups)
                assert now < until
                assert store.answer(at(act[1]), page, EVERY).page is page
        elif act[1] in begun:
            seen, true = begun.pop(act[1])
            groups = tuple(sorted(act[2] | {"site"}))
            until = now + 20
            store.put(at(act[1]), a_page(f"{true} {until}".encode(), groups=groups, until=until), params=(), seen=seen)
        assert store.cost <= most


def test_a_change_gives_up_only_the_pages_it_stands_in():
    store = a_store()
    store.put(at("/items/1/"), a_page(groups=("site", "item:1")), params=(), seen=0)
    store.put(at("/items/2/"), a_page(groups=("site", "item:2")), params=(), seen=0)
    store.tell(1, ["item:1"])
    assert store.get(at("/items/1/"), now=0) is None
    assert store.get(at("/items/2/"), now=0) is not None
    store.tell(2, ["site"])
    assert len(store) == 0


def test_a_page_during_whose_rendering_something_changed_is_not_kept():
    store = a_store()
    store.tell(1, ["home"])
    assert not store.put(at("/"), a_page(groups=("site", "home")), params=(), seen=0)
    assert store.get(at("/"), now=0) is None


def test_a_page_written_out_before_is_not_handed_out_after_it_was_rendered_anew():
    store = a_store()
    for number, body in enumerate((b"old " * 300, b"new " * 300)):
        page = a_page(body)
        store.put(at("/"), page, params=(), seen=0)
        assert store.answer(at("/"), page, codings_taken("")).body == [body], number


def test_pages_that_were_not_asked_for_go_first_and_the_memory_stays_bounded():
    store = a_store(400_000)
    for number in range(1_000):
        store.put(at(f"/items/{number}/"), a_page(str(number).encode() * 500), params=("before",), seen=0)
        favourite = store.get(at("/items/0/"), now=0)
        assert favourite is not None
        store.answer(at("/items/0/"), favourite, EVERY)
        assert store.cost <= 400_000
    assert 50 < len(store) < 1_000
    assert store.get(at("/items/1/"), now=0) is None


def test_what_is_larger_than_the_whole_memory_is_not_kept_and_drives_nothing_out():
    store = a_store(20_000)
    store.put(at("/"), a_page(), params=(), seen=0)
    huge = Page("200 OK", (), b"x" * 30_000, frozenset({"site"}), 1e12, 'W/"1"', 30_000)
    assert not store.put(at("/huge/"), huge, params=(), seen=0)
    assert store.get(at("/"), now=0) is not None


def test_forgotten_pages_leave_nothing_behind():
    store = a_store(100_000)
    for number in range(500):
        store.put(at(f"/items/{number}/"), a_page(groups=("site", f"item:{number}")), params=(), seen=0)
    assert len(store._members) == len(store) + 1
    store.tell(1, ["site"])
    assert (store._members, store.cost) == ({}, 0)


def test_codings_are_taken_as_the_reader_weighs_them():
    assert codings_taken("gzip, deflate, br") == {"gzip", "br", ""}
    assert codings_taken("br;q=0, gzip;q=0.5") == {"gzip", ""}
    assert codings_taken("") == codings_taken("identity") == {""}
    assert codings_taken("é" * 5_000) == {""}


def test_the_body_is_the_same_in_every_coding():
    import gzip

    import brotli

    body = "政府信息公开 ".encode() * 200
    page = a_page(body)
    assert page.body("") == body
    assert gzip.decompress(page.body("gzip")) == body
    assert brotli.decompress(page.body("br")) == body
    assert page.coding_for(EVERY) == "br"


def test_what_is_small_or_no_text_is_given_as_it_is():
    assert a_page(b"<p>short</p>").codings == ("",)
    picture = page_of("200 OK", [("Content-Type", "image/png")], bytes(5_000), groups=(), until=1)
    assert picture.codings == ("",)


def test_a_shelf_counts_what_is_replaced_once():
    shelf: Shelf[str, Answer] = Shelf(100_000)
    page = a_page()
    for _ in range(5):
        shelf.put("a", Answer(page, "200 OK", [], [b"x" * 100]))
    assert len(shelf) == 1
    assert shelf.cost == Answer(page, "200 OK", [], [b"x" * 100]).cost
