# Help and settings
keys-pick-group = select the whole group or none of it
keys-do-group = act on what is selected in the group
keys-neighbours = previous item, next item
keys-up = back to the list
keys-submit = submit the form
keys-draft = save the draft
