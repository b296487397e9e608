"""How pages are found and fetched: outlets, discovery, spiders, the archive, the guards."""
