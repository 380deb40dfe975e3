"""The invented district: one command, and its 2020 is lived through the verbs."""
