"""The site on one's own machine, with the reference aid and somebody for every role, to try it out."""
