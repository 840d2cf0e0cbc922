"""What people see first: home, region, town view, search, my work, news, legal pages."""
