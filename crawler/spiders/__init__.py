"""One file per outlet and nothing else: the listing of this folder is the list of outlets."""
