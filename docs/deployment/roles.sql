-- Creates the database roles of compose.yaml when its database is empty. The image of PostgreSQL executes this file with psql as
-- the superuser. The web server, the worker, and all commands except `migrate` connect as factcheck, which owns nothing.
\set owner_password `cat /run/secrets/owner-password`
\set runtime_password `cat /run/secrets/runtime-password`
CREATE ROLE factcheck_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE factcheck LOGIN PASSWORD :'runtime_password';
ALTER DATABASE factcheck OWNER TO factcheck_owner;
