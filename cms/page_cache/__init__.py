"""Keeps whole public pages for anonymous visitors, each until something on the site changes.

Why not a library: wagtail-cache 3 asks for Wagtail below 8, and both it and the cache middleware of
Django keep a page for a fixed time, find it only behind sessions and sign-in, make an entry for every
query string, and cannot end all entries of all processes at once. Here a page lives until the next
moment at which time changes something (`life`), one token tells every process of a change (`version`),
and a page is kept only if its type says by which parameters it differs (`marks`).
"""
