"""A kind of exercise: statements to agree with, doubt or disagree with."""
