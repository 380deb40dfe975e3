"""What must be fast. Each module gives `figures()`; `./run bench` prints them."""
