"""Registration of the help for staff in the Wagtail admin."""

from wagtail import hooks

from home import help

hooks.register("register_admin_urls", help.get_urls)
hooks.register("register_help_menu_item", help.menu_item)
hooks.register("construct_homepage_panels", help.add_panel)
