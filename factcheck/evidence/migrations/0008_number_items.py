"""Number the items of each claim in the order in which they were attached, including withdrawn ones.

The number is not part of the digest of a row, so older ledger entries stay valid. The triggers, which require a new version and an
entry for each write, are disabled for this update.
"""

from django.db import migrations

NUMBER = """
SET LOCAL statement_timeout = 0;
ALTER TABLE evidence_evidence DISABLE TRIGGER USER;
UPDATE evidence_evidence e SET number = n.number
FROM (SELECT id, row_number() OVER (PARTITION BY claim_id ORDER BY id) AS number FROM evidence_evidence) n WHERE n.id = e.id;
ALTER TABLE evidence_evidence ENABLE TRIGGER USER;
INSERT INTO evidence_numbering (claim_id, last) SELECT claim_id, max(number) FROM evidence_evidence GROUP BY claim_id;
"""


class Migration(migrations.Migration):

    dependencies = [('evidence', '0007_bibliography_and_number')]

    operations = [migrations.RunSQL(NUMBER, migrations.RunSQL.noop)]
