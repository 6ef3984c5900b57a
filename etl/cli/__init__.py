"""The ETL commands of `hetu`; `app.cli` adds those that need the dashboard."""
