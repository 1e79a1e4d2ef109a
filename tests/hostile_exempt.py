"""Public functions of pure modules that take text, but need no adversarial input, with the reasons.

A key is `module:function`; `*` matches any characters.
"""

LABEL = "looks up or inserts a short value of the code in a sentence"
NAME = "inserts a name, which has at most 300 characters, in a sentence"
DOCUMENT = "reads the fields of a published document, which has limits for each field; the cost is that of copying it"

CHILD = "runs in a process with limits; tests/articles/readers/test_hostile_files.py"
LINEAR = "reads a file of the operator once, entry by entry; tests/operations/test_signed_heads.py"

EXEMPT = {
    "factcheck.publishing.sharing.*": "a headline, a claim, and names, each of which has at most 500 characters",
    "factcheck.newsroom.colors:*": "a color of seven characters; read_color gets fields of at most seven",
    "factcheck.newsroom.fields:unreadable_accent": LABEL,
    "factcheck.accounts.devices:device_name": "a header, which is cut to 300 characters",
    "factcheck.accounts.name_imitation:*": "tests/accounts/test_names_and_passwords.py measures it",
    "factcheck.accounts.password_patterns:*": "a password, whose length the form limits",
    "factcheck.archive.addresses:*": "a SHA-256, or the name of a stored file",
    "factcheck.archive.fetching.exchange:Exchange.header": "the headers of a response, whose number and size are limited",
    "factcheck.archive.fetching.failures:*": NAME,
    "factcheck.archive.web_archives.cdxj:index_line": "a record whose header was read; searchable_address is registered",
    "factcheck.archive.web_archives.labelled_digests:sha256_label": "a SHA-256",
    "factcheck.archive.web_archives.mime_bodies:BodyDecoder.feed": "an interface; the decoders are registered",
    "factcheck.archive.web_archives.wacz:write_wacz": "reads records like index_responses, and copies files",
    "factcheck.archive.web_archives.warc:write_warc": "copies what was fetched, whose sizes are limited",
    "factcheck.archive.web_archives.warc_headers:malformed": LABEL,
    "factcheck.archive.web_archives.zip_members:ZipMembers.*": "looks up the name of a member; open_wacz is registered",
    "factcheck.ledger.ed25519:*": "a signature and the message about a head, which has a fixed length",
    "factcheck.ledger.tree:*": "hashes; the number of hashes in a path is limited",
    "factcheck.ledger.verifier:*": LINEAR,
    "factcheck.operations.backup.manifest:*": LINEAR,
    "factcheck.operations.monitoring.measurements:*": "names of routes and metrics in the code",
    "factcheck.operations.bench.comparison:*": "reads the measurements of two runs of the operator",
    "factcheck.desk.*messages:*": NAME,
    "factcheck.desk.history.labels:*": LABEL,
    "factcheck.articles.readers:recorded_reader": LABEL,
    "factcheck.articles.readers:encoding_label": LABEL,
    "factcheck.articles.readers.plain:short_label": LABEL,
    "factcheck.articles.readers.reader:TextReader.*": "an interface; each reader is registered",
    "factcheck.articles.readers.reader:installed_version": LABEL,
    "factcheck.articles.readers.plain:check_not_utf_8": "registered as PlainReader.check and PageReader.check",
    "factcheck.articles.readers.plain:PlainReader.encoding_of": "registered as read_file",
    "factcheck.articles.readers.extracting:*.read*": CHILD,
    "factcheck.articles.readers.extracting:PdfFileReader.check": "registered as PdfFileReader.recognizes",
    "factcheck.articles.readers.extracting:WordReader.check": "registered as WordReader.recognizes",
    "factcheck.evidence.sets:withdrawn_members": "the texts are names of at most 20 code points",
    "factcheck.evidence.timing:*": "the text is the name of a precision",
    "factcheck.exchange.layout:*": "a SHA-256, or the media type of a capture",
    "factcheck.exchange.verification.*:*": "reads a package once; the sizes of its files are limited",
    "factcheck.formats.*:*": DOCUMENT,
    "factcheck.publishing.answers:question": LABEL,
    "factcheck.public.reading:*": DOCUMENT,
    "factcheck.publishing.document:build_retraction": DOCUMENT,
    "factcheck.publishing.document:content_without_timestamps": DOCUMENT,
    "factcheck.publishing.document:count_origins": DOCUMENT,
    "factcheck.publishing.document:evidence_values": DOCUMENT,
    "factcheck.publishing.notices.noticed:*": DOCUMENT,
    "factcheck.publishing.prepublication_notes:*": DOCUMENT,
    "factcheck.verdicts.difference:changed_fields": "compares the values of the same fields for equality",
    "factcheck.verdicts.gate:*": "counts and levels; the texts are names of levels",
    "factcheck.verdicts.record_difference:*": "compares the values of the same fields for equality",
    "factcheck.verdicts.record_version_2:*": "copies values without reading them",
    "factcheck.verdicts.workflow:*": "the text is the name of a state",
    "factcheck.web.characters:is_refused": "a single character",
    "factcheck.web.characters:is_invisible": "a single character",
    "factcheck.web.characters:describe": "a single character",
    "factcheck.web.fields:Fields.*": "names of fields in the code, and addresses, whose length is checked",
}
