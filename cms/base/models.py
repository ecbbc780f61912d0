"""The page that all others are made from, the settings of a site, and the stamps."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from cms.base.stamps import LIVE, StampQuerySet, current


class Stamp(models.Model):
    """A number that grows each time that something changes, named for what changes."""

    name = models.CharField(max_length=50, unique=True)
    number = models.PositiveBigIntegerField(default=0)

    objects = StampQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class KeptPage(models.Model):
    """A public page as it went over the wire, for the processes that have not shown it yet."""

    stamp = models.ForeignKey(Stamp, to_field="name", on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveBigIntegerField()
    key = models.CharField(max_length=64, unique=True)
    headers = models.JSONField()
    body = models.BinaryField()
    packed = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.key} at {self.number}"


class BasePage(Page):
    """What all our pages share: an address that stays the same in every language."""

    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        abstract = True


def default_exit_address() -> str:
    """Give the neutral site that the operator chose, for sites where no editor chose one."""
    return settings.EXIT_ADDRESS


@register_setting(icon="cog", order=100)
class SiteSettings(BaseSiteSetting):
    """Who runs the site, and what keeps a visitor's screen discreet."""

    organisation_name = models.CharField(
        _("name of your organisation"),
        max_length=120,
        blank=True,
        default="",
        help_text=_("Visitors see it on every page."),
    )
    exit_address = models.URLField(
        _("where the exit button leads"),
        default=default_exit_address,
        help_text=_(
            "A site that nobody minds seeing: the weather, the news. Not a site that remembers what was last searched."
        ),
    )
    discreet_title = models.CharField(
        _("title of the browser tab"),
        max_length=40,
        blank=True,
        default="",
        help_text=_("A word that does not give the subject away. Leave it empty for the word Page."),
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page about privacy"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    accessibility_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page about accessibility"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    contact_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page to contact you"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [
        FieldPanel("organisation_name"),
        MultiFieldPanel([FieldPanel("exit_address"), FieldPanel("discreet_title")], heading=_("Discretion")),
        MultiFieldPanel(
            [
                PageChooserPanel("privacy_page"),
                PageChooserPanel("accessibility_page"),
                PageChooserPanel("contact_page"),
            ],
            heading=_("Pages at the foot of every page"),
        ),
    ]

    class Meta:
        verbose_name = _("site settings")

    @property
    def neutral_title(self) -> str:
        """Give the tab's title: the editors' word, or a plain one in the visitor's language."""
        return self.discreet_title or gettext("Page")


def live_stamp() -> int:
    """Give the number of all that visitors can see, no more than two seconds old."""
    return current(LIVE, Stamp.objects.all())
