"""What screens share: components, static files, paging, error pages, the doors' clock."""
