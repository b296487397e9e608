"""What ``scrapy`` can do here besides its own commands.

Scrapy loads all of them whichever is called, so each loads what it needs when it runs.
"""

import gc

# Loading a spider makes some hundred thousand objects that stay. By default the collector looks
# after every 700, and a sixth of a start goes into walking those that it found in use before.
gc.set_threshold(5_000, 10, 10)
