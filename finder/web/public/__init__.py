"""Public: the side everybody may read; it sets no cookie and writes nothing down."""
