"""What the meta tags say of a column's page (国办发〔2017〕47号): name, description, keywords, type."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.publications.models import PriorityField, Section


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    description: str
    keywords: str
    kind: str


GUIDE = Column(
    "政府信息公开指南",
    "政府信息的分类、编排体系、获取方式，各机关公开工作机构的名称、地址、办公时间和联系方式。",
    "公开指南,公开工作机构,获取方式",
    "概况信息",
)
RULES = Column(
    "政府信息公开制度",
    "政府信息公开条例，以及国家、省、市和本级的有关规定。",
    "公开制度,政府信息公开条例,规定",
    "政策文件",
)
STATUTORY = Column(
    "法定主动公开内容",
    "机构职能、规范性文件、规划、预决算、行政许可和处罚等应当主动公开的政府信息。",
    "主动公开,重点领域,规范性文件",
    "政策文件",
)
REPORTS = Column(
    "政府信息公开年报", "本级及各部门、各街道历年政府信息公开工作年度报告。", "政府信息公开年报,年度报告", "数据发布"
)
APPLY = Column("依申请公开", "向行政机关申请公开政府信息：怎样申请，多久答复。", "依申请公开,申请,答复期限", "概况信息")
SEARCH = Column("查找", "在标题、正文、附件和文号里查找已经公开的政府信息。", "检索,查找,文号", "其他")
FIELDS = Column("重点领域", "按基层政务公开标准目录公开的重点领域。", "重点领域,标准目录,政务公开", "其他")
LIBRARY = Column(
    "文件库",
    "本级及各部门、各街道的行政规范性文件：现在是否有效，何时由哪件文件修改、废止，依据和解读。",
    "规范性文件,有效,废止,失效,政策解读",
    "政策文件",
)
SECTIONS = Column("全部栏目", "本网站的各个栏目和专题。", "栏目,专题", "其他")
FIXED = {"guide": GUIDE, "rules": RULES, "statutory": STATUTORY, "reports": REPORTS}


def of_section(section: "Section") -> Column:
    """What is said of a column that an editor opened."""
    return Column(
        section.name,
        section.description,
        section.keywords or section.name,
        section.get_kind_display(),
    )


def of_field(field: "PriorityField") -> Column:
    """What is said of a priority field."""
    words = ",".join([field.name, *map(str, field.aliases)])
    return Column(field.name, f"{field.name}领域按标准目录公开的政府信息。", words, "其他")
