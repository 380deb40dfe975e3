"""检索情况 as a reply tells it: who looked, where, by which words, when, and what came of it."""

from collections.abc import Iterable

from gongkai.applications.models import SearchRecord
from gongkai.law.workdays import in_words


def search_in_words(searches: Iterable[SearchRecord]) -> str:
    """测试员于2024年3月20日检索办公室的文书档案室，关键词“人民路”，没有检索到。 A sentence a search, those that found nothing."""
    return "".join(_told(search) for search in searches if not search.found)


def _told(search: SearchRecord) -> str:
    result = search.result.strip().rstrip("。")
    return (
        f"{search.searched_by}于{in_words(search.searched_on)}检索{search.office}的{search.sources}，"
        f"关键词“{search.keywords}”，{result or '没有检索到'}。"
    )
