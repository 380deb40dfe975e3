"""The command line: `gongkai …`. Each command is a module here; only the one that is named is loaded."""
