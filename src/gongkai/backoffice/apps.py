from django.apps import AppConfig


class BackOfficeConfig(AppConfig):
    name = "gongkai.backoffice"
    label = "backoffice"
    verbose_name = "工作台"

    def ready(self) -> None:
        import gongkai.backoffice.sign_ins  # noqa: F401  (its receivers register themselves)
