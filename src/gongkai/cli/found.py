"""`gongkai found`: the first agency of a new installation, and the keeper who sets up the rest on screen."""

from typing import Annotated, NoReturn

import typer

from gongkai.cli.django import migrate, wake

app = typer.Typer(add_completion=False)


@app.command()
def found(
    name: Annotated[str, typer.Option(prompt="最上级机关的全称，例如 某某区人民政府")],
    short_name: Annotated[str, typer.Option(prompt="简称，例如 区政府")],
    mark: Annotated[str, typer.Option(prompt="机关代字，例如 某政公开")],
    office: Annotated[str, typer.Option(prompt="政府信息公开工作机构，例如 政务公开科")],
    address: Annotated[str, typer.Option(prompt="办公地址")],
    phone: Annotated[str, typer.Option(prompt="联系电话")],
    hours: Annotated[str, typer.Option(prompt="办公时间")],
    review_organ: Annotated[str, typer.Option(prompt="行政复议机关的全称，例如 某某市人民政府")],
    court: Annotated[str, typer.Option(prompt="有管辖权的人民法院的全称，例如 某某市中级人民法院")],
    keeper: Annotated[str, typer.Option(prompt="系统管理员的姓名")],
    username: Annotated[str, typer.Option(prompt="系统管理员的登录名")],
    password: Annotated[str, typer.Option(prompt="系统管理员的密码", confirmation_prompt=True, hide_input=True)],
    code: Annotated[str, typer.Option(help="机关代码，印在查询编号里")] = "001",
    review_address: Annotated[str, typer.Option(help="网上申请行政复议的网址")] = "",
) -> None:
    """设立一个新的站：最上级机关、系统管理员、四个固定栏目、26个领域和主题分类。其余机关、人员在网页“设置”里添。"""
    wake()
    migrate()
    from django.core.exceptions import ObjectDoesNotExist
    from django.db import transaction

    from gongkai.agencies import actions, queries
    from gongkai.audit.actors import Actor
    from gongkai.law.errors import Refusal
    from gongkai.publications import actions as publishing
    from gongkai.screens import clock

    try:
        _fail(f"这里已经有“{queries.root().name}”，没有改动。", "要另建一个站，请换一个 GONGKAI_HOME。")
    except ObjectDoesNotExist:
        actor = Actor("timer", "建站", None, clock.now(), "command")
    try:
        with transaction.atomic():
            agency = actions.found_agency(
                parent=None,
                actor=actor,
                offices=(office,),
                kind="government",
                code=code,
                name=name,
                short_name=short_name,
                mark=mark,
                address=address,
                phone=phone,
                hours=hours,
                review_organ=review_organ,
                court=court,
                review_address=review_address,
            )
            person = actions.enrol_person(username=username, name=keeper, password=password, actor=actor)
            actions.appoint(person, agency=agency, duty="keeper", since=clock.today(), actor=actor)
            publishing.found_categories(actor=actor)
            publishing.found_columns(actor=actor)
            publishing.found_catalogue(actor=actor, sample=False)
    except Refusal as refusal:
        _fail(f"没有建成：{refusal.message}", refusal.hint)
    print(f"“{name}”已经设立。运行 ./run gongkai serve，用登录名 {username} 登录工作台，接着添机关和人员。")


def _fail(what: str, next_step: str) -> NoReturn:
    typer.echo(f"{what}{next_step}", err=True)
    raise typer.Exit(2)
