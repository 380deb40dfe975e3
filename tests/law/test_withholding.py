"""The grounds of a bar: articles 14 to 16, in the Regulations' own words."""

from gongkai.law.withholding import withholding_grounds


def test_every_ground_cites_article_14_15_or_16():
    cited = [ground.citation.article for ground in withholding_grounds().values()]
    assert sorted(cited) == cited
    assert set(cited) == {14, 15, 16}


def test_article_16_is_cited_with_its_paragraph():
    assert withholding_grounds()["internal_affairs"].told() == "第十六条第一款，内部事务信息"
    assert withholding_grounds()["process"].citation.place() == "第十六条第二款"


def test_article_14_knows_the_three_securities_and_stability():
    assert "经济安全、社会稳定" in withholding_grounds()["public_security"].wording
