from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "gongkai.jobs"
    label = "jobs"
    verbose_name = "定时与后台工作"

    def ready(self) -> None:
        from gongkai.outbox.actions import listen

        listen(enqueue)


def enqueue(key: int) -> None:
    """Wake a worker for that job. The queue is a large library, which a process that only serves pages never needs."""
    from gongkai.jobs import queue

    queue.enqueue(key)
