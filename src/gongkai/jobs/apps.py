from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "gongkai.jobs"
    label = "jobs"
    verbose_name = "定时与后台工作"

    def ready(self) -> None:
        from gongkai.jobs.queue import enqueue
        from gongkai.outbox.actions import listen

        listen(enqueue)
