# Drafts
