"""Gives the field `method` another name: it hid the method of the editor's form, and drafts were not saved."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("flows", "0001_initial")]

    operations = [migrations.RenameField("decisionaidpage", "method", "how_made")]
