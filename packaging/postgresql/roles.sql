-- The two roles of a relay's database. Run it once as the server's administrator, connected to the new, empty database:
--     createdb envelop && psql -d envelop -f roles.sql
-- and after `intake relay init` once more: what the second role may touch is there only then.
-- Neither role has a password here: let them in by the socket (peer), by a certificate, or set one with \password.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'envelop_relay') THEN
        CREATE ROLE envelop_relay LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'envelop_handout') THEN
        CREATE ROLE envelop_handout LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
    END IF;
    -- Nobody else comes into this database, and nobody makes anything in it but the relay.
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO envelop_relay, envelop_handout', current_database());
END
$$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO envelop_relay;
GRANT USAGE ON SCHEMA public TO envelop_handout;

-- Whoever hands out makes links and counts them, and an operator adds organisations. Nothing of an envelope.
DO $$
BEGIN
    IF to_regclass('public.link') IS NOT NULL THEN
        REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, envelop_handout;
        GRANT SELECT, INSERT, UPDATE ON link, handed_out, organisation TO envelop_handout;
    END IF;
END
$$;
