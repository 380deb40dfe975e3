"""What a file says of whoever made it, taken out before it is released; what readers see stays as it is.

Taken out: of pictures EXIF (place, camera, time), XMP, IPTC, remarks and what is hidden after the picture's end; of PDF the information
dictionary but for a title, and XMP; of Word and Excel the properties (author, company, times, custom ones), the names at comments and
revisions, the folder a workbook was saved in, and the same of the pictures within. Left: the comments and revisions themselves,
since they are text; the names at comments of a PDF; a signed PDF whole, since its seal holds only over its own bytes.
"""

__all__ = ["strip_metadata"]


def strip_metadata(name: str, kind: str, content: bytes) -> bytes:
    """The content of that kind (`files.kinds`) without it. NotAcceptable where the file is broken. Twice is like once."""
    # Each with the library it needs: most workers never take a file in.
    if kind == "pdf":
        from gongkai.files.stripping.pdf import strip_pdf

        return strip_pdf(name, content)
    if kind in {"docx", "xlsx"}:
        from gongkai.files.stripping.office import strip_office

        return strip_office(name, content)
    if kind in {"jpg", "png"}:
        from gongkai.files.stripping.pictures import strip_jpeg, strip_png

        return strip_jpeg(name, content) if kind == "jpg" else strip_png(name, content)
    return content
