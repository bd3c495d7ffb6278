//! What is wrong with a file or a line, in words that say how to mend it.
