"""The storage backends of captures: a folder, or a bucket of an S3-compatible service."""
