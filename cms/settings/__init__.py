"""Settings of the site: base for all, then one module per place where it runs."""
