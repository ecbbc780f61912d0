"""The contract of an exercise, the registry, and one folder per kind of exercise."""
