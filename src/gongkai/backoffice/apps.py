from django.apps import AppConfig


class BackOfficeConfig(AppConfig):
    name = "gongkai.backoffice"
    label = "backoffice"
    verbose_name = "工作台"
