"""Instruction videos: what they are for, the film, its chapters, its words in writing."""
