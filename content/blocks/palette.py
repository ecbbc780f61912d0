"""All the content blocks, in the order in which an editor finds them."""

from content.blocks.calls import CalloutBlock
from content.blocks.choices import OptionGridBlock
from content.blocks.media import PictureBlock, VideoBlock
from content.blocks.numbers import IconArrayBlock
from content.blocks.references import FactBlock, HelplineBlock, OrganisationBlock, ResourceBlock
from content.blocks.text import DetailsBlock, QuotationBlock, TextBlock

CONTENT_BLOCKS = (
    ("text", TextBlock()),
    ("callout", CalloutBlock()),
    ("details", DetailsBlock()),
    ("quotation", QuotationBlock()),
    ("picture", PictureBlock()),
    ("video", VideoBlock()),
    ("option_grid", OptionGridBlock()),
    ("icon_array", IconArrayBlock()),
    ("helpline", HelplineBlock()),
    ("fact", FactBlock()),
    ("organisation", OrganisationBlock()),
    ("resource", ResourceBlock()),
)

LIVE_BLOCKS = {name: block for name, block in CONTENT_BLOCKS if getattr(block.meta, "live", False)}
