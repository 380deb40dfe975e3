"""The invented district: its agencies, people, and what citizens ask of them. All names are made up."""

from dataclasses import dataclass

DISTRICT = "云岭区"
PASSWORD = "yunling-2020-demo"


@dataclass(frozen=True, slots=True)
class Body:
    """An agency to found. asked: what it is asked for; no text means that nobody applied there in 2020."""

    code: str
    name: str
    short_name: str
    mark: str
    kind: str
    street: str
    asked: tuple[str, ...] = ()


GOVERNMENT = Body("001", "云岭区人民政府", "区政府", "云政公开", "government", "云岭大道1号", (
    "2019年城中村改造项目{place}片区房屋征收决定及征收补偿方案",
    "{place}路道路拓宽工程的土地征收批复文件和勘测定界图",
    "区政府关于{place}地块规划调整的会议纪要",
    "2018年以来{place}社区棚户区改造的资金使用情况",
    "{place}村集体土地征收的公告、听证告知书和社会稳定风险评估报告",
))  # fmt: skip
DEPARTMENTS = (
    Body("011", "云岭区住房和城乡建设局", "区住建局", "云建公开", "department", "文昌路18号", (
        "{place}小区老旧改造项目的中标通知书和施工合同", "{place}家园公共租赁住房的分配方案和公示结果",
        "{place}小区住宅专项维修资金的使用审批材料", "{place}商业楼的建筑工程施工许可证及附图")),
    Body("012", "云岭区自然资源和规划局", "区资源规划局", "云资公开", "department", "文昌路20号", (
        "{place}路地块的建设用地规划许可证和规划条件", "{place}村宅基地使用权登记的审核材料",
        "{place}地块国有土地使用权出让合同")),
    Body("013", "云岭区教育局", "区教育局", "云教公开", "department", "学府路6号", (
        "2020年义务教育阶段{place}小学的学区划分依据", "{place}幼儿园普惠性认定和生均补助的发放明细")),
    Body("014", "云岭区财政局", "区财政局", "云财公开", "department", "云岭大道9号", (
        "2019年度{place}街道的三公经费决算明细", "2020年疫情防控专项资金的分配和使用情况")),
    Body("015", "云岭区城市管理局", "区城管局", "云城公开", "department", "环城北路77号", (
        "{place}路违法建设拆除的行政强制执行决定书", "{place}夜市摊位设置的批准文件和管理办法")),
    Body("016", "云岭区市场监督管理局", "区市场监管局", "云市监公开", "department", "和平路33号", (
        "对{place}食品有限公司的行政处罚决定书", "{place}农贸市场2020年食品安全抽检结果")),
    Body("017", "云岭区民政局", "区民政局", "云民公开", "department", "和平路40号", (
        "{place}社区2019年城市低保对象的审批结果", "{place}养老服务中心的运营补贴发放材料")),
    Body("018", "云岭区卫生健康委员会", "区卫健委", "云卫公开", "department", "学府路12号", (
        "{place}社区卫生服务中心新址的选址论证材料",)),
    Body("019", "云岭区人力资源和社会保障局", "区人社局", "云人社公开", "department", "云岭大道15号", (
        "2020年就业见习补贴{place}基地的审核结果",)),
    Body("020", "云岭区发展和改革委员会", "区发改委", "云发改公开", "department", "云岭大道3号"),
    Body("021", "云岭区工业和信息化局", "区工信局", "云工信公开", "department", "云岭大道3号"),
    Body("022", "云岭区司法局", "区司法局", "云司公开", "department", "文昌路2号"),
    Body("023", "云岭区农业农村局", "区农业农村局", "云农公开", "department", "环城南路51号"),
    Body("024", "云岭区水利局", "区水利局", "云水公开", "department", "环城南路53号"),
    Body("025", "云岭区商务局", "区商务局", "云商公开", "department", "和平路5号"),
    Body("026", "云岭区文化和旅游局", "区文旅局", "云文旅公开", "department", "学府路1号"),
    Body("027", "云岭区审计局", "区审计局", "云审公开", "department", "云岭大道9号"),
    Body("028", "云岭区统计局", "区统计局", "云统公开", "department", "云岭大道9号"),
    Body("029", "云岭区应急管理局", "区应急局", "云应急公开", "department", "环城北路60号"),
    Body("030", "云岭区医疗保障局", "区医保局", "云医保公开", "department", "和平路18号"),
)  # fmt: skip
STREETS = (
    Body("101", "云岭区人民政府东关街道办事处", "东关街道", "东关公开", "street_office", "东关街88号", (
        "{place}社区居委会2019年惠民资金的收支明细", "{place}楼院加装电梯的公示材料和补贴依据")),
    Body("102", "云岭区人民政府西湖街道办事处", "西湖街道", "西湖公开", "street_office", "西湖路10号", (
        "{place}社区征收安置房的选房顺序名单",)),
    Body("103", "云岭区人民政府南坛街道办事处", "南坛街道", "南坛公开", "street_office", "南坛路21号"),
    Body("104", "云岭区人民政府北桥街道办事处", "北桥街道", "北桥公开", "street_office", "北桥街7号"),
    Body("105", "云岭区人民政府城隍街道办事处", "城隍街道", "城隍公开", "street_office", "城隍街30号"),
    Body("106", "云岭区人民政府金水街道办事处", "金水街道", "金水公开", "street_office", "金水路66号"),
    Body("107", "云岭区人民政府白塔街道办事处", "白塔街道", "白塔公开", "street_office", "白塔巷4号"),
    Body("108", "云岭区人民政府柳林街道办事处", "柳林街道", "柳林公开", "street_office", "柳林路19号"),
    Body("109", "云岭区人民政府石桥街道办事处", "石桥街道", "石桥公开", "street_office", "石桥路2号"),
)  # fmt: skip
BODIES = (GOVERNMENT, *DEPARTMENTS, *STREETS)
PLACES = (
    "梧桐",
    "槐荫",
    "青石",
    "望江",
    "柳溪",
    "松涛",
    "长塘",
    "麦田",
    "云台",
    "芦苇",
    "白鹭",
    "杏花",
    "清河",
    "稻香",
    "南屏",
    "古渡",
)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = (
    "敏",
    "建国",
    "志强",
    "丽华",
    "伟",
    "秀英",
    "晓东",
    "雪梅",
    "国平",
    "海燕",
    "文博",
    "淑芬",
    "浩然",
    "春生",
    "玉兰",
    "立新",
    "佳宁",
    "德明",
)
COMPANIES = (
    "云岭鸿泰建材有限公司",
    "云岭区佳禾餐饮有限公司",
    "恒信达物业服务有限公司",
    "云岭绿野农业科技有限公司",
    "众诚机电设备有限公司",
)
OTHERS = ("云岭区梧桐小区业主委员会", "云岭区青石社区居民委员会")
# Sign-ins shown at the start: username, name, code of the agency, duty, title.
PEOPLE = (
    ("desk", "王敏", "001", "desk_officer", "政务公开科科员"),
    ("desk2", "周晓东", "001", "desk_officer", "政务公开科科员"),
    ("leader", "陈志强", "001", "leader", "办公室副主任"),
    ("reviewer", "何丽华", "001", "reviewer", "政务公开科科长"),
    ("legal", "许文博", "001", "legal_reviewer", "法规科科长"),
    ("editor", "沈佳宁", "001", "editor", "网站编辑"),
    ("auditor", "韩立新", "001", "auditor", "政务公开监督员"),
    ("keeper", "秦伟", "001", "keeper", "信息中心工程师"),
    ("zhujian", "冯雪梅", "011", "desk_officer", "办公室科员"),
    ("zhujian-leader", "吕建国", "011", "leader", "副局长"),
    ("contact", "施海燕", "014", "contact", "办公室联络员"),
    ("contact-leader", "魏国平", "014", "leader", "副局长"),
)
