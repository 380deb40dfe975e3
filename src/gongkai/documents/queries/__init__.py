"""What screens ask of the register, of reviews, interpretations and clean-ups. Imported by submodule."""
