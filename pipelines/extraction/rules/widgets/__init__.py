"""What a template inserts into the text: titles of videos, tables that it computes."""
