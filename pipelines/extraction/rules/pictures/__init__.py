"""What belongs to a picture or a video: its caption, its credit, its title."""
