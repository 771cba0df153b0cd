"""Search: a request goes in, a page comes out; it knows nothing of the web.

Reading order: `request` (what was asked), `params` (how that is written in an address), `engine`
(the promise every engine keeps), `page` (the answer), `answer` (from one to the other).
"""
