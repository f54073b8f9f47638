"""Lists that an office brings along (取り込み): read, judged row by row, written once.

A kind of list is registered by the app that owns its tables (`kinds.register`). The check and the
writing are the same walk over the file; only the second one writes. Both leave an Excel book that
holds every row with what became of it, which can be corrected and brought again.
"""
