"""What the law gives customers and authorities: access, the end of what is kept, notice of leaks, and proof.

And what a shop takes in without a web shop: answers in files, and preferences it has already.
"""
