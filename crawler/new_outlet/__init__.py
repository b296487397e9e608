"""What can be found out about a site before it is declared an outlet, for a person to correct."""
