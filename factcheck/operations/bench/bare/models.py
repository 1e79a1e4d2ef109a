"""The two tables of the baseline. Migrations of other applications, and the benchmark, create them."""

from __future__ import annotations

from django.db import models


class BareSource(models.Model):
    name = models.CharField(max_length=200)
    source_kind = models.CharField(max_length=20)
    country = models.CharField(max_length=100)
    interest = models.CharField(max_length=1000)

    class Meta:
        app_label = "bare"
        db_table = "articles_source"
        managed = False

    def __str__(self) -> str:
        return self.name


class BareInsert(models.Model):
    token = models.UUIDField(unique=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "bare"
        db_table = "bench_insert"
        managed = False

    def __str__(self) -> str:
        return str(self.token)
