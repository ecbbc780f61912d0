"""Where help is to be had: organisations with a first point of contact, and helplines."""
