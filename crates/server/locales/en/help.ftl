# Help and settings
