"""The demo in Spanish: the same pages, told anew for readers who are addressed as "usted"."""
