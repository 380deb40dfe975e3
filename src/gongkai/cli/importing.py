"""`gongkai import`: taking over what another system holds."""

import typer

from gongkai.cli.import_catalogue import catalogue
from gongkai.cli.import_documents import documents
from gongkai.cli.import_items import items

app = typer.Typer(add_completion=False, no_args_is_help=True, help="从别的系统导入。")


@app.callback()
def importing() -> None:
    """从别的系统导入。"""


app.command("items")(items)
app.command("catalogue")(catalogue)
app.command("documents")(documents)
