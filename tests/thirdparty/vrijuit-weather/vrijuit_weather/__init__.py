"""An exercise for Vrijuit: what is the weather like inside you today?"""
