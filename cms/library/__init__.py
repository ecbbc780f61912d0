"""Pictures, documents, and video or sound with their captions."""
