"""Backup and restore: one sealed file of database and files, checked before it is trusted."""
