"""Beyond one process: the engines that run conversions of archives, each in a module of its own."""
