"""Notices of a site to its readers: of access, of reuse, of a page that is gone."""
