"""Pure calculations: no Django, no I/O, no clock."""
