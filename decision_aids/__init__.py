"""What visitors work through: decision aids, exercises, spaces, journeys and shares."""
