"""WARC files: where each record lies, and the page that one holds.

Finding the records is done here and not by a library, because of what broken files need: the place at which a record
breaks off, and the next one behind it. warcio ends a damaged gzip file without a word, and so does not say what was
lost. What stands inside a record is warcio's to read, in a worker process.
"""
