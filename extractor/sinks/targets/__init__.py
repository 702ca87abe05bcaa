"""What is more than one stream: one file a kind of target, named by its URL's scheme or its folder's ending."""
