"""Four published questions about whether somebody is ready to choose."""
