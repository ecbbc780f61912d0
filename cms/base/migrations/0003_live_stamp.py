"""Makes the stamp of all that visitors can see, so that reading it always finds one."""

from django.db import migrations


def make_live_stamp(apps, schema_editor):
    apps.get_model("base", "Stamp").objects.get_or_create(name="live", defaults={"number": 1})


class Migration(migrations.Migration):
    dependencies = [("base", "0002_kept_page")]

    operations = [migrations.RunPython(make_live_stamp, migrations.RunPython.noop)]
