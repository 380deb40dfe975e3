"""案卷: all papers of a case in order, bound into one PDF, or laid in a folder with a manifest (Regulations art. 45)."""

from gongkai.applications.dossier.collecting import whole_case
from gongkai.applications.dossier.folder import Folder, dossier_folder
from gongkai.applications.dossier.papers import Paper, dossier_pdf, papers_of

__all__ = ["Folder", "Paper", "dossier_folder", "dossier_pdf", "papers_of", "whole_case"]
