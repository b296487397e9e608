"""The schema's history. A package, so that an installed tinsach has it with it."""
