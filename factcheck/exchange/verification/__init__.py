"""The verification of a package. All of it is untrusted. Only the standard library is needed. Pure."""
