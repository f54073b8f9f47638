"""When and how a plan is looked at again (layer 4)."""
