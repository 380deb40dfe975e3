"""Addresses of open data below /api/v1/. There is no page of ninja's own: /data/ tells people what there is."""

from ninja import NinjaAPI

from gongkai.api import bulk, documents, errors, items, registers

api = NinjaAPI(
    title="政府信息公开：开放数据",
    version="1",
    description="已经公开的政府信息、公开目录、年度报告。只能读取，不需要登记。说明见 /data/。",
    docs_url=None,
    urls_namespace="api",
)
errors.register(api)
for router in (items.router, documents.router, registers.router, bulk.router):
    api.add_router("", router)
