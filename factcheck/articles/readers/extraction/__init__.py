"""The code that parses HTML, PDF, and DOCX. It runs only in the child process of `isolation`, which imports the libraries."""
