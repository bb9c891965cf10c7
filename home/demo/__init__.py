"""The demo content: invented stories, finished pages, pictures and accounts."""
