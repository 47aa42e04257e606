"""What is measured beside the loss, one file each. Nothing but `core` may be imported here."""
