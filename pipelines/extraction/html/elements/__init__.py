"""What single elements are to a reader: text or control, seen or hidden, data or layout."""
