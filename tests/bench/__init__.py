"""`make bench`: the speed of the pages on much data, beside a floor, in one run."""
