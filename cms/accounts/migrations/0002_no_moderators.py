"""Takes away the group that Wagtail makes for a role that this site has no use for."""

from django.db import migrations


def remove_moderators(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name="Moderators", user__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("wagtailcore", "0054_initial_locale")]

    operations = [migrations.RunPython(remove_moderators, migrations.RunPython.noop)]
