"""The law: given facts and dates it answers. Standard library only; no database, no wall clock."""
