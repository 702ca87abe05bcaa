"""What goes into one stream of bytes: one file a format, named as `--format` names it."""
