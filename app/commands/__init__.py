"""Commands of `hetu` that need the store or the exports; `app.cli` puts them together."""
