"""What this machine keeps for itself: drafts and decisions, in SQLite or PostgreSQL."""
