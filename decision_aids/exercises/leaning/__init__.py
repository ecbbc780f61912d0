"""How far she leans to each option, on the days that she looked."""
