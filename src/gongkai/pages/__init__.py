"""What a public page depends on, and the rendered pages themselves."""
