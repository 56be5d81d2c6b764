"""What made the tables and weights that come with the package; none of it runs with it."""
