"""How the weights of the page model are made; ``training/README.md`` says how to repeat it."""
