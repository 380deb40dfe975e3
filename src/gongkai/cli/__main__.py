"""`python -m gongkai.cli COMMAND …`: finds the command's module and hands over. Loads nothing else."""

import importlib
import sys

COMMANDS = {
    "demo": "建一个虚构的区，走完它的2020年，并在本机打开网站",
    "found": "设立一个新的站：最上级机关和系统管理员",
    "serve": "打开本机的网站",
    "work": "发出通知，做定时的工作（serve 会一同启动）",
    "bounce": "登记邮件服务器交来的一封退信",
    "check-report": "读公开的年度报告，逐项核对表格与文字；一份，或者整个文件夹",
    "compare": "把两份年度报告并排对照：两年，或者两个机关",
    "clock": "计算答复期限：收到之日、到期日、逐日台账",
    "report": "显示本机汇编的年度报告",
    "audit": "核验留痕有没有被改动",
    "calendar": "装入新一年的工作日历",
    "import": "从别的系统导入已经公开的信息",
    "export": "把公开的信息全部导出为开放格式，列出移交档案馆、图书馆的清单",
}
MODULES = {"import": "importing", "export": "exporting"}  # where the command's name cannot be a module's


def main() -> None:
    name = sys.argv[1] if len(sys.argv) > 1 else "--help"
    if name in COMMANDS:
        module = importlib.import_module("gongkai.cli." + MODULES.get(name, name.replace("-", "_")))
        module.app(args=sys.argv[2:], prog_name=f"gongkai {name}")
        return
    lines = [f"  {command:14} {text}" for command, text in COMMANDS.items()]
    usage = "用法：gongkai 命令 [参数]；gongkai 命令 --help 看该命令的说明。\n\n" + "\n".join(lines)
    if name in {"--help", "-h", "help"}:
        print(usage)
        return
    print(f"没有“{name}”这个命令。\n\n{usage}", file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
