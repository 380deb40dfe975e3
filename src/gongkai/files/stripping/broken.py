"""The refusals of files that cannot be opened to be released."""

from gongkai.law.errors import NotAcceptable


def broken(name: str, what: str) -> NotAcceptable:
    return NotAcceptable(
        "file.broken",
        f"“{name}”打不开，文件可能已损坏。",
        f"请用{what}打开看看；能打开的，另存一份再上传。",
        field="files",
    )


def locked(name: str) -> NotAcceptable:
    return NotAcceptable(
        "file.password", f"“{name}”设有打开密码，公众打不开。", "请去掉密码，另存后再上传。", field="files"
    )


def unfolds_too_large(name: str) -> NotAcceptable:
    return NotAcceptable("file.unfolds", f"“{name}”展开后太大。", "请拆成几份，或者减小其中的图片。", field="files")
