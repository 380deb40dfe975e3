from django.apps import AppConfig


class ScreensConfig(AppConfig):
    name = "gongkai.screens"
    label = "screens"
    verbose_name = "界面"
