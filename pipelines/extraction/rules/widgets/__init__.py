"""What a template inserts into the text: offers, lists of contents, tables that it computes."""
