--
-- PostgreSQL database dump
--


-- Dumped from database version 18.6
-- Dumped by pg_dump version 18.6

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: procrastinate_job_event_type; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);


--
-- Name: procrastinate_job_status; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);


--
-- Name: procrastinate_job_to_defer_v1; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);


--
-- Name: _pgtrigger_should_ignore(name); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
                DECLARE
                    _pgtrigger_ignore TEXT[];
                    _result BOOLEAN;
                BEGIN
                    BEGIN
                        SELECT INTO _pgtrigger_ignore
                            CURRENT_SETTING('pgtrigger.ignore');
                        EXCEPTION WHEN OTHERS THEN
                    END;
                    IF _pgtrigger_ignore IS NOT NULL THEN
                        SELECT trigger_name = ANY(_pgtrigger_ignore)
                        INTO _result;
                        RETURN _result;
                    ELSE
                        RETURN FALSE;
                    END IF;
                END;
            $$;


--
-- Name: pgtrigger_approved_by_another_70d5d(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_approved_by_another_70d5d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NOT EXISTS (
                SELECT 1 FROM verdicts_review r
                JOIN verdicts_verdictversion w ON w.id = r.verdict_version_id
                JOIN verdicts_verdict v ON v.id = w.verdict_id
                WHERE r.id = NEW.review_id AND r.decision = 'approve' AND w.id = NEW.verdict_version_id
                AND v.id = NEW.verdict_id AND v.author_id <> r.created_by_id AND w.created_by_id <> r.created_by_id
                AND NOT EXISTS (
                    SELECT 1 FROM claims_contribution c
                    WHERE c.claim_id = v.claim_id AND c.person_id = r.created_by_id AND c.since < r.created_at
                )
            ) THEN
                RAISE EXCEPTION 'this version was not approved by another person' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;


--
-- Name: pgtrigger_as_entered_30080(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_as_entered_30080() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE of_mention bigint;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            FOREACH of_mention IN ARRAY array_remove(ARRAY[OLD.mention_id, NEW.mention_id], NULL) LOOP
                IF (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
        'start', s.start, 'end', s."end", 'exact', s.exact, 'prefix', s.prefix, 'suffix', s.suffix) ORDER BY s.position), '[]')
    FROM claims_span s WHERE s.mention_id = of_mention)
                IS DISTINCT FROM (
    SELECT said.values -> 'spans' FROM ledger_touch t JOIN ledger_entry e ON e.number = t.entry_id
    CROSS JOIN LATERAL (SELECT coalesce(e.after -> 'mention', e.after) AS values) said
    WHERE t.kind = 'mention' AND t.object_id = of_mention AND said.values ? 'spans'
    ORDER BY e.number DESC LIMIT 1) THEN
                    RAISE EXCEPTION 'the spans of mention % are not those of its ledger entry', of_mention
                        USING ERRCODE = 'check_violation';
                END IF;
            END LOOP;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_as_entered_ee4e7(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_as_entered_ee4e7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE of_mention bigint;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            FOREACH of_mention IN ARRAY array_remove(ARRAY[OLD.mention_id, NEW.mention_id], NULL) LOOP
                IF (
    SELECT coalesce(jsonb_agg(a.actor_id ORDER BY a.position), '[]') FROM claims_attribution a WHERE a.mention_id = of_mention)
                IS DISTINCT FROM (
    SELECT said.values -> 'chain' FROM ledger_touch t JOIN ledger_entry e ON e.number = t.entry_id
    CROSS JOIN LATERAL (SELECT coalesce(e.after -> 'mention', e.after) AS values) said
    WHERE t.kind = 'mention' AND t.object_id = of_mention AND said.values ? 'chain'
    ORDER BY e.number DESC LIMIT 1) THEN
                    RAISE EXCEPTION 'the chain of mention % are not those of its ledger entry', of_mention
                        USING ERRCODE = 'check_violation';
                END IF;
            END LOOP;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_canonical_bc675(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_canonical_bc675() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NEW.sha256 <> encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex')
               OR NEW.length <> char_length(NEW.text)
               OR position(chr(13) in NEW.text) > 0
               OR left(NEW.text, 1) = chr(65279) THEN
                RAISE EXCEPTION 'the text of this revision is not canonical' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;


--
-- Name: pgtrigger_continues_88216(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_continues_88216() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NOT EXISTS (SELECT 1 FROM ledger_head h WHERE h.number + 1 = NEW.number AND h.hash = NEW.previous) THEN
                RAISE EXCEPTION 'entry % does not continue the chain', NEW.number USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;


--
-- Name: pgtrigger_contributes_41ba6(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_contributes_41ba6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            INSERT INTO claims_contribution (claim_id, person_id, since)
            VALUES (NEW.claim_id, NEW.created_by_id, clock_timestamp()) ON CONFLICT DO NOTHING;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_contributes_8adb9(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_contributes_8adb9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            INSERT INTO claims_contribution (claim_id, person_id, since)
            VALUES (NEW.claim_id, NEW.created_by_id, clock_timestamp()) ON CONFLICT DO NOTHING;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_contributes_8c4eb(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_contributes_8c4eb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            INSERT INTO claims_contribution (claim_id, person_id, since)
            VALUES (NEW.claim_id, NEW.created_by_id, clock_timestamp()) ON CONFLICT DO NOTHING;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_contributes_a113c(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_contributes_a113c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            INSERT INTO claims_contribution (claim_id, person_id, since)
            VALUES ((SELECT v.claim_id FROM verdicts_verdict v WHERE v.id = NEW.verdict_id), NEW.opened_by_id, clock_timestamp()) ON CONFLICT DO NOTHING;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_contributes_d646f(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_contributes_d646f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            INSERT INTO claims_contribution (claim_id, person_id, since)
            VALUES (NEW.claim_id, NEW.created_by_id, clock_timestamp()) ON CONFLICT DO NOTHING;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_contributes_ecaa1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_contributes_ecaa1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            INSERT INTO claims_contribution (claim_id, person_id, since)
            VALUES ((SELECT v.claim_id FROM verdicts_verdict v WHERE v.id = NEW.verdict_id), NEW.created_by_id, clock_timestamp()) ON CONFLICT DO NOTHING;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_contributes_fa8e8(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_contributes_fa8e8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            INSERT INTO claims_contribution (claim_id, person_id, since)
            VALUES (NEW.id, NEW.created_by_id, clock_timestamp()) ON CONFLICT DO NOTHING;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_contribution_stays_3e85f(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_contribution_stays_3e85f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_entered_06da4(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_entered_06da4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NOT EXISTS (
                SELECT 1 FROM ledger_touch
                WHERE kind = 'correction' AND object_id = NEW.id AND version = NEW.version
            ) THEN
                RAISE EXCEPTION 'correction % version % has no ledger entry', NEW.id, NEW.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_entered_09dd0(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_entered_09dd0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NOT EXISTS (
                SELECT 1 FROM ledger_touch
                WHERE kind = 'verdict' AND object_id = NEW.id AND version = NEW.version
            ) THEN
                RAISE EXCEPTION 'verdict % version % has no ledger entry', NEW.id, NEW.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_entered_0f879(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_entered_0f879() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NOT EXISTS (
                SELECT 1 FROM ledger_touch
                WHERE kind = 'relation' AND object_id = NEW.id AND version = NEW.version
            ) THEN
                RAISE EXCEPTION 'relation % version % has no ledger entry', NEW.id, NEW.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_entered_3b821(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_entered_3b821() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NOT EXISTS (
                SELECT 1 FROM ledger_touch
                WHERE kind = 'mention' AND object_id = NEW.id AND version = NEW.version
            ) THEN
                RAISE EXCEPTION 'mention % version % has no ledger entry', NEW.id, NEW.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_entered_3bcaf(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_entered_3bcaf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NOT EXISTS (
                SELECT 1 FROM ledger_touch
                WHERE kind = 'publication' AND object_id = NEW.id AND version = NEW.version
            ) THEN
                RAISE EXCEPTION 'publication % version % has no ledger entry', NEW.id, NEW.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_entered_3fb54(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_entered_3fb54() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NOT EXISTS (
                SELECT 1 FROM ledger_touch
                WHERE kind = 'verdictversion' AND object_id = NEW.id AND version = NEW.version
            ) THEN
                RAISE EXCEPTION 'verdictversion % version % has no ledger entry', NEW.id, NEW.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_entered_53614(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_entered_53614() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NOT EXISTS (
                SELECT 1 FROM ledger_touch
                WHERE kind = 'article' AND object_id = NEW.id AND version = NEW.version
            ) THEN
                RAISE EXCEPTION 'article % version % has no ledger entry', NEW.id, NEW.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_entered_73c31(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_entered_73c31() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NOT EXISTS (
                SELECT 1 FROM ledger_touch
                WHERE kind = 'source' AND object_id = NEW.id AND version = NEW.version
            ) THEN
                RAISE EXCEPTION 'source % version % has no ledger entry', NEW.id, NEW.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_entered_7cab5(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_entered_7cab5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NOT EXISTS (
                SELECT 1 FROM ledger_touch
                WHERE kind = 'person' AND object_id = NEW.id AND version = NEW.version
            ) THEN
                RAISE EXCEPTION 'person % version % has no ledger entry', NEW.id, NEW.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_entered_7e986(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_entered_7e986() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NOT EXISTS (
                SELECT 1 FROM ledger_touch
                WHERE kind = 'claim' AND object_id = NEW.id AND version = NEW.version
            ) THEN
                RAISE EXCEPTION 'claim % version % has no ledger entry', NEW.id, NEW.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_entered_8da54(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_entered_8da54() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NOT EXISTS (
                SELECT 1 FROM ledger_touch
                WHERE kind = 'rating' AND object_id = NEW.id AND version = NEW.version
            ) THEN
                RAISE EXCEPTION 'rating % version % has no ledger entry', NEW.id, NEW.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_entered_8e907(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_entered_8e907() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NOT EXISTS (
                SELECT 1 FROM ledger_touch
                WHERE kind = 'revision' AND object_id = NEW.id AND version = NEW.version
            ) THEN
                RAISE EXCEPTION 'revision % version % has no ledger entry', NEW.id, NEW.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_entered_936d7(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_entered_936d7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NOT EXISTS (
                SELECT 1 FROM ledger_touch
                WHERE kind = 'waiver' AND object_id = NEW.id AND version = NEW.version
            ) THEN
                RAISE EXCEPTION 'waiver % version % has no ledger entry', NEW.id, NEW.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_entered_b5ccc(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_entered_b5ccc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NOT EXISTS (
                SELECT 1 FROM ledger_touch
                WHERE kind = 'actor' AND object_id = NEW.id AND version = NEW.version
            ) THEN
                RAISE EXCEPTION 'actor % version % has no ledger entry', NEW.id, NEW.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_entered_be064(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_entered_be064() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NOT EXISTS (
                SELECT 1 FROM ledger_touch
                WHERE kind = 'review' AND object_id = NEW.id AND version = NEW.version
            ) THEN
                RAISE EXCEPTION 'review % version % has no ledger entry', NEW.id, NEW.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_entered_d2ec2(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_entered_d2ec2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NOT EXISTS (
                SELECT 1 FROM ledger_touch
                WHERE kind = 'search' AND object_id = NEW.id AND version = NEW.version
            ) THEN
                RAISE EXCEPTION 'search % version % has no ledger entry', NEW.id, NEW.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_entered_d7330(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_entered_d7330() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NOT EXISTS (
                SELECT 1 FROM ledger_touch
                WHERE kind = 'capture' AND object_id = NEW.id AND version = NEW.version
            ) THEN
                RAISE EXCEPTION 'capture % version % has no ledger entry', NEW.id, NEW.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_entered_d9a55(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_entered_d9a55() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NOT EXISTS (
                SELECT 1 FROM ledger_touch
                WHERE kind = 'evidence' AND object_id = NEW.id AND version = NEW.version
            ) THEN
                RAISE EXCEPTION 'evidence % version % has no ledger entry', NEW.id, NEW.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        
                END;
            $$;


--
-- Name: pgtrigger_entry_append_only_cb569(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_entry_append_only_cb569() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_fixed_093d0(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_fixed_093d0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_fixed_2e729(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_fixed_2e729() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_fixed_6d6c0(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_fixed_6d6c0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_fixed_8d7a9(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_fixed_8d7a9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_fixed_b58f5(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_fixed_b58f5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_fixed_b8506(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_fixed_b8506() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_four_eyes_206e2(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_four_eyes_206e2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE of_verdict bigint; of_claim bigint;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF EXISTS (
                SELECT 1 FROM verdicts_verdictversion w
                JOIN verdicts_verdict v ON v.id = w.verdict_id
                LEFT JOIN claims_contribution c ON c.claim_id = v.claim_id AND c.person_id = NEW.created_by_id
                WHERE w.id = NEW.verdict_version_id
                AND (c.id IS NOT NULL OR v.author_id = NEW.created_by_id)
            ) THEN
                RAISE EXCEPTION 'person % contributed to this verdict and may not review it', NEW.created_by_id
                    USING ERRCODE = 'check_violation';
            END IF;
            SELECT v.id, v.claim_id INTO of_verdict, of_claim FROM verdicts_verdictversion w
                JOIN verdicts_verdict v ON v.id = w.verdict_id WHERE w.id = NEW.verdict_version_id;
            IF NEW.decision = 'approve' AND EXISTS (
    WITH place AS (
        SELECT m.revision_id FROM claims_mention m WHERE m.claim_id = of_claim
        UNION SELECT e.revision_id FROM evidence_evidence e WHERE e.claim_id = of_claim
    ), named AS (
        SELECT 'actor' AS kind, c.claimant_id AS id FROM claims_claim c WHERE c.id = of_claim
        UNION SELECT 'actor', a.actor_id FROM claims_attribution a
            JOIN claims_mention m ON m.id = a.mention_id WHERE m.claim_id = of_claim
        UNION SELECT 'source', e.source_id FROM evidence_evidence e WHERE e.claim_id = of_claim
        UNION SELECT 'source', e.origin_id FROM evidence_evidence e WHERE e.claim_id = of_claim
        UNION SELECT 'article', r.article_id FROM place JOIN articles_revision r ON r.id = place.revision_id
        UNION SELECT 'source', t.outlet_id FROM place
            JOIN articles_revision r ON r.id = place.revision_id JOIN articles_article t ON t.id = r.article_id
        UNION SELECT 'rating', w.rating_id FROM verdicts_verdictversion w WHERE w.verdict_id = of_verdict
    )
    SELECT 1 FROM named JOIN ledger_touch t ON t.kind = named.kind AND t.object_id = named.id
    JOIN ledger_entry e ON e.number = t.entry_id
    WHERE e.person_id = NEW.created_by_id AND e.number > (
        SELECT max(s.number) FROM ledger_entry s
        WHERE s.kind = 'verdict' AND s.object_id = of_verdict AND s.action = 'verdict.submitted')) THEN
                RAISE EXCEPTION 'person % changed what this verdict names after it was submitted', NEW.created_by_id
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;


--
-- Name: pgtrigger_head_stays_e5916(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_head_stays_e5916() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_kept_21109(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_kept_21109() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_kept_364bb(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_kept_364bb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_kept_5d339(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_kept_5d339() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_kept_7ef7f(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_kept_7ef7f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_kept_83839(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_kept_83839() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_kept_92dc9(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_kept_92dc9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_kept_9976f(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_kept_9976f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_kept_99e2d(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_kept_99e2d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_kept_d70e1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_kept_d70e1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_kept_dc8ff(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_kept_dc8ff() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_kept_f6a95(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_kept_f6a95() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_kept_fc431(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_kept_fc431() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_00ae7(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_00ae7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate articles_revision table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_01da0(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_01da0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate ledger_entry table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_08fda(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_08fda() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate evidence_search table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_11171(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_11171() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate evidence_evidence table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_23a0c(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_23a0c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate claims_claim table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_28c7e(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_28c7e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate ledger_touch table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_3eb61(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_3eb61() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate verdicts_rating table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_40e51(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_40e51() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate articles_article table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_479e3(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_479e3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate verdicts_verdict table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_6626d(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_6626d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate verdicts_waiver table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_8870f(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_8870f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate claims_contribution table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_90c83(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_90c83() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate verdicts_review table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_92577(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_92577() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate accounts_person table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_92bea(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_92bea() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate ledger_head table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_9f539(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_9f539() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate claims_attribution table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_a0f93(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_a0f93() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate verdicts_verdictversion table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_a6656(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_a6656() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate articles_source table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_a9848(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_a9848() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate claims_mention table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_aaaec(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_aaaec() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate claims_relation table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_b9958(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_b9958() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate publishing_publication table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_da849(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_da849() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate archive_capture table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_e3936(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_e3936() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate publishing_correction table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_e7b78(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_e7b78() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate claims_span table';
                END;
            $$;


--
-- Name: pgtrigger_not_emptied_eff24(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_not_emptied_eff24() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot truncate claims_actor table';
                END;
            $$;


--
-- Name: pgtrigger_only_moves_of_the_table_e2459(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_only_moves_of_the_table_e2459() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF TG_OP = 'INSERT' AND (NEW.state <> 'draft' OR NEW.approved_id IS NOT NULL) THEN
                RAISE EXCEPTION 'a verdict begins as a draft that nobody has approved' USING ERRCODE = 'check_violation';
            END IF;
            IF TG_OP = 'UPDATE' AND OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (('approved', 'draft'), ('approved', 'published'), ('approved', 'retracted'), ('approved', 'returned'), ('correcting', 'retracted'), ('correcting', 'submitted'), ('draft', 'retracted'), ('draft', 'submitted'), ('published', 'correcting'), ('published', 'retracted'), ('returned', 'retracted'), ('returned', 'submitted'), ('submitted', 'approved'), ('submitted', 'retracted'), ('submitted', 'returned')) THEN
                RAISE EXCEPTION 'a verdict does not go from % to %', OLD.state, NEW.state
                    USING ERRCODE = 'check_violation';
            END IF;
            IF NEW.state = 'retracted' AND NOT EXISTS (
                SELECT 1 FROM ledger_entry e
                WHERE e.kind = 'verdict' AND e.object_id = NEW.id AND e.action = 'verdict.published'
            ) THEN
                RAISE EXCEPTION 'verdict % was never published, so it is not retracted', NEW.id USING ERRCODE = 'check_violation';
            END IF;
            IF (NEW.state IN ('approved', 'published') OR NEW.approved_id IS NOT NULL) AND NOT EXISTS (
                SELECT 1 FROM verdicts_review r JOIN verdicts_verdictversion w ON w.id = r.verdict_version_id
                WHERE w.id = NEW.approved_id AND w.verdict_id = NEW.id AND r.decision = 'approve'
            ) THEN
                RAISE EXCEPTION 'verdict % has no approval of this version', NEW.id USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;


--
-- Name: pgtrigger_onwards_5c484(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_onwards_5c484() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NEW.number <> OLD.number + 1 THEN
                RAISE EXCEPTION 'the head of the chain goes from entry % to the next, not to %', OLD.number, NEW.number
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;


--
-- Name: pgtrigger_published_text_stays_d184d(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_published_text_stays_d184d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_slice_is_exact_37d67(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_slice_is_exact_37d67() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NEW.revision_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM articles_revision r WHERE r.id = NEW.revision_id
                AND NEW."end" <= r.length AND substr(r.text, NEW.start + 1, NEW."end" - NEW.start) = NEW.exact
                AND (
    NEW.prefix = substr(r.text, greatest(1, NEW.start + 1 - length(NEW.prefix)), least(NEW.start, length(NEW.prefix)))
    AND NEW.suffix = substr(r.text, NEW."end" + 1, length(NEW.suffix)))
            ) THEN
                RAISE EXCEPTION 'the quote is not what stands at %–%', NEW.start, NEW."end"
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;


--
-- Name: pgtrigger_slice_is_exact_54e5b(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_slice_is_exact_54e5b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF TRUE AND NOT EXISTS (
                SELECT 1 FROM articles_revision r WHERE r.id = (SELECT m.revision_id FROM claims_mention m WHERE m.id = NEW.mention_id)
                AND NEW."end" <= r.length AND substr(r.text, NEW.start + 1, NEW."end" - NEW.start) = NEW.exact
                AND (
    NEW.prefix = substr(r.text, greatest(1, NEW.start + 1 - length(NEW.prefix)), least(NEW.start, length(NEW.prefix)))
    AND NEW.suffix = substr(r.text, NEW."end" + 1, length(NEW.suffix)))
            ) THEN
                RAISE EXCEPTION 'the quote is not what stands at %–%', NEW.start, NEW."end"
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;


--
-- Name: pgtrigger_stepped_0b35d(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_stepped_0b35d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NEW.version <> OLD.version + 1 THEN
                RAISE EXCEPTION 'article % must go from version % to the next', OLD.id, OLD.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;


--
-- Name: pgtrigger_stepped_1bee1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_stepped_1bee1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NEW.version <> OLD.version + 1 THEN
                RAISE EXCEPTION 'relation % must go from version % to the next', OLD.id, OLD.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;


--
-- Name: pgtrigger_stepped_20c30(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_stepped_20c30() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NEW.version <> OLD.version + 1 THEN
                RAISE EXCEPTION 'actor % must go from version % to the next', OLD.id, OLD.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;


--
-- Name: pgtrigger_stepped_2701c(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_stepped_2701c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NEW.version <> OLD.version + 1 THEN
                RAISE EXCEPTION 'publication % must go from version % to the next', OLD.id, OLD.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;


--
-- Name: pgtrigger_stepped_2966d(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_stepped_2966d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NEW.version <> OLD.version + 1 THEN
                RAISE EXCEPTION 'mention % must go from version % to the next', OLD.id, OLD.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;


--
-- Name: pgtrigger_stepped_9649b(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_stepped_9649b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NEW.version <> OLD.version + 1 THEN
                RAISE EXCEPTION 'verdict % must go from version % to the next', OLD.id, OLD.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;


--
-- Name: pgtrigger_stepped_ab5f8(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_stepped_ab5f8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NEW.version <> OLD.version + 1 THEN
                RAISE EXCEPTION 'rating % must go from version % to the next', OLD.id, OLD.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;


--
-- Name: pgtrigger_stepped_adbe7(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_stepped_adbe7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NEW.version <> OLD.version + 1 THEN
                RAISE EXCEPTION 'person % must go from version % to the next', OLD.id, OLD.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;


--
-- Name: pgtrigger_stepped_b9e5e(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_stepped_b9e5e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NEW.version <> OLD.version + 1 THEN
                RAISE EXCEPTION 'claim % must go from version % to the next', OLD.id, OLD.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;


--
-- Name: pgtrigger_stepped_be4af(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_stepped_be4af() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NEW.version <> OLD.version + 1 THEN
                RAISE EXCEPTION 'correction % must go from version % to the next', OLD.id, OLD.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;


--
-- Name: pgtrigger_stepped_e2b4b(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_stepped_e2b4b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NEW.version <> OLD.version + 1 THEN
                RAISE EXCEPTION 'source % must go from version % to the next', OLD.id, OLD.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;


--
-- Name: pgtrigger_stepped_f1fbb(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_stepped_f1fbb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NEW.version <> OLD.version + 1 THEN
                RAISE EXCEPTION 'evidence % must go from version % to the next', OLD.id, OLD.version
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;


--
-- Name: pgtrigger_touch_append_only_a25f4(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_touch_append_only_a25f4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: procrastinate_cancel_job_v1(bigint, boolean, boolean); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;


--
-- Name: procrastinate_defer_jobs_v1(public.procrastinate_job_to_defer_v1[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;


--
-- Name: procrastinate_defer_periodic_job_v2(character varying, character varying, character varying, character varying, integer, character varying, bigint, jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: procrastinate_jobs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);


--
-- Name: procrastinate_fetch_job_v2(character varying[], bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;


--
-- Name: procrastinate_finish_job_v1(bigint, public.procrastinate_job_status, boolean); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;


--
-- Name: procrastinate_notify_queue_abort_job_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;


--
-- Name: procrastinate_notify_queue_job_inserted_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;


--
-- Name: procrastinate_prune_stalled_workers_v1(double precision); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;


--
-- Name: procrastinate_register_worker_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;


--
-- Name: procrastinate_retry_job_v1(bigint, timestamp with time zone, integer, character varying, character varying); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;


--
-- Name: procrastinate_retry_job_v2(bigint, timestamp with time zone, integer, character varying, character varying); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;


--
-- Name: procrastinate_trigger_abort_requested_events_procedure_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;


--
-- Name: procrastinate_trigger_function_scheduled_events_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;


--
-- Name: procrastinate_trigger_function_status_events_insert_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;


--
-- Name: procrastinate_trigger_function_status_events_update_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;


--
-- Name: procrastinate_unlink_periodic_defers_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;


--
-- Name: procrastinate_unregister_worker_v1(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;


--
-- Name: procrastinate_update_heartbeat_v1(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;


--
-- Name: account_emailaddress; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: account_emailaddress_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: account_emailconfirmation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);


--
-- Name: account_emailconfirmation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_person; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_person (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    version integer NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(120) NOT NULL,
    role character varying(20) NOT NULL,
    is_active boolean NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    CONSTRAINT accounts_person_version_check CHECK ((version >= 0))
);


--
-- Name: accounts_person_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_person ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_token; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_token (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    digest character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    person_id bigint NOT NULL
);


--
-- Name: accounts_token_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_token ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_token_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: archive_capture; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.archive_capture (
    id bigint NOT NULL,
    version integer NOT NULL,
    sha256 character varying(64) NOT NULL,
    size bigint NOT NULL,
    media_type character varying(100) NOT NULL,
    name character varying(255) NOT NULL,
    method character varying(10) NOT NULL,
    captured_at timestamp with time zone NOT NULL,
    captured_by_id bigint,
    CONSTRAINT archive_capture_size_check CHECK ((size >= 0)),
    CONSTRAINT archive_capture_version_check CHECK ((version >= 0)),
    CONSTRAINT capture_hash_is_sha256 CHECK (((sha256)::text ~ '^[0-9a-f]{64}$'::text))
);


--
-- Name: archive_capture_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.archive_capture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.archive_capture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: articles_article; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.articles_article (
    id bigint NOT NULL,
    version integer NOT NULL,
    title character varying(300) NOT NULL,
    author character varying(200) NOT NULL,
    published_on date,
    address character varying(2000) NOT NULL,
    language character varying(35) NOT NULL,
    is_graphic boolean NOT NULL,
    imported_at timestamp with time zone NOT NULL,
    imported_by_id bigint,
    outlet_id bigint,
    CONSTRAINT article_address_is_http CHECK ((((address)::text = ''::text) OR ((address)::text ~* '^https?://[^\s]+$'::text))),
    CONSTRAINT articles_article_version_check CHECK ((version >= 0))
);


--
-- Name: articles_article_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.articles_article ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.articles_article_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: articles_revision; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.articles_revision (
    id bigint NOT NULL,
    version integer NOT NULL,
    number integer NOT NULL,
    text text NOT NULL,
    sha256 character varying(64) NOT NULL,
    length integer NOT NULL,
    encoding character varying(40) NOT NULL,
    imported_at timestamp with time zone NOT NULL,
    words tsvector GENERATED ALWAYS AS (to_tsvector('english'::regconfig, COALESCE("left"(text, 150000), ''::text))) STORED,
    article_id bigint NOT NULL,
    imported_by_id bigint,
    original_id bigint NOT NULL,
    CONSTRAINT articles_revision_length_check CHECK ((length >= 0)),
    CONSTRAINT articles_revision_number_check CHECK ((number >= 0)),
    CONSTRAINT articles_revision_version_check CHECK ((version >= 0))
);


--
-- Name: articles_revision_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.articles_revision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.articles_revision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: articles_source; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.articles_source (
    id bigint NOT NULL,
    version integer NOT NULL,
    name character varying(200) NOT NULL,
    address character varying(500) NOT NULL,
    country character varying(80) NOT NULL,
    source_kind character varying(20) NOT NULL,
    is_party boolean NOT NULL,
    interest character varying(300) NOT NULL,
    CONSTRAINT articles_source_version_check CHECK ((version >= 0)),
    CONSTRAINT source_address_is_http CHECK ((((address)::text = ''::text) OR ((address)::text ~* '^https?://[^\s]+$'::text)))
);


--
-- Name: articles_source_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.articles_source ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.articles_source_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_group; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);


--
-- Name: auth_group_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_group_permissions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);


--
-- Name: auth_group_permissions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_permission; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);


--
-- Name: auth_permission_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims_actor; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_actor (
    id bigint NOT NULL,
    version integer NOT NULL,
    name character varying(200) NOT NULL,
    actor_kind character varying(12) NOT NULL,
    description character varying(200) NOT NULL,
    same_as character varying(500) NOT NULL,
    source_id bigint,
    CONSTRAINT actor_same_as_is_http CHECK ((((same_as)::text = ''::text) OR ((same_as)::text ~* '^https?://[^\s]+$'::text))),
    CONSTRAINT claims_actor_version_check CHECK ((version >= 0))
);


--
-- Name: claims_actor_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.claims_actor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.claims_actor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims_attribution; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_attribution (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    actor_id bigint NOT NULL,
    mention_id bigint NOT NULL,
    CONSTRAINT claims_attribution_position_check CHECK (("position" >= 0))
);


--
-- Name: claims_attribution_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.claims_attribution ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.claims_attribution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims_claim; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_claim (
    id bigint NOT NULL,
    version integer NOT NULL,
    statement character varying(500) NOT NULL,
    context text NOT NULL,
    layer character varying(12) NOT NULL,
    said_on date,
    said_precision character varying(5) NOT NULL,
    place character varying(120) NOT NULL,
    types character varying(12)[] NOT NULL,
    topics character varying(60)[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    words tsvector GENERATED ALWAYS AS (to_tsvector('english'::regconfig, (((COALESCE(statement, ''::character varying))::text || ' '::text) || COALESCE(context, ''::text)))) STORED,
    claimant_id bigint NOT NULL,
    created_by_id bigint NOT NULL,
    CONSTRAINT claims_claim_version_check CHECK ((version >= 0))
);


--
-- Name: claims_claim_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.claims_claim ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.claims_claim_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims_contribution; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_contribution (
    id bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    claim_id bigint NOT NULL,
    person_id bigint NOT NULL
);


--
-- Name: claims_contribution_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.claims_contribution ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.claims_contribution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims_mention; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_mention (
    id bigint NOT NULL,
    version integer NOT NULL,
    mode character varying(10) NOT NULL,
    anchor character varying(12) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_reason character varying(500) NOT NULL,
    claim_id bigint NOT NULL,
    created_by_id bigint NOT NULL,
    revision_id bigint NOT NULL,
    CONSTRAINT claims_mention_version_check CHECK ((version >= 0)),
    CONSTRAINT mention_withdrawn_with_reason CHECK (((withdrawn_at IS NULL) OR (NOT ((withdrawn_reason)::text = ''::text))))
);


--
-- Name: claims_mention_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.claims_mention ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.claims_mention_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims_relation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_relation (
    id bigint NOT NULL,
    version integer NOT NULL,
    relation_kind character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_reason character varying(500) NOT NULL,
    claim_id bigint NOT NULL,
    created_by_id bigint NOT NULL,
    other_id bigint NOT NULL,
    CONSTRAINT claims_relation_version_check CHECK ((version >= 0)),
    CONSTRAINT relation_has_two_claims CHECK ((NOT (claim_id = other_id)))
);


--
-- Name: claims_relation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.claims_relation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.claims_relation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims_span; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_span (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    exact text NOT NULL,
    prefix character varying(32) NOT NULL,
    suffix character varying(32) NOT NULL,
    mention_id bigint NOT NULL,
    CONSTRAINT claims_span_end_check CHECK (("end" >= 0)),
    CONSTRAINT claims_span_position_check CHECK (("position" >= 0)),
    CONSTRAINT claims_span_start_check CHECK ((start >= 0)),
    CONSTRAINT span_is_not_empty CHECK ((start < "end"))
);


--
-- Name: claims_span_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.claims_span ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.claims_span_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_cache; Type: TABLE; Schema: public; Owner: -
--

CREATE UNLOGGED TABLE public.django_cache (
    cache_key character varying(255) NOT NULL,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);


--
-- Name: django_content_type; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);


--
-- Name: django_content_type_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);


--
-- Name: django_migrations_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);


--
-- Name: evidence_evidence; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.evidence_evidence (
    id bigint NOT NULL,
    version integer NOT NULL,
    stance character varying(12) NOT NULL,
    closeness character varying(10) NOT NULL,
    note text NOT NULL,
    available_since date,
    available_precision character varying(5) NOT NULL,
    evidence_set character varying(20) NOT NULL,
    start integer,
    "end" integer,
    exact text NOT NULL,
    prefix character varying(32) NOT NULL,
    suffix character varying(32) NOT NULL,
    address character varying(2000) NOT NULL,
    locator character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_reason character varying(500) NOT NULL,
    capture_id bigint,
    claim_id bigint NOT NULL,
    created_by_id bigint NOT NULL,
    origin_id bigint,
    revision_id bigint,
    source_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT evidence_address_is_http CHECK ((((address)::text = ''::text) OR ((address)::text ~* '^https?://[^\s]+$'::text))),
    CONSTRAINT evidence_evidence_end_check CHECK (("end" >= 0)),
    CONSTRAINT evidence_evidence_start_check CHECK ((start >= 0)),
    CONSTRAINT evidence_evidence_version_check CHECK ((version >= 0)),
    CONSTRAINT evidence_has_one_locator CHECK (((((address)::text = ''::text) AND (capture_id IS NULL) AND ("end" IS NOT NULL) AND (revision_id IS NOT NULL) AND (start IS NOT NULL) AND (start < "end") AND (NOT (exact = ''::text))) OR ((capture_id IS NULL) AND ("end" IS NULL) AND (revision_id IS NULL) AND (start IS NULL) AND (NOT ((address)::text = ''::text)) AND (NOT (exact = ''::text))) OR (((address)::text = ''::text) AND (capture_id IS NOT NULL) AND ("end" IS NULL) AND (revision_id IS NULL) AND (start IS NULL)))),
    CONSTRAINT evidence_withdrawn_with_reason CHECK ((((withdrawn_at IS NULL) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_reason)::text = ''::text)))))
);


--
-- Name: evidence_evidence_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.evidence_evidence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evidence_evidence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: evidence_search; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.evidence_search (
    id bigint NOT NULL,
    version integer NOT NULL,
    sought character varying(12) NOT NULL,
    place character varying(300) NOT NULL,
    terms character varying(500) NOT NULL,
    searched_on date NOT NULL,
    is_found boolean NOT NULL,
    note text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    claim_id bigint NOT NULL,
    created_by_id bigint NOT NULL,
    CONSTRAINT evidence_search_version_check CHECK ((version >= 0))
);


--
-- Name: evidence_search_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.evidence_search ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evidence_search_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: ledger_entry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ledger_entry (
    number bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    action character varying(60) NOT NULL,
    kind character varying(40) NOT NULL,
    object_id bigint NOT NULL,
    reason text NOT NULL,
    before jsonb,
    after jsonb,
    touched jsonb NOT NULL,
    previous character varying(64) NOT NULL,
    hash character varying(64) NOT NULL,
    person_id bigint
);


--
-- Name: ledger_head; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ledger_head (
    id smallint NOT NULL,
    number bigint NOT NULL,
    hash character varying(64) NOT NULL,
    CONSTRAINT ledger_head_id_check CHECK ((id >= 0)),
    CONSTRAINT one_head CHECK ((id = 1))
);


--
-- Name: ledger_touch; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ledger_touch (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    object_id bigint NOT NULL,
    version integer NOT NULL,
    entry_id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    CONSTRAINT ledger_touch_version_check CHECK ((version >= 0))
);


--
-- Name: ledger_touch_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.ledger_touch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_touch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: mfa_authenticator; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);


--
-- Name: mfa_authenticator_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: procrastinate_events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);


--
-- Name: procrastinate_events_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: procrastinate_events_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;


--
-- Name: procrastinate_jobs_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: procrastinate_jobs_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;


--
-- Name: procrastinate_periodic_defers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);


--
-- Name: procrastinate_periodic_defers_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: procrastinate_periodic_defers_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;


--
-- Name: procrastinate_workers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: procrastinate_workers_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: publishing_correction; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.publishing_correction (
    id bigint NOT NULL,
    version integer NOT NULL,
    correction_kind character varying(20) NOT NULL,
    notice text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    opened_by_id bigint NOT NULL,
    verdict_id bigint NOT NULL,
    publication_id bigint,
    CONSTRAINT correction_has_notice CHECK ((NOT (notice = ''::text))),
    CONSTRAINT publishing_correction_version_check CHECK ((version >= 0))
);


--
-- Name: publishing_correction_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.publishing_correction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_correction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: publishing_publication; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.publishing_publication (
    id bigint NOT NULL,
    version integer NOT NULL,
    number integer NOT NULL,
    slug character varying(120) NOT NULL,
    is_current boolean NOT NULL,
    publication_kind character varying(10) NOT NULL,
    document jsonb NOT NULL,
    sha256 character varying(64) NOT NULL,
    first_published_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone NOT NULL,
    statement character varying(500) NOT NULL,
    rating character varying(60) NOT NULL,
    conclusion character varying(12) NOT NULL,
    claimant character varying(200) NOT NULL,
    topics character varying(60)[] NOT NULL,
    published_by_id bigint NOT NULL,
    review_id bigint NOT NULL,
    verdict_id bigint NOT NULL,
    verdict_version_id bigint NOT NULL,
    CONSTRAINT publishing_publication_number_check CHECK ((number >= 0)),
    CONSTRAINT publishing_publication_version_check CHECK ((version >= 0))
);


--
-- Name: publishing_publication_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.publishing_publication ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_publication_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: verdicts_rating; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.verdicts_rating (
    id bigint NOT NULL,
    version integer NOT NULL,
    name character varying(60) NOT NULL,
    conclusion character varying(12) NOT NULL,
    number smallint,
    description character varying(300) NOT NULL,
    "position" smallint NOT NULL,
    is_active boolean NOT NULL,
    CONSTRAINT verdicts_rating_number_check CHECK ((number >= 0)),
    CONSTRAINT verdicts_rating_position_check CHECK (("position" >= 0)),
    CONSTRAINT verdicts_rating_version_check CHECK ((version >= 0))
);


--
-- Name: verdicts_rating_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.verdicts_rating ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.verdicts_rating_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: verdicts_review; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.verdicts_review (
    id bigint NOT NULL,
    version integer NOT NULL,
    decision character varying(8) NOT NULL,
    reason text NOT NULL,
    basis character varying(64) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    created_by_id bigint NOT NULL,
    verdict_version_id bigint NOT NULL,
    CONSTRAINT return_has_reason CHECK ((((decision)::text = 'approve'::text) OR (NOT (reason = ''::text)))),
    CONSTRAINT verdicts_review_version_check CHECK ((version >= 0))
);


--
-- Name: verdicts_review_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.verdicts_review ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.verdicts_review_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: verdicts_verdict; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.verdicts_verdict (
    id bigint NOT NULL,
    version integer NOT NULL,
    state character varying(12) NOT NULL,
    moved_at timestamp with time zone NOT NULL,
    author_id bigint NOT NULL,
    claim_id bigint NOT NULL,
    approved_id bigint,
    CONSTRAINT approved_names_its_version CHECK (((approved_id IS NOT NULL) OR (NOT ((state)::text = ANY ((ARRAY['approved'::character varying, 'published'::character varying])::text[]))))),
    CONSTRAINT verdicts_verdict_version_check CHECK ((version >= 0))
);


--
-- Name: verdicts_verdict_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.verdicts_verdict ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.verdicts_verdict_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: verdicts_verdictversion; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.verdicts_verdictversion (
    id bigint NOT NULL,
    version integer NOT NULL,
    number integer NOT NULL,
    conclusion character varying(12) NOT NULL,
    summary character varying(500) NOT NULL,
    rationale text NOT NULL,
    as_of date NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by_id bigint NOT NULL,
    rating_id bigint,
    verdict_id bigint NOT NULL,
    CONSTRAINT verdicts_verdictversion_number_check CHECK ((number >= 0)),
    CONSTRAINT verdicts_verdictversion_version_check CHECK ((version >= 0))
);


--
-- Name: verdicts_verdictversion_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.verdicts_verdictversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.verdicts_verdictversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: verdicts_waiver; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.verdicts_waiver (
    id bigint NOT NULL,
    version integer NOT NULL,
    line character varying(40) NOT NULL,
    reason character varying(1000) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by_id bigint NOT NULL,
    verdict_version_id bigint NOT NULL,
    CONSTRAINT verdicts_waiver_version_check CHECK ((version >= 0)),
    CONSTRAINT waiver_has_reason CHECK ((NOT ((reason)::text = ''::text)))
);


--
-- Name: verdicts_waiver_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.verdicts_waiver ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.verdicts_waiver_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: web_receipt; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.web_receipt (
    id bigint NOT NULL,
    token uuid NOT NULL,
    kind character varying(40) NOT NULL,
    object_id bigint,
    at timestamp with time zone NOT NULL,
    person_id bigint NOT NULL,
    digest character varying(64) DEFAULT ''::character varying NOT NULL
);


--
-- Name: web_receipt_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.web_receipt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.web_receipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: procrastinate_events id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);


--
-- Name: procrastinate_jobs id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);


--
-- Name: procrastinate_periodic_defers id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);


--
-- Data for Name: account_emailaddress; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.account_emailaddress VALUES
	(1, 'reader@newsroom.example', false, false, 5),
	(2, 'deputy@newsroom.example', false, false, 6);


--
-- Data for Name: account_emailconfirmation; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_person; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.accounts_person VALUES
	(1, 'scrypt$16384$LZIRAXY9jiWWaEwTGatY1T$8$5$welxT2wfb2KHz44CUhu6vaHRiMaEw+zbZ245PpkFthTPfhG6yXuNr1kmMGpf/oKZz/W/dXJsd/rhHIDEcAM4eQ==', NULL, 1, 'checker@demo.example', 'Anna Checker', 'checker', true, '2026-11-28 01:29:03.542244+00'),
	(2, 'scrypt$16384$JvXtEPXZXNT2UCx7twQbsW$8$5$0Os+uD/qxbHC+Q4R/UUbfMez2/rA9KuQ0lZykQV/cQN4YupJeHgR+adbSlrcE7zKbX0rb7qjvAJnWfgfni20Ow==', NULL, 1, 'second@demo.example', 'Boris Second', 'checker', true, '2026-11-28 01:29:03.547836+00'),
	(3, 'scrypt$16384$F6YbjW9ENnp1H2Fid7zQdV$8$5$IJxv48fCFfkYXgsgx6mgkipZyAtnp/YfvmtSAENP2BDlGVTGt64OlI31PkX64WGf2aXbdU0/r8eP6I+HD8XyKA==', NULL, 1, 'editor@demo.example', 'Erin Editor', 'editor', true, '2026-11-28 01:29:03.551042+00'),
	(4, 'scrypt$16384$kFvitDCLvkvahbNsUtf37y$8$5$AsJ6iGXgeXkN29sU34xbhw5hUVz+uv0Y8/q8JZAjRWFDvDrKae5FL39b1LB7nsfhNJB1lT9Y3GJwu5s7/iBuug==', NULL, 1, 'admin@demo.example', 'Amin Administrator', 'administrator', true, '2026-11-28 01:29:03.555509+00'),
	(5, '!Rz7knZs3rJOjrt7NOr3XbqYzkDl6SDcLznlMVyqY', NULL, 1, 'reader@newsroom.example', 'Rita Reader', 'reader', true, '2026-11-28 01:29:18.208323+00'),
	(6, '!p5Oei5YVVJ8Q7b0BIbdDpp2t4o4K76PRORNr3U0T', NULL, 1, 'deputy@newsroom.example', 'Dora Deputy', 'editor', true, '2026-11-28 01:29:19.602366+00'),
	(7, '!lBFxSA1MK1e9VyuwNOgqNktwlAtQ3mNdTqNE2y0J', NULL, 3, 'guest@newsroom.example', 'Gustav Guest', 'editor', false, '2026-11-28 01:29:21.806576+00');


--
-- Data for Name: archive_capture; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.archive_capture VALUES
	(1, 1, '19f2c70495c62bde75fee9ab548b0ad5dd7b4086bef3cb3237f3a0355f171497', 1178, 'text/plain; charset=utf-8', 'demonstration.txt', 'command', '2026-11-28 01:29:03.713599+00', 1),
	(2, 1, '15fa851a35cf7209946afb45cf0991cd21864eac8d09e4b30d1f6f822837ff28', 825, 'text/plain; charset=utf-8', 'demonstration.txt', 'command', '2026-11-28 01:29:03.745703+00', 2),
	(3, 1, '47f312edf8b4ddb05ab0a7b41dc00236c4e01e2ce8fd610c35fc558434d856db', 286, 'text/plain; charset=utf-8', '', 'api', '2026-11-28 01:29:22.091575+00', 1),
	(4, 1, '4f1acbb536d46b60834b309ac71c4f0988cf8687e1cb5325625dced848c80908', 306, 'text/plain; charset=utf-8', 'port.txt', 'command', '2026-11-28 01:29:23.337926+00', 2),
	(5, 1, 'd0fd804afe94420c52741540442f05c1a3561172417329f8191210c98f57d8bc', 262, 'text/plain; charset=utf-8', '', 'api', '2026-11-28 01:29:33.329514+00', 2),
	(6, 1, '57fb310c25b27f4e6cf774b94b48427f3793db15660744d8c571627738aac74c', 28, 'text/csv', 'log – May.csv', 'api', '2026-11-28 01:29:33.645689+00', 1);


--
-- Data for Name: articles_article; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.articles_article VALUES
	(1, 1, 'Moscow rejects blame for the dead of Bucha', 'The demonstration', '2022-04-05', '', 'en', true, '2026-11-28 01:29:03.704734+00', 1, 1),
	(2, 1, 'Dispute over Bucha goes on before vote at the United Nations', 'The demonstration', '2022-04-06', '', 'en', true, '2026-11-28 01:29:03.732182+00', 2, 2),
	(4, 1, 'Порт заперечує затримку', '', '2024-05-05', '', 'uk', false, '2026-11-28 01:29:23.318237+00', 2, NULL),
	(3, 2, 'Harbor office denies delay', '', '2024-05-04', '', 'en', false, '2026-11-28 01:29:22.089343+00', 1, 12);


--
-- Data for Name: articles_revision; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.articles_revision VALUES
	(1, 1, 1, 'Russia''s foreign minister, Sergey Lavrov, on Monday called the events in the Ukrainian town of Bucha a "fake attack". The scene was staged after Russian units had left the town, he said in Moscow.

The Kremlin''s spokesman, Dmitry Peskov, rejected all allegations against Russian forces on the same day. Experts of the Ministry of Defence, he said, had found signs of fakes in the videos.

A day earlier the ministry itself had stated that its units withdrew around 30 March, and that the bodies were placed on the streets only after the withdrawal was complete. It called the images a hoax.

Lavrov went further. While the Russian troops were leaving, he said, the town''s mayor had announced that "everything was all right". The mayor, Anatolii Fedoruk, had announced the liberation of Bucha in a video message. "March 31 will go down in the history of our settlement", he said there.

Ukraine accuses Russian forces of having killed civilians in Bucha. The Prosecutor General, Iryna Venediktova, said on Sunday that the bodies of 410 civilians had been recovered between 1 and 3 April in the part of the Kyiv region that Russian forces had left; 140 of them had been examined.
', '19f2c70495c62bde75fee9ab548b0ad5dd7b4086bef3cb3237f3a0355f171497', 1178, 'utf-8', '2026-11-28 01:29:03.715612+00', DEFAULT, 1, 1, 1),
	(2, 1, 1, 'Two accounts of what happened in Bucha stood against each other on Wednesday. According to the Russian side, bodies appeared in the streets only when its soldiers were gone. Kyiv says that Russian soldiers killed the people who lay there.

Peskov repeated that the allegations were a provocation and called for an impartial inquiry. The pictures were "staged", Foreign Minister Lavrov had said on Monday.

The Defence Ministry in Kyiv put the number of bodies found in Bucha, Irpin and other places of the region at 410. It gave no date for the deaths.

Satellite images that were published this week show dark objects the size of bodies on Yablonska Street in the middle of March, when Russian units still held the town.

The General Assembly votes on Thursday on suspending Russia''s membership of the Human Rights Council.
', '15fa851a35cf7209946afb45cf0991cd21864eac8d09e4b30d1f6f822837ff28', 825, 'utf-8', '2026-11-28 01:29:03.746603+00', DEFAULT, 2, 2, 2),
	(3, 1, 1, 'Harbor office denies delay

The harbor master said on 3 May that “no ship waited longer than a day”.
He added: “The crane was never out of service.” Two captains disagree.

A spokeswoman said that 12 ships had called in May. Twelve ships had called in May, the office repeated.
', '47f312edf8b4ddb05ab0a7b41dc00236c4e01e2ce8fd610c35fc558434d856db', 278, 'utf-8', '2026-11-28 01:29:22.092627+00', DEFAULT, 3, 1, 3),
	(4, 1, 1, 'Порт заперечує затримку

Речниця порту сказала: «Жодне судно не чекало довше доби» — і додала, що кран працював.
Капітани кажуть інше… 🚢 Журнал порту — у додатку.
', '410ff1b601bce14240804a9a714ccbedbc5489a7cdbec64a7098156161966c0c', 163, 'utf-8', '2026-11-28 01:29:23.339794+00', DEFAULT, 4, 2, 4),
	(5, 1, 2, 'Harbor office denies delay

The harbor master said on 3 May that “no ship waited longer than a day”.
He added: “The crane was out of service once.” Two captains disagree.

A spokeswoman said that 12 ships had called in May. The office did not repeat it.
', 'd0fd804afe94420c52741540442f05c1a3561172417329f8191210c98f57d8bc', 254, 'utf-8', '2026-11-28 01:29:33.330717+00', DEFAULT, 3, 2, 5);


--
-- Data for Name: articles_source; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.articles_source VALUES
	(1, 1, 'Demonstration Courier', '', '', 'outlet', false, 'An invented outlet of this demonstration.'),
	(2, 1, 'Demonstration Gazette', '', '', 'outlet', false, 'An invented outlet of this demonstration.'),
	(3, 1, 'Ministry of Defence of the Russian Federation', '', 'Russia', 'government', true, 'Its units held the town and are the ones accused.'),
	(4, 1, 'Office of the Prosecutor General of Ukraine', '', 'Ukraine', 'government', true, 'Leads the prosecution on the side of the accusing state.'),
	(5, 1, 'The New York Times, Visual Investigations', 'https://www.nytimes.com/', 'United States', 'outlet', false, 'Examined images of a commercial provider by itself.'),
	(6, 1, 'Office of the United Nations High Commissioner for Human Rights', 'https://www.ohchr.org/', '', 'international', false, 'Documents on behalf of the United Nations; visited the town.'),
	(7, 1, 'AFP Fact Check', '', 'France', 'agency', false, ''),
	(8, 1, 'Interfax-Ukraine', '', 'Ukraine', 'agency', false, ''),
	(9, 1, 'Bucha City Council', '', 'Ukraine', 'government', true, 'The town''s own administration.'),
	(10, 1, 'Maxar Technologies', '', 'United States', 'organization', false, 'Sells satellite images, among others to governments.'),
	(11, 1, 'TASS', '', 'Russia', 'agency', true, 'State agency of a party to the dispute.'),
	(12, 1, 'The Coast Daily', '', 'Norway', 'outlet', false, ''),
	(13, 1, 'Harbor Office', 'https://harbor.example/', '', 'government', true, 'It is accused itself.'),
	(14, 2, 'Ship Register', 'https://register.example/en/', 'Norway', 'research', false, '');


--
-- Data for Name: auth_group; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: auth_group_permissions; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: auth_permission; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.auth_permission VALUES
	(1, 'Can add permission', 1, 'add_permission'),
	(2, 'Can change permission', 1, 'change_permission'),
	(3, 'Can delete permission', 1, 'delete_permission'),
	(4, 'Can view permission', 1, 'view_permission'),
	(5, 'Can add group', 2, 'add_group'),
	(6, 'Can change group', 2, 'change_group'),
	(7, 'Can delete group', 2, 'delete_group'),
	(8, 'Can view group', 2, 'view_group'),
	(9, 'Can add content type', 3, 'add_contenttype'),
	(10, 'Can change content type', 3, 'change_contenttype'),
	(11, 'Can delete content type', 3, 'delete_contenttype'),
	(12, 'Can view content type', 3, 'view_contenttype'),
	(13, 'Can add session', 4, 'add_session'),
	(14, 'Can change session', 4, 'change_session'),
	(15, 'Can delete session', 4, 'delete_session'),
	(16, 'Can view session', 4, 'view_session'),
	(17, 'Can add email address', 5, 'add_emailaddress'),
	(18, 'Can change email address', 5, 'change_emailaddress'),
	(19, 'Can delete email address', 5, 'delete_emailaddress'),
	(20, 'Can view email address', 5, 'view_emailaddress'),
	(21, 'Can add email confirmation', 6, 'add_emailconfirmation'),
	(22, 'Can change email confirmation', 6, 'change_emailconfirmation'),
	(23, 'Can delete email confirmation', 6, 'delete_emailconfirmation'),
	(24, 'Can view email confirmation', 6, 'view_emailconfirmation'),
	(25, 'Can add authenticator', 7, 'add_authenticator'),
	(26, 'Can change authenticator', 7, 'change_authenticator'),
	(27, 'Can delete authenticator', 7, 'delete_authenticator'),
	(28, 'Can view authenticator', 7, 'view_authenticator'),
	(29, 'Can add procrastinate event', 8, 'add_procrastinateevent'),
	(30, 'Can change procrastinate event', 8, 'change_procrastinateevent'),
	(31, 'Can delete procrastinate event', 8, 'delete_procrastinateevent'),
	(32, 'Can view procrastinate event', 8, 'view_procrastinateevent'),
	(33, 'Can add procrastinate job', 9, 'add_procrastinatejob'),
	(34, 'Can change procrastinate job', 9, 'change_procrastinatejob'),
	(35, 'Can delete procrastinate job', 9, 'delete_procrastinatejob'),
	(36, 'Can view procrastinate job', 9, 'view_procrastinatejob'),
	(37, 'Can add procrastinate periodic defer', 10, 'add_procrastinateperiodicdefer'),
	(38, 'Can change procrastinate periodic defer', 10, 'change_procrastinateperiodicdefer'),
	(39, 'Can delete procrastinate periodic defer', 10, 'delete_procrastinateperiodicdefer'),
	(40, 'Can view procrastinate periodic defer', 10, 'view_procrastinateperiodicdefer'),
	(41, 'Can add procrastinate worker', 11, 'add_procrastinateworker'),
	(42, 'Can change procrastinate worker', 11, 'change_procrastinateworker'),
	(43, 'Can delete procrastinate worker', 11, 'delete_procrastinateworker'),
	(44, 'Can view procrastinate worker', 11, 'view_procrastinateworker'),
	(45, 'Can add receipt', 12, 'add_receipt'),
	(46, 'Can change receipt', 12, 'change_receipt'),
	(47, 'Can delete receipt', 12, 'delete_receipt'),
	(48, 'Can view receipt', 12, 'view_receipt'),
	(49, 'Can add touch', 13, 'add_touch'),
	(50, 'Can change touch', 13, 'change_touch');
INSERT INTO public.auth_permission VALUES
	(51, 'Can delete touch', 13, 'delete_touch'),
	(52, 'Can view touch', 13, 'view_touch'),
	(53, 'Can add entry', 14, 'add_entry'),
	(54, 'Can change entry', 14, 'change_entry'),
	(55, 'Can delete entry', 14, 'delete_entry'),
	(56, 'Can view entry', 14, 'view_entry'),
	(57, 'Can add head', 15, 'add_head'),
	(58, 'Can change head', 15, 'change_head'),
	(59, 'Can delete head', 15, 'delete_head'),
	(60, 'Can view head', 15, 'view_head'),
	(61, 'Can add token', 16, 'add_token'),
	(62, 'Can change token', 16, 'change_token'),
	(63, 'Can delete token', 16, 'delete_token'),
	(64, 'Can view token', 16, 'view_token'),
	(65, 'Can add person', 17, 'add_person'),
	(66, 'Can change person', 17, 'change_person'),
	(67, 'Can delete person', 17, 'delete_person'),
	(68, 'Can view person', 17, 'view_person'),
	(69, 'Can add capture', 18, 'add_capture'),
	(70, 'Can change capture', 18, 'change_capture'),
	(71, 'Can delete capture', 18, 'delete_capture'),
	(72, 'Can view capture', 18, 'view_capture'),
	(73, 'Can add source', 19, 'add_source'),
	(74, 'Can change source', 19, 'change_source'),
	(75, 'Can delete source', 19, 'delete_source'),
	(76, 'Can view source', 19, 'view_source'),
	(77, 'Can add article', 20, 'add_article'),
	(78, 'Can change article', 20, 'change_article'),
	(79, 'Can delete article', 20, 'delete_article'),
	(80, 'Can view article', 20, 'view_article'),
	(81, 'Can add revision', 21, 'add_revision'),
	(82, 'Can change revision', 21, 'change_revision'),
	(83, 'Can delete revision', 21, 'delete_revision'),
	(84, 'Can view revision', 21, 'view_revision'),
	(85, 'Can add actor', 22, 'add_actor'),
	(86, 'Can change actor', 22, 'change_actor'),
	(87, 'Can delete actor', 22, 'delete_actor'),
	(88, 'Can view actor', 22, 'view_actor'),
	(89, 'Can add claim', 23, 'add_claim'),
	(90, 'Can change claim', 23, 'change_claim'),
	(91, 'Can delete claim', 23, 'delete_claim'),
	(92, 'Can view claim', 23, 'view_claim'),
	(93, 'Can add contribution', 24, 'add_contribution'),
	(94, 'Can change contribution', 24, 'change_contribution'),
	(95, 'Can delete contribution', 24, 'delete_contribution'),
	(96, 'Can view contribution', 24, 'view_contribution'),
	(97, 'Can add mention', 25, 'add_mention'),
	(98, 'Can change mention', 25, 'change_mention'),
	(99, 'Can delete mention', 25, 'delete_mention'),
	(100, 'Can view mention', 25, 'view_mention');
INSERT INTO public.auth_permission VALUES
	(101, 'Can add attribution', 26, 'add_attribution'),
	(102, 'Can change attribution', 26, 'change_attribution'),
	(103, 'Can delete attribution', 26, 'delete_attribution'),
	(104, 'Can view attribution', 26, 'view_attribution'),
	(105, 'Can add relation', 27, 'add_relation'),
	(106, 'Can change relation', 27, 'change_relation'),
	(107, 'Can delete relation', 27, 'delete_relation'),
	(108, 'Can view relation', 27, 'view_relation'),
	(109, 'Can add span', 28, 'add_span'),
	(110, 'Can change span', 28, 'change_span'),
	(111, 'Can delete span', 28, 'delete_span'),
	(112, 'Can view span', 28, 'view_span'),
	(113, 'Can add search', 29, 'add_search'),
	(114, 'Can change search', 29, 'change_search'),
	(115, 'Can delete search', 29, 'delete_search'),
	(116, 'Can view search', 29, 'view_search'),
	(117, 'Can add evidence', 30, 'add_evidence'),
	(118, 'Can change evidence', 30, 'change_evidence'),
	(119, 'Can delete evidence', 30, 'delete_evidence'),
	(120, 'Can view evidence', 30, 'view_evidence'),
	(121, 'Can add rating', 31, 'add_rating'),
	(122, 'Can change rating', 31, 'change_rating'),
	(123, 'Can delete rating', 31, 'delete_rating'),
	(124, 'Can view rating', 31, 'view_rating'),
	(125, 'Can add review', 32, 'add_review'),
	(126, 'Can change review', 32, 'change_review'),
	(127, 'Can delete review', 32, 'delete_review'),
	(128, 'Can view review', 32, 'view_review'),
	(129, 'Can add verdict', 33, 'add_verdict'),
	(130, 'Can change verdict', 33, 'change_verdict'),
	(131, 'Can delete verdict', 33, 'delete_verdict'),
	(132, 'Can view verdict', 33, 'view_verdict'),
	(133, 'Can add verdict version', 34, 'add_verdictversion'),
	(134, 'Can change verdict version', 34, 'change_verdictversion'),
	(135, 'Can delete verdict version', 34, 'delete_verdictversion'),
	(136, 'Can view verdict version', 34, 'view_verdictversion'),
	(137, 'Can add waiver', 35, 'add_waiver'),
	(138, 'Can change waiver', 35, 'change_waiver'),
	(139, 'Can delete waiver', 35, 'delete_waiver'),
	(140, 'Can view waiver', 35, 'view_waiver'),
	(141, 'Can add publication', 36, 'add_publication'),
	(142, 'Can change publication', 36, 'change_publication'),
	(143, 'Can delete publication', 36, 'delete_publication'),
	(144, 'Can view publication', 36, 'view_publication'),
	(145, 'Can add correction', 37, 'add_correction'),
	(146, 'Can change correction', 37, 'change_correction'),
	(147, 'Can delete correction', 37, 'delete_correction'),
	(148, 'Can view correction', 37, 'view_correction');


--
-- Data for Name: claims_actor; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_actor VALUES
	(1, 1, 'Sergey Lavrov', 'person', 'foreign minister of Russia', '', NULL),
	(2, 1, 'Dmitry Peskov', 'person', 'spokesman of the Kremlin', '', NULL),
	(3, 1, 'Anatolii Fedoruk', 'person', 'mayor of Bucha', '', NULL),
	(4, 1, 'Iryna Venediktova', 'person', 'Prosecutor General of Ukraine', '', NULL),
	(5, 1, 'The Ukrainian authorities', 'organization', '', '', NULL),
	(6, 1, 'Demonstration Courier', 'organization', '', '', 1),
	(7, 1, 'Demonstration Gazette', 'organization', '', '', 2),
	(8, 1, 'Ministry of Defence of the Russian Federation', 'organization', '', '', 3),
	(9, 1, 'Nils Havnen', 'person', 'harbor master', '', NULL),
	(11, 1, 'Речниця порту', 'person', 'spokeswoman', '', NULL),
	(10, 2, 'The Coast Daily', 'organization', 'daily newspaper', '', 12);


--
-- Data for Name: claims_attribution; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_attribution VALUES
	(1, 0, 6, 1),
	(2, 1, 5, 1),
	(3, 0, 7, 2),
	(4, 1, 5, 2),
	(5, 0, 6, 3),
	(6, 1, 8, 3),
	(7, 0, 7, 4),
	(8, 1, 8, 4),
	(9, 0, 7, 5),
	(10, 0, 6, 6),
	(11, 1, 1, 6),
	(12, 2, 3, 6),
	(13, 0, 6, 7),
	(14, 1, 1, 7),
	(15, 0, 7, 8),
	(16, 1, 1, 8),
	(17, 0, 10, 9),
	(18, 1, 9, 9),
	(19, 0, 10, 10),
	(20, 1, 10, 10),
	(21, 0, 10, 11),
	(22, 1, 9, 11),
	(23, 0, 10, 12),
	(24, 1, 9, 12),
	(25, 0, 10, 13),
	(26, 1, 9, 13),
	(27, 0, 10, 14),
	(28, 1, 9, 14),
	(29, 0, 10, 15),
	(30, 1, 9, 15),
	(31, 0, 10, 16),
	(32, 1, 9, 16),
	(33, 0, 10, 17),
	(34, 1, 11, 17),
	(35, 0, 10, 18),
	(36, 1, 9, 18),
	(37, 0, 10, 19),
	(38, 1, 9, 19),
	(39, 0, 10, 20),
	(40, 1, 9, 20),
	(41, 0, 10, 21),
	(42, 1, 11, 21),
	(43, 0, 10, 22),
	(44, 1, 11, 22),
	(45, 0, 10, 23);


--
-- Data for Name: claims_claim; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_claim VALUES
	(1, 1, 'Russian forces killed civilians in Bucha in March 2022.', 'Ukraine''s accusation, which Russian officials deny.', 'proposition', '2022-04-03', 'day', 'Bucha, Ukraine', '{event}', '{Bucha}', '2026-11-28 01:29:03.754509+00', DEFAULT, 5, 1),
	(2, 1, 'The bodies seen on the streets of Bucha were placed there after Russian units had withdrawn.', 'Stated by the ministry on 3 April 2022 in answer to the accusation that Russian forces killed civilians in the town.', 'proposition', '2022-04-03', 'day', 'Bucha, Ukraine', '{event,causal}', '{Bucha}', '2026-11-28 01:29:03.785676+00', DEFAULT, 8, 1),
	(3, 1, 'The figure of 410 bodies in the Kyiv region was given by the Ukrainian Defence Ministry.', 'The figure is reported by both articles, with two different sources.', 'report', '2022-04-06', 'day', 'Kyiv region, Ukraine', '{numerical,quote}', '{Bucha,Figures}', '2026-11-28 01:29:04.103588+00', DEFAULT, 7, 2),
	(4, 1, 'The mayor of Bucha announced, while Russian troops were leaving, that everything was all right.', 'Said by the foreign minister about the mayor. Whether the mayor said it is one question; whether it was so is another.', 'utterance', '2022-04-04', 'day', 'Moscow, Russia', '{quote}', '{Bucha}', '2026-11-28 01:29:04.124271+00', DEFAULT, 1, 1),
	(5, 1, 'Sergey Lavrov said on 4 April 2022 that the scene in Bucha was staged.', '', 'utterance', '2022-04-04', 'day', 'Moscow, Russia', '{quote}', '{Bucha}', '2026-11-28 01:29:04.167549+00', DEFAULT, 1, 2),
	(6, 1, 'The crane of the harbor was never out of service.', '', 'proposition', '2024-05-03', 'day', 'The harbor', '{event}', '{Harbor}', '2026-11-28 01:29:23.926749+00', DEFAULT, 9, 1),
	(7, 1, 'Twelve ships called at the harbor in May 2024.', '', 'proposition', '2024-05-03', 'day', 'The harbor', '{event}', '{Harbor}', '2026-11-28 01:29:23.999993+00', DEFAULT, 10, 2),
	(8, 1, 'No ship waited at the harbor in the night of 3 May 2024.', '', 'proposition', '2024-05-03', 'day', 'The harbor', '{event}', '{Harbor}', '2026-11-28 01:29:24.125764+00', DEFAULT, 9, 1),
	(9, 1, 'No ship waited longer than a day in May 2024.', '', 'proposition', '2024-05-03', 'day', 'The harbor', '{event}', '{Harbor}', '2026-11-28 01:29:24.407859+00', DEFAULT, 9, 1),
	(10, 1, 'The harbor master spoke on 3 May 2024.', '', 'proposition', '2024-05-03', 'day', 'The harbor', '{event}', '{Harbor}', '2026-11-28 01:29:24.838758+00', DEFAULT, 9, 1),
	(11, 1, 'The harbor office denied any delay in May 2024.', '', 'proposition', '2024-05-03', 'day', 'The harbor', '{event}', '{Harbor}', '2026-11-28 01:29:25.458481+00', DEFAULT, 9, 1),
	(12, 1, 'The harbor has one crane.', '', 'proposition', '2024-05-03', 'day', 'The harbor', '{event}', '{Harbor}', '2026-11-28 01:29:26.164325+00', DEFAULT, 9, 1),
	(13, 1, 'Two captains contradict the harbor office.', '', 'proposition', '2024-05-03', 'day', 'The harbor', '{event}', '{Harbor}', '2026-11-28 01:29:27.068454+00', DEFAULT, 9, 1),
	(14, 1, 'Twelve ships had called in May, said a spokeswoman.', '', 'proposition', '2024-05-03', 'day', 'The harbor', '{event}', '{Harbor}', '2026-11-28 01:29:29.128188+00', DEFAULT, 11, 1),
	(15, 1, 'The spokeswoman spoke for the harbor office.', '', 'proposition', '2024-05-03', 'day', 'The harbor', '{event}', '{Harbor}', '2026-11-28 01:29:30.254442+00', DEFAULT, 9, 1),
	(16, 1, 'The office repeated the figure.', '', 'proposition', '2024-05-03', 'day', 'The harbor', '{event}', '{Harbor}', '2026-11-28 01:29:31.195166+00', DEFAULT, 9, 1),
	(17, 1, 'The harbor master denied the delay on 3 May.', '', 'proposition', '2024-05-03', 'day', 'The harbor', '{event}', '{Harbor}', '2026-11-28 01:29:31.916808+00', DEFAULT, 9, 1),
	(18, 1, 'Ships waited for two days at the harbor in May 2024.', '', 'proposition', '2024-05-03', 'day', 'The harbor', '{event}', '{Harbor}', '2026-11-28 01:29:33.529719+00', DEFAULT, 11, 2),
	(19, 1, 'No ship waited longer than a day, said the port’s spokeswoman.', '', 'proposition', '2024-05-03', 'day', 'The harbor', '{event}', '{Harbor}', '2026-11-28 01:29:33.575143+00', DEFAULT, 11, 1);


--
-- Data for Name: claims_contribution; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_contribution VALUES
	(1, '2026-11-28 01:29:03.755939+00', 1, 1),
	(3, '2026-11-28 01:29:03.774714+00', 1, 2),
	(5, '2026-11-28 01:29:03.786202+00', 2, 1),
	(7, '2026-11-28 01:29:03.796087+00', 2, 2),
	(18, '2026-11-28 01:29:04.104028+00', 3, 2),
	(23, '2026-11-28 01:29:04.124884+00', 4, 1),
	(29, '2026-11-28 01:29:04.168104+00', 5, 2),
	(34, '2026-11-28 01:29:23.928805+00', 6, 1),
	(36, '2026-11-28 01:29:24.00628+00', 7, 2),
	(38, '2026-11-28 01:29:24.077087+00', 6, 2),
	(39, '2026-11-28 01:29:24.126271+00', 8, 1),
	(42, '2026-11-28 01:29:24.278455+00', 8, 2),
	(44, '2026-11-28 01:29:24.408376+00', 9, 1),
	(47, '2026-11-28 01:29:24.499996+00', 9, 2),
	(49, '2026-11-28 01:29:24.840355+00', 10, 1),
	(52, '2026-11-28 01:29:24.915699+00', 10, 2),
	(54, '2026-11-28 01:29:25.459896+00', 11, 1),
	(57, '2026-11-28 01:29:25.516638+00', 11, 2),
	(59, '2026-11-28 01:29:26.164937+00', 12, 1),
	(62, '2026-11-28 01:29:26.247489+00', 12, 2),
	(65, '2026-11-28 01:29:27.069165+00', 13, 1),
	(68, '2026-11-28 01:29:27.153055+00', 13, 2),
	(73, '2026-11-28 01:29:29.128917+00', 14, 1),
	(76, '2026-11-28 01:29:29.21882+00', 14, 2),
	(80, '2026-11-28 01:29:30.254937+00', 15, 1),
	(83, '2026-11-28 01:29:30.347474+00', 15, 2),
	(85, '2026-11-28 01:29:31.002833+00', 15, 3),
	(86, '2026-11-28 01:29:31.197618+00', 16, 1),
	(89, '2026-11-28 01:29:31.261308+00', 16, 2),
	(91, '2026-11-28 01:29:31.896103+00', 16, 6),
	(92, '2026-11-28 01:29:31.917242+00', 17, 1),
	(95, '2026-11-28 01:29:31.971594+00', 17, 2),
	(98, '2026-11-28 01:29:33.103478+00', 17, 3),
	(111, '2026-11-28 01:29:33.530289+00', 18, 2),
	(113, '2026-11-28 01:29:33.57607+00', 19, 1),
	(117, '2026-11-28 01:29:33.700174+00', 19, 2);


--
-- Data for Name: claims_mention; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_mention VALUES
	(1, 1, 'indirect', 'anchored', '2026-11-28 01:29:03.757697+00', NULL, '', 1, 1, 1),
	(2, 1, 'indirect', 'anchored', '2026-11-28 01:29:03.774382+00', NULL, '', 1, 2, 2),
	(3, 1, 'indirect', 'anchored', '2026-11-28 01:29:03.787012+00', NULL, '', 2, 1, 1),
	(4, 1, 'indirect', 'anchored', '2026-11-28 01:29:03.795688+00', NULL, '', 2, 2, 2),
	(5, 1, 'indirect', 'anchored', '2026-11-28 01:29:04.104862+00', NULL, '', 3, 2, 2),
	(6, 1, 'direct', 'anchored', '2026-11-28 01:29:04.125812+00', NULL, '', 4, 1, 1),
	(7, 1, 'indirect', 'anchored', '2026-11-28 01:29:04.169045+00', NULL, '', 5, 2, 1),
	(8, 1, 'scare', 'anchored', '2026-11-28 01:29:04.17267+00', NULL, '', 5, 2, 2),
	(9, 2, 'direct', 'orphan', '2026-11-28 01:29:23.934125+00', NULL, '', 6, 1, 3),
	(10, 2, 'direct', 'orphan', '2026-11-28 01:29:24.010688+00', NULL, '', 7, 2, 3),
	(11, 2, 'direct', 'anchored', '2026-11-28 01:29:24.127122+00', NULL, '', 8, 1, 5),
	(12, 2, 'direct', 'anchored', '2026-11-28 01:29:24.412094+00', NULL, '', 9, 1, 5),
	(13, 2, 'direct', 'anchored', '2026-11-28 01:29:24.850455+00', NULL, '', 10, 1, 5),
	(14, 2, 'direct', 'anchored', '2026-11-28 01:29:25.460955+00', NULL, '', 11, 1, 5),
	(15, 2, 'direct', 'anchored', '2026-11-28 01:29:26.165966+00', NULL, '', 12, 1, 5),
	(16, 2, 'direct', 'anchored', '2026-11-28 01:29:27.074633+00', NULL, '', 13, 1, 5),
	(17, 2, 'direct', 'anchored', '2026-11-28 01:29:29.134257+00', NULL, '', 14, 1, 5),
	(18, 2, 'direct', 'anchored', '2026-11-28 01:29:30.258218+00', NULL, '', 15, 1, 5),
	(19, 2, 'direct', 'orphan', '2026-11-28 01:29:31.198625+00', NULL, '', 16, 1, 3),
	(20, 2, 'direct', 'anchored', '2026-11-28 01:29:31.917861+00', NULL, '', 17, 1, 5),
	(21, 1, 'direct', 'anchored', '2026-11-28 01:29:33.536078+00', NULL, '', 18, 2, 4),
	(22, 1, 'direct', 'anchored', '2026-11-28 01:29:33.577299+00', NULL, '', 19, 1, 4),
	(23, 2, 'indirect', 'anchored', '2026-11-28 01:29:33.981683+00', '2026-11-28 01:29:34.020073+00', 'It is about the crane.', 19, 2, 4);


--
-- Data for Name: claims_relation; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_relation VALUES
	(1, 1, 'denies', '2026-11-28 01:29:03.801594+00', NULL, '', 2, 1, 1),
	(2, 1, 'counters', '2026-11-28 01:29:27.019502+00', NULL, '', 12, 1, 6),
	(3, 1, 'denies', '2026-11-28 01:29:33.821921+00', NULL, '', 19, 1, 18),
	(4, 2, 'same_as', '2026-11-28 01:29:33.915244+00', '2026-11-28 01:29:33.942808+00', 'It is narrower.', 19, 1, 9);


--
-- Data for Name: claims_span; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_span VALUES
	(1, 0, 886, 953, 'Ukraine accuses Russian forces of having killed civilians in Bucha.', 'ur settlement", he said there.

', ' The Prosecutor General, Iryna V', 1),
	(2, 0, 189, 237, 'Russian soldiers killed the people who lay there', 'diers were gone. Kyiv says that ', '.

Peskov repeated that the alle', 2),
	(3, 0, 484, 560, 'the bodies were placed on the streets only after the withdrawal was complete', 'hdrew around 30 March, and that ', '. It called the images a hoax.

', 3),
	(4, 0, 109, 172, 'bodies appeared in the streets only when its soldiers were gone', ' According to the Russian side, ', '. Kyiv says that Russian soldier', 4),
	(5, 0, 406, 520, 'The Defence Ministry in Kyiv put the number of bodies found in Bucha, Irpin and other places of the region at 410.', 'ter Lavrov had said on Monday.

', ' It gave no date for the deaths.', 5),
	(6, 0, 661, 723, 'the town''s mayor had announced that "everything was all right"', 'n troops were leaving, he said, ', '. The mayor, Anatolii Fedoruk, h', 6),
	(7, 0, 118, 196, 'The scene was staged after Russian units had left the town, he said in Moscow.', ' town of Bucha a "fake attack". ', '

The Kremlin''s spokesman, Dmitr', 7),
	(8, 0, 333, 404, 'The pictures were "staged", Foreign Minister Lavrov had said on Monday.', 'alled for an impartial inquiry. ', '

The Defence Ministry in Kyiv p', 8),
	(9, 0, 112, 147, 'The crane was never out of service.', ' longer than a day”.
He added: “', '” Two captains disagree.

A spok', 9),
	(10, 0, 225, 255, 'Twelve ships had called in May', 'hat 12 ships had called in May. ', ', the office repeated.
', 10),
	(19, 0, 257, 276, 'the office repeated', 'Twelve ships had called in May, ', '.
', 19),
	(21, 0, 66, 80, 'no ship waited', 'rbor master said on 3 May that “', ' longer than a day”.
He added: “', 11),
	(22, 0, 81, 98, 'longer than a day', 'd on 3 May that “no ship waited ', '”.
He added: “The crane was out ', 12),
	(23, 0, 46, 59, 'said on 3 May', 'denies delay

The harbor master ', ' that “no ship waited longer tha', 13),
	(24, 0, 0, 26, 'Harbor office denies delay', '', '

The harbor master said on 3 Ma', 14),
	(25, 0, 116, 121, 'crane', 'ger than a day”.
He added: “The ', ' was out of service once.” Two c', 15),
	(26, 0, 148, 169, 'Two captains disagree', 'crane was out of service once.” ', '.

A spokeswoman said that 12 sh', 16),
	(27, 0, 196, 222, '12 ships had called in May', 'agree.

A spokeswoman said that ', '. The office did not repeat it.
', 17),
	(28, 0, 172, 190, 'A spokeswoman said', ' once.” Two captains disagree.

', ' that 12 ships had called in May', 18),
	(29, 0, 28, 45, 'The harbor master', 'Harbor office denies delay

', ' said on 3 May that “no ship wai', 20),
	(30, 0, 113, 133, 'Капітани кажуть інше', '» — і додала, що кран працював.
', '… 🚢 Журнал порту — у додатку.
', 21),
	(31, 0, 49, 81, 'Жодне судно не чекало довше доби', 'тримку

Речниця порту сказала: «', '» — і додала, що кран працював.
', 22),
	(32, 0, 98, 111, 'кран працював', 'кало довше доби» — і додала, що ', '.
Капітани кажуть інше… 🚢 Журнал', 23);


--
-- Data for Name: django_content_type; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.django_content_type VALUES
	(1, 'auth', 'permission'),
	(2, 'auth', 'group'),
	(3, 'contenttypes', 'contenttype'),
	(4, 'sessions', 'session'),
	(5, 'account', 'emailaddress'),
	(6, 'account', 'emailconfirmation'),
	(7, 'mfa', 'authenticator'),
	(8, 'procrastinate', 'procrastinateevent'),
	(9, 'procrastinate', 'procrastinatejob'),
	(10, 'procrastinate', 'procrastinateperiodicdefer'),
	(11, 'procrastinate', 'procrastinateworker'),
	(12, 'web', 'receipt'),
	(13, 'ledger', 'touch'),
	(14, 'ledger', 'entry'),
	(15, 'ledger', 'head'),
	(16, 'accounts', 'token'),
	(17, 'accounts', 'person'),
	(18, 'archive', 'capture'),
	(19, 'articles', 'source'),
	(20, 'articles', 'article'),
	(21, 'articles', 'revision'),
	(22, 'claims', 'actor'),
	(23, 'claims', 'claim'),
	(24, 'claims', 'contribution'),
	(25, 'claims', 'mention'),
	(26, 'claims', 'attribution'),
	(27, 'claims', 'relation'),
	(28, 'claims', 'span'),
	(29, 'evidence', 'search'),
	(30, 'evidence', 'evidence'),
	(31, 'verdicts', 'rating'),
	(32, 'verdicts', 'review'),
	(33, 'verdicts', 'verdict'),
	(34, 'verdicts', 'verdictversion'),
	(35, 'verdicts', 'waiver'),
	(36, 'publishing', 'publication'),
	(37, 'publishing', 'correction');


--
-- Data for Name: django_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.django_migrations VALUES
	(1, 'accounts', '0001_initial', '2026-11-28 01:28:58.625591+00'),
	(2, 'account', '0001_initial', '2026-11-28 01:28:58.63775+00'),
	(3, 'account', '0002_email_max_length', '2026-11-28 01:28:58.644258+00'),
	(4, 'account', '0003_alter_emailaddress_create_unique_verified_email', '2026-11-28 01:28:58.65086+00'),
	(5, 'account', '0004_alter_emailaddress_drop_unique_email', '2026-11-28 01:28:58.658508+00'),
	(6, 'account', '0005_emailaddress_idx_upper_email', '2026-11-28 01:28:58.663176+00'),
	(7, 'account', '0006_emailaddress_lower', '2026-11-28 01:28:58.668448+00'),
	(8, 'account', '0007_emailaddress_idx_email', '2026-11-28 01:28:58.675238+00'),
	(9, 'account', '0008_emailaddress_unique_primary_email_fixup', '2026-11-28 01:28:58.680527+00'),
	(10, 'account', '0009_emailaddress_unique_primary_email', '2026-11-28 01:28:58.684275+00'),
	(11, 'accounts', '0002_kept_whole', '2026-11-28 01:28:58.687635+00'),
	(12, 'archive', '0001_initial', '2026-11-28 01:28:58.701295+00'),
	(13, 'archive', '0002_kept_whole', '2026-11-28 01:28:58.704911+00'),
	(14, 'articles', '0001_initial', '2026-11-28 01:28:58.779652+00'),
	(15, 'articles', '0002_http_addresses', '2026-11-28 01:28:58.788115+00'),
	(16, 'articles', '0003_names_without_case', '2026-11-28 01:28:59.375961+00'),
	(17, 'articles', '0004_kept_whole', '2026-11-28 01:28:59.401737+00'),
	(18, 'contenttypes', '0001_initial', '2026-11-28 01:28:59.408167+00'),
	(19, 'contenttypes', '0002_remove_content_type_name', '2026-11-28 01:28:59.424004+00'),
	(20, 'auth', '0001_initial', '2026-11-28 01:28:59.447366+00'),
	(21, 'auth', '0002_alter_permission_name_max_length', '2026-11-28 01:28:59.453762+00'),
	(22, 'auth', '0003_alter_user_email_max_length', '2026-11-28 01:28:59.459455+00'),
	(23, 'auth', '0004_alter_user_username_opts', '2026-11-28 01:28:59.468251+00'),
	(24, 'auth', '0005_alter_user_last_login_null', '2026-11-28 01:28:59.474122+00'),
	(25, 'auth', '0006_require_contenttypes_0002', '2026-11-28 01:28:59.47558+00'),
	(26, 'auth', '0007_alter_validators_add_error_messages', '2026-11-28 01:28:59.480367+00'),
	(27, 'auth', '0008_alter_user_username_max_length', '2026-11-28 01:28:59.485541+00'),
	(28, 'auth', '0009_alter_user_last_name_max_length', '2026-11-28 01:28:59.490876+00'),
	(29, 'auth', '0010_alter_group_name_max_length', '2026-11-28 01:28:59.49729+00'),
	(30, 'auth', '0011_update_proxy_permissions', '2026-11-28 01:28:59.508644+00'),
	(31, 'auth', '0012_alter_user_first_name_max_length', '2026-11-28 01:28:59.514717+00'),
	(32, 'claims', '0001_initial', '2026-11-28 01:29:00.054511+00'),
	(33, 'claims', '0002_http_addresses', '2026-11-28 01:29:00.064114+00'),
	(34, 'claims', '0003_topics_index', '2026-11-28 01:29:00.081603+00'),
	(35, 'claims', '0004_words_as_entered', '2026-11-28 01:29:00.103031+00'),
	(36, 'claims', '0005_contributed_by_the_clock', '2026-11-28 01:29:00.182306+00'),
	(37, 'claims', '0006_names_without_case', '2026-11-28 01:29:00.19096+00'),
	(38, 'claims', '0007_words_and_chain_each_as_entered', '2026-11-28 01:29:00.222099+00'),
	(39, 'claims', '0008_kept_whole', '2026-11-28 01:29:00.32804+00'),
	(40, 'evidence', '0001_initial', '2026-11-28 01:29:00.59882+00'),
	(41, 'evidence', '0002_http_addresses', '2026-11-28 01:29:00.616205+00'),
	(42, 'evidence', '0003_contributed_by_the_clock', '2026-11-28 01:29:00.68218+00'),
	(43, 'evidence', '0004_kept_whole', '2026-11-28 01:29:00.742838+00'),
	(44, 'ledger', '0001_initial', '2026-11-28 01:29:00.853501+00'),
	(45, 'ledger', '0002_head', '2026-11-28 01:29:00.855687+00'),
	(46, 'ledger', '0003_chain_held_and_rows_digested', '2026-11-28 01:29:00.896696+00'),
	(47, 'mfa', '0001_initial', '2026-11-28 01:29:00.929182+00'),
	(48, 'mfa', '0002_authenticator_timestamps', '2026-11-28 01:29:00.960108+00'),
	(49, 'mfa', '0003_authenticator_type_uniq', '2026-11-28 01:29:01.012961+00'),
	(50, 'procrastinate', '0001_initial', '2026-11-28 01:29:01.024598+00');
INSERT INTO public.django_migrations VALUES
	(51, 'procrastinate', '0002_drop_started_at_column', '2026-11-28 01:29:01.027291+00'),
	(52, 'procrastinate', '0003_drop_started_at_column', '2026-11-28 01:29:01.029323+00'),
	(53, 'procrastinate', '0004_drop_procrastinate_version_table', '2026-11-28 01:29:01.031522+00'),
	(54, 'procrastinate', '0005_fix_procrastinate_fetch_job', '2026-11-28 01:29:01.033565+00'),
	(55, 'procrastinate', '0006_fix_trigger_status_events_insert', '2026-11-28 01:29:01.035383+00'),
	(56, 'procrastinate', '0007_add_queueing_lock_column', '2026-11-28 01:29:01.037465+00'),
	(57, 'procrastinate', '0008_close_fetch_job_race_condition', '2026-11-28 01:29:01.04008+00'),
	(58, 'procrastinate', '0009_add_defer_job_function', '2026-11-28 01:29:01.04199+00'),
	(59, 'procrastinate', '0010_add_procrastinate_periodic_defers', '2026-11-28 01:29:01.046085+00'),
	(60, 'procrastinate', '0011_add_foreign_key_index', '2026-11-28 01:29:01.048138+00'),
	(61, 'procrastinate', '0012_add_locks_to_periodic_defer', '2026-11-28 01:29:01.051296+00'),
	(62, 'procrastinate', '0013_fix_procrastinate_defer_periodic_job', '2026-11-28 01:29:01.053384+00'),
	(63, 'procrastinate', '0014_add_finish_job_and_retry_job_functions', '2026-11-28 01:29:01.055067+00'),
	(64, 'procrastinate', '0015_add_trigger_on_job_deletion', '2026-11-28 01:29:01.056625+00'),
	(65, 'procrastinate', '0016_delete_finished_jobs', '2026-11-28 01:29:01.058142+00'),
	(66, 'procrastinate', '0017_add_checks_to_finish_job', '2026-11-28 01:29:01.059642+00'),
	(67, 'procrastinate', '0018_add_checks_to_retry_job', '2026-11-28 01:29:01.061+00'),
	(68, 'procrastinate', '0019_fix_finish_job_compat_issue', '2026-11-28 01:29:01.062521+00'),
	(69, 'procrastinate', '0020_add_index_on_procrastinate_jobs', '2026-11-28 01:29:01.064235+00'),
	(70, 'procrastinate', '0021_add_kwargs_to_defer_periodic_job', '2026-11-28 01:29:01.066647+00'),
	(71, 'procrastinate', '0022_null_locks_excluded', '2026-11-28 01:29:01.068666+00'),
	(72, 'procrastinate', '0023_remove_old_finish_job_function', '2026-11-28 01:29:01.070992+00'),
	(73, 'procrastinate', '0024_job_id_bigint', '2026-11-28 01:29:01.077507+00'),
	(74, 'procrastinate', '0025_add_models', '2026-11-28 01:29:01.082445+00'),
	(75, 'procrastinate', '0026_add_job_priority', '2026-11-28 01:29:01.087703+00'),
	(76, 'procrastinate', '0027_add_periodic_job_priority', '2026-11-28 01:29:01.089915+00'),
	(77, 'procrastinate', '0028_add_cancel_states', '2026-11-28 01:29:01.095339+00'),
	(78, 'procrastinate', '0029_add_additional_params_to_retry_job', '2026-11-28 01:29:01.09742+00'),
	(79, 'procrastinate', '0030_alter_procrastinateevent_options', '2026-11-28 01:29:01.09979+00'),
	(80, 'procrastinate', '0031_add_indexes_for_fetch_job', '2026-11-28 01:29:01.102915+00'),
	(81, 'procrastinate', '0032_pre_cancel_notification', '2026-11-28 01:29:01.108665+00'),
	(82, 'procrastinate', '0033_post_cancel_notification', '2026-11-28 01:29:01.119098+00'),
	(83, 'procrastinate', '0034_pre_add_heartbeat', '2026-11-28 01:29:01.126319+00'),
	(84, 'procrastinate', '0035_post_add_heartbeat', '2026-11-28 01:29:01.128464+00'),
	(85, 'procrastinate', '0036_add_worker_model', '2026-11-28 01:29:01.134818+00'),
	(86, 'procrastinate', '0037_pre_batch_defer_jobs', '2026-11-28 01:29:01.137276+00'),
	(87, 'procrastinate', '0038_post_batch_defer_jobs', '2026-11-28 01:29:01.139209+00'),
	(88, 'procrastinate', '0039_pre_priority_lock_fetch_job', '2026-11-28 01:29:01.141484+00'),
	(89, 'procrastinate', '0040_pre_retry_failed_job', '2026-11-28 01:29:01.150745+00'),
	(90, 'procrastinate', '0041_post_retry_failed_job', '2026-11-28 01:29:01.153188+00'),
	(91, 'verdicts', '0001_initial', '2026-11-28 01:29:01.778903+00'),
	(92, 'publishing', '0001_initial', '2026-11-28 01:29:01.804887+00'),
	(93, 'publishing', '0002_initial', '2026-11-28 01:29:02.270816+00'),
	(94, 'publishing', '0003_publication_order', '2026-11-28 01:29:02.30851+00'),
	(95, 'publishing', '0004_correction_contributes', '2026-11-28 01:29:02.324618+00'),
	(96, 'publishing', '0005_approver_had_not_contributed', '2026-11-28 01:29:02.384116+00'),
	(97, 'publishing', '0006_kept_whole', '2026-11-28 01:29:02.416248+00'),
	(98, 'sessions', '0001_initial', '2026-11-28 01:29:02.4217+00'),
	(99, 'verdicts', '0003_contributed_by_the_clock', '2026-11-28 01:29:02.453082+00'),
	(100, 'verdicts', '0004_verdict_begins_as_a_draft', '2026-11-28 01:29:02.59849+00');
INSERT INTO public.django_migrations VALUES
	(101, 'verdicts', '0005_review_by_the_database_clock', '2026-11-28 01:29:02.615984+00'),
	(102, 'verdicts', '0006_kept_whole', '2026-11-28 01:29:02.740234+00'),
	(103, 'verdicts', '0007_seed_scale', '2026-11-28 01:29:02.788571+00'),
	(104, 'verdicts', '0008_retracted_was_published', '2026-11-28 01:29:02.825852+00'),
	(105, 'web', '0001_initial', '2026-11-28 01:29:02.850128+00'),
	(106, 'web', '0002_cache_table', '2026-11-28 01:29:02.853673+00'),
	(107, 'web', '0003_receipt_digest', '2026-11-28 01:29:02.870491+00');


--
-- Data for Name: evidence_evidence; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.evidence_evidence VALUES
	(1, 1, 'supports', 'primary', 'The report, quoted by its title, documents at least 441 civilians killed in 102 villages and towns between 24 February and 6 April 2022, 73 of them in Bucha; 105 more cases there were being corroborated.', '2022-12-07', 'day', '', NULL, NULL, 'Killings of civilians: summary executions and attacks on individual civilians in Kyiv, Chernihiv, and Sumy regions', '', '', 'https://www.ohchr.org/', '', '2026-11-28 01:29:03.777419+00', NULL, '', NULL, 1, 1, NULL, NULL, 6, NULL),
	(2, 1, 'contradicts', 'primary', 'Images show dark objects the size of bodies on Yablonska Street that appeared between 9 and 11 March 2022, in the positions in which bodies were filmed at the beginning of April. Russian units held the town at that time.', '2022-04-04', 'day', '', NULL, NULL, 'Satellite images show bodies lay in Bucha for weeks, despite Russian claims', '', '', 'https://www.nytimes.com/2022/04/04/world/europe/bucha-ukraine-bodies.html', '', '2026-11-28 01:29:03.8046+00', NULL, '', NULL, 2, 1, 10, NULL, 5, NULL),
	(3, 1, 'contradicts', 'secondary', 'Reports the same images; it goes back to the same origin and adds no independent one.', '2022-04-06', 'day', '', 601, 680, 'show dark objects the size of bodies on Yablonska Street in the middle of March', 's that were published this week ', ', when Russian units still held ', '', '', '2026-11-28 01:29:03.813905+00', NULL, '', NULL, 2, 2, 10, 2, 2, NULL),
	(4, 1, 'contradicts', 'primary', 'Documented after a visit on 9 April 2022.', '2022-04-22', 'day', '', NULL, NULL, 'the unlawful killing, including by summary execution, of some 50 civilians in Bucha', '', '', 'https://www.ohchr.org/', '', '2026-11-28 01:29:03.819352+00', NULL, '', NULL, 2, 1, NULL, NULL, 6, NULL),
	(5, 1, 'supports', 'secondary', 'The ministry''s own account. It is a party to the dispute, and gives nothing that can be examined.', '2022-04-03', 'day', '', 562, 590, 'It called the images a hoax.', 'er the withdrawal was complete. ', '

Lavrov went further. While the', '', '', '2026-11-28 01:29:03.825771+00', NULL, '', NULL, 2, 2, NULL, 1, 3, NULL),
	(6, 1, 'context', 'secondary', 'When the units left, by the ministry''s own account: what was seen before that day was seen while they held the town.', '2022-04-03', 'day', '', 439, 473, 'its units withdrew around 30 March', 'ministry itself had stated that ', ', and that the bodies were place', '', '', '2026-11-28 01:29:03.832314+00', NULL, '', NULL, 2, 1, NULL, 1, 3, NULL),
	(7, 1, 'contradicts', 'secondary', 'Names the Prosecutor General and the days of the count, 1 to 3 April 2022, as other press reports of these days do.', '2022-04-05', 'day', '', 954, 1063, 'The Prosecutor General, Iryna Venediktova, said on Sunday that the bodies of 410 civilians had been recovered', 'ving killed civilians in Bucha. ', ' between 1 and 3 April in the pa', '', '', '2026-11-28 01:29:04.107419+00', NULL, '', NULL, 3, 2, 4, 1, 1, NULL),
	(8, 1, 'context', 'secondary', 'What the mayor said in his video message about the liberation of the town.', '2022-04-01', 'day', '', 812, 868, '"March 31 will go down in the history of our settlement"', 'on of Bucha in a video message. ', ', he said there.

Ukraine accuse', '', '', '2026-11-28 01:29:04.128406+00', NULL, '', NULL, 4, 1, 9, 1, 8, NULL),
	(9, 1, 'supports', 'secondary', 'Reports the minister''s words on the day he spoke. The address of the report itself is still to be found.', '2022-04-04', 'day', '', NULL, NULL, 'fake attack', '', '', 'https://tass.com/', '', '2026-11-28 01:29:04.175973+00', NULL, '', NULL, 5, 2, NULL, NULL, 11, NULL),
	(10, 1, 'context', 'primary', 'The register notes each arrival.', '2024-05-10', 'day', '', 149, 171, 'Two captains disagree.', 'rane was never out of service.” ', '

A spokeswoman said that 12 shi', '', '', '2026-11-28 01:29:24.070576+00', NULL, '', NULL, 6, 2, NULL, 3, 14, NULL),
	(11, 1, 'contradicts', 'primary', 'The register notes each arrival.', '2024-05-10', 'day', '', NULL, NULL, 'Arrived 2 May, berthed 4 May – “crane out of service”.', '', '', 'https://register.example/may', '', '2026-11-28 01:29:24.239751+00', NULL, '', NULL, 8, 1, NULL, NULL, 14, NULL),
	(12, 1, 'contradicts', 'primary', 'The register notes each arrival.', '2024-05-10', 'day', '', NULL, NULL, 'Arrived 2 May, berthed 4 May – “crane out of service”.', '', '', 'https://register.example/may', '', '2026-11-28 01:29:24.45902+00', NULL, '', NULL, 9, 1, NULL, NULL, 14, NULL),
	(13, 1, 'contradicts', 'primary', 'The register notes each arrival.', '2024-05-10', 'day', '', NULL, NULL, 'Arrived 2 May, berthed 4 May – “crane out of service”.', '', '', 'https://register.example/may', '', '2026-11-28 01:29:24.888649+00', NULL, '', NULL, 10, 1, NULL, NULL, 14, NULL),
	(14, 1, 'contradicts', 'primary', 'The register notes each arrival.', '2024-05-10', 'day', '', NULL, NULL, 'Arrived 2 May, berthed 4 May – “crane out of service”.', '', '', 'https://register.example/may', '', '2026-11-28 01:29:25.483738+00', NULL, '', NULL, 11, 1, NULL, NULL, 14, NULL),
	(15, 1, 'contradicts', 'primary', 'The register notes each arrival.', '2024-05-10', 'day', '', NULL, NULL, 'Arrived 2 May, berthed 4 May – “crane out of service”.', '', '', 'https://register.example/may', '', '2026-11-28 01:29:26.205622+00', NULL, '', NULL, 12, 1, NULL, NULL, 14, NULL),
	(16, 1, 'contradicts', 'primary', 'The register notes each arrival.', '2024-05-10', 'day', '', NULL, NULL, 'Arrived 2 May, berthed 4 May – “crane out of service”.', '', '', 'https://register.example/may', '', '2026-11-28 01:29:27.12287+00', NULL, '', NULL, 13, 1, NULL, NULL, 14, NULL),
	(17, 1, 'contradicts', 'primary', 'The register notes each arrival.', '2024-05-10', 'day', '', NULL, NULL, 'Arrived 2 May, berthed 4 May – “crane out of service”.', '', '', 'https://register.example/may', '', '2026-11-28 01:29:29.186373+00', NULL, '', NULL, 14, 1, NULL, NULL, 14, NULL),
	(18, 1, 'contradicts', 'primary', 'The register notes each arrival.', '2024-05-10', 'day', '', NULL, NULL, 'Arrived 2 May, berthed 4 May – “crane out of service”.', '', '', 'https://register.example/may', '', '2026-11-28 01:29:30.315849+00', NULL, '', NULL, 15, 1, NULL, NULL, 14, NULL),
	(19, 1, 'contradicts', 'primary', 'The register notes each arrival.', '2024-05-10', 'day', '', NULL, NULL, 'Arrived 2 May, berthed 4 May – “crane out of service”.', '', '', 'https://register.example/may', '', '2026-11-28 01:29:31.23318+00', NULL, '', NULL, 16, 1, NULL, NULL, 14, NULL),
	(20, 1, 'contradicts', 'primary', 'The register notes each arrival.', '2024-05-10', 'day', '', NULL, NULL, 'Arrived 2 May, berthed 4 May – “crane out of service”.', '', '', 'https://register.example/may', '', '2026-11-28 01:29:31.942492+00', NULL, '', NULL, 17, 1, NULL, NULL, 14, NULL),
	(21, 1, 'contradicts', 'primary', 'The register notes each arrival.', '2024-05-10', 'day', '', NULL, NULL, 'Arrived 2 May, berthed 4 May – “crane out of service”.', '', '', 'https://register.example/may', '', '2026-11-28 01:29:33.615228+00', NULL, '', NULL, 19, 1, NULL, NULL, 14, NULL),
	(22, 1, 'contradicts', 'primary', 'The log of the pilots.', NULL, 'day', '', NULL, NULL, '', '', '', '', '', '2026-11-28 01:29:33.649877+00', NULL, '', 6, 19, 1, NULL, NULL, 14, NULL),
	(23, 1, 'context', 'primary', 'The register notes each arrival.', '2024-05-10', 'day', '', 137, 149, 'Журнал порту', 'ацював.
Капітани кажуть інше… 🚢 ', ' — у додатку.
', '', '', '2026-11-28 01:29:33.6988+00', NULL, '', NULL, 19, 2, NULL, 4, 14, NULL),
	(24, 2, 'supports', 'primary', 'The register notes each arrival.', '2024-05-10', 'day', '', NULL, NULL, 'No delay.', '', '', 'https://harbor.example/copy', '', '2026-11-28 01:29:33.739077+00', '2026-11-28 01:29:33.790159+00', 'It is a copy of the office’s statement.', NULL, 19, 2, NULL, NULL, 14, 2);


--
-- Data for Name: evidence_search; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.evidence_search VALUES
	(1, 1, 'supports', 'Statements and briefings of the ministry, 3 to 30 April 2022', 'images, witnesses or dates that show the bodies being placed', '2022-12-09', false, 'Nothing that could be examined was found.', '2026-11-28 01:29:03.837869+00', 2, 2),
	(2, 1, 'supports', 'Press reports of 3 to 6 April 2022', 'Defence Ministry Ukraine 410 bodies', '2022-04-12', false, 'Reports found name the Prosecutor General.', '2026-11-28 01:29:04.109244+00', 3, 2),
	(3, 1, 'supports', 'Page of the city council and press reports, 30 March to 3 April 2022', 'mayor, all right, everything is fine', '2022-04-11', false, 'No announcement in these words.', '2026-11-28 01:29:04.13012+00', 4, 1),
	(4, 1, 'contradicts', 'Fact-checks of press agencies, April 2022', 'Fedoruk video everyone alive', '2022-04-11', false, 'Not looked at in full yet.', '2026-11-28 01:29:04.131726+00', 4, 1),
	(5, 1, 'supports', 'Port journal', 'waiting times May 2024', '2024-05-12', false, 'Nothing was found.', '2026-11-28 01:29:24.277243+00', 8, 2),
	(6, 1, 'supports', 'Port journal', 'waiting times May 2024', '2024-05-12', false, 'Nothing was found.', '2026-11-28 01:29:24.499316+00', 9, 2),
	(7, 1, 'supports', 'Port journal', 'waiting times May 2024', '2024-05-12', false, 'Nothing was found.', '2026-11-28 01:29:24.915251+00', 10, 2),
	(8, 1, 'supports', 'Port journal', 'waiting times May 2024', '2024-05-12', false, 'Nothing was found.', '2026-11-28 01:29:25.516229+00', 11, 2),
	(9, 1, 'supports', 'Port journal', 'waiting times May 2024', '2024-05-12', false, 'Nothing was found.', '2026-11-28 01:29:26.246771+00', 12, 2),
	(10, 1, 'supports', 'Port journal', 'waiting times May 2024', '2024-05-12', false, 'Nothing was found.', '2026-11-28 01:29:27.152692+00', 13, 2),
	(11, 1, 'contradicts', 'Radio log', 'captains', '2024-05-14', false, '', '2026-11-28 01:29:28.364596+00', 13, 2),
	(12, 1, 'supports', 'Port journal', 'waiting times May 2024', '2024-05-12', false, 'Nothing was found.', '2026-11-28 01:29:29.218411+00', 14, 2),
	(13, 1, 'supports', 'Port journal', 'waiting times May 2024', '2024-05-12', false, 'Nothing was found.', '2026-11-28 01:29:30.346943+00', 15, 2),
	(14, 1, 'supports', 'Port journal', 'waiting times May 2024', '2024-05-12', false, 'Nothing was found.', '2026-11-28 01:29:31.260719+00', 16, 2),
	(15, 1, 'supports', 'Port journal', 'waiting times May 2024', '2024-05-12', false, 'Nothing was found.', '2026-11-28 01:29:31.969893+00', 17, 2);


--
-- Data for Name: ledger_entry; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ledger_entry VALUES
	(1, '2026-11-28 01:29:02.769273+00', 'rating.added', 'rating', 1, '', NULL, '{"name": "True", "number": 5, "conclusion": "supported"}', '[["rating", 1, 1, "7714b71d2d01a58cf1cb3b349c5af084cda2b77854983a7e8503f345fb299d96"]]', '0000000000000000000000000000000000000000000000000000000000000000', '3e25c4908c07bf71fa7152fc045527039150a5dcf8413783c7ad59f3c057c0b0', NULL),
	(2, '2026-11-28 01:29:02.775952+00', 'rating.added', 'rating', 2, '', NULL, '{"name": "Mostly true", "number": 4, "conclusion": "supported"}', '[["rating", 2, 1, "313bda6b445b4131ef2fa36b78f8fa7f9435b36b504fde5d9533643b0c802ecf"]]', '3e25c4908c07bf71fa7152fc045527039150a5dcf8413783c7ad59f3c057c0b0', '02cbd19b16dfaaa87f37e9ab40b3accbf6c5b1145a23c5a2a77345ba172ffe21', NULL),
	(3, '2026-11-28 01:29:02.778371+00', 'rating.added', 'rating', 3, '', NULL, '{"name": "Half true", "number": 3, "conclusion": "conflicting"}', '[["rating", 3, 1, "61f2264e0395daecc72e83dfa3b551faa7f186c2b7908385c38c75176f8f9b12"]]', '02cbd19b16dfaaa87f37e9ab40b3accbf6c5b1145a23c5a2a77345ba172ffe21', '604d7fcfed38f68dd5f0b1a60f556185949e599dc58670bd640a16c70c9fbf82', NULL),
	(4, '2026-11-28 01:29:02.780263+00', 'rating.added', 'rating', 4, '', NULL, '{"name": "Mostly false", "number": 2, "conclusion": "refuted"}', '[["rating", 4, 1, "7a4a93e302ee4aafe7d44ab12c0807b2a3fe3826b201944f3e120d3dd2aeb2f1"]]', '604d7fcfed38f68dd5f0b1a60f556185949e599dc58670bd640a16c70c9fbf82', '9dd3ffd9e7feee1443fe76dbde59a35c35404a921c44f7830bdd1680e413e8f0', NULL),
	(5, '2026-11-28 01:29:02.782202+00', 'rating.added', 'rating', 5, '', NULL, '{"name": "False", "number": 1, "conclusion": "refuted"}', '[["rating", 5, 1, "4ad864d664ac0875c84ceaad52641f29d15a046bbf44a58fc3d2231544afb3d9"]]', '9dd3ffd9e7feee1443fe76dbde59a35c35404a921c44f7830bdd1680e413e8f0', 'e06c9ea3811eb8bac576734381141f99bdbf0ef9169a99e8d14d30a9e91902e2', NULL),
	(6, '2026-11-28 01:29:02.786179+00', 'rating.added', 'rating', 6, '', NULL, '{"name": "Misleading", "number": null, "conclusion": "refuted"}', '[["rating", 6, 1, "60c3f7a1f1867f129df22f3f1ceb4a0f00f626da05ca8bf709b54d2af9050cd9"]]', 'e06c9ea3811eb8bac576734381141f99bdbf0ef9169a99e8d14d30a9e91902e2', '9ad0f618c6997dbe3583f8fbe92dc8c91af484105ceea9ad05cdfd12a2f63f10', NULL),
	(7, '2026-11-28 01:29:02.787939+00', 'rating.added', 'rating', 7, '', NULL, '{"name": "Unproven", "number": null, "conclusion": "not_enough"}', '[["rating", 7, 1, "c72b541ed847cf2c0bd4e7a7c40307244af6cf5ec74ee322f0e860ecc501c03b"]]', '9ad0f618c6997dbe3583f8fbe92dc8c91af484105ceea9ad05cdfd12a2f63f10', '952369b08a4517c327f8fe368feac9c30111178cf2d04a87c7d7929de1a6504e', NULL),
	(8, '2026-11-28 01:29:03.545954+00', 'person.added', 'person', 1, '', NULL, '{"name": "Anna Checker", "role": "checker", "email": "checker@demo.example"}', '[["person", 1, 1, "6ecdf7d5b5a04f5e2bc5e11a3dd5aeaaf1042a1771d51609a364c33849d7e0a8"]]', '952369b08a4517c327f8fe368feac9c30111178cf2d04a87c7d7929de1a6504e', 'c19b033aa042ab0c647f1b1715d71ab2a89007abc3953335a5317a10256870a1', NULL),
	(9, '2026-11-28 01:29:03.548565+00', 'person.added', 'person', 2, '', NULL, '{"name": "Boris Second", "role": "checker", "email": "second@demo.example"}', '[["person", 2, 1, "7584c2c3454919bbfc8b4aa5315a9d2d8f9a60d819a02f18af1530e542b5e025"]]', 'c19b033aa042ab0c647f1b1715d71ab2a89007abc3953335a5317a10256870a1', 'd95ae0b19d09b669ab780b1bdbf7113a4231256ab2fd316eeec8598b6531db1f', NULL),
	(10, '2026-11-28 01:29:03.553667+00', 'person.added', 'person', 3, '', NULL, '{"name": "Erin Editor", "role": "editor", "email": "editor@demo.example"}', '[["person", 3, 1, "6b606973e4ebf19a8f6b9c21fc35147fdd8c8c1eb86ed6c479cb7db9dffd6cf6"]]', 'd95ae0b19d09b669ab780b1bdbf7113a4231256ab2fd316eeec8598b6531db1f', 'de8cafb147db4a77446d2f90fc9c29f25c092f4c30b38d8d5a0519b6d9c8e2cc', NULL),
	(11, '2026-11-28 01:29:03.556311+00', 'person.added', 'person', 4, '', NULL, '{"name": "Amin Administrator", "role": "administrator", "email": "admin@demo.example"}', '[["person", 4, 1, "09f5add907dc34528da850bbf8b0fe1ca194950058a1c6e2612bb91fc742fa2d"]]', 'de8cafb147db4a77446d2f90fc9c29f25c092f4c30b38d8d5a0519b6d9c8e2cc', 'aa801aa53b842e8b1845b3364408049e336ea071b3e353eddfa4bbcf481807d2', NULL),
	(12, '2026-11-28 01:29:03.561745+00', 'source.added', 'source', 1, '', NULL, '{"name": "Demonstration Courier", "interest": "An invented outlet of this demonstration.", "source_kind": "outlet"}', '[["source", 1, 1, "dcb2d134648c27dccc63a610d598e22c74e254962a2e81ab6fbb28dff8c65365"]]', 'aa801aa53b842e8b1845b3364408049e336ea071b3e353eddfa4bbcf481807d2', '60c986ba9c1f84cf9465750e3a390a903fab44d79ce266c6a87115cd71494ee9', 1),
	(13, '2026-11-28 01:29:03.566322+00', 'source.added', 'source', 2, '', NULL, '{"name": "Demonstration Gazette", "interest": "An invented outlet of this demonstration.", "source_kind": "outlet"}', '[["source", 2, 1, "3ff64aa3f3e2939aa77c71627dea4d89a13ff9a254fed8caab82e159f1253a36"]]', '60c986ba9c1f84cf9465750e3a390a903fab44d79ce266c6a87115cd71494ee9', 'c8b51b30a5cae5bb60bf8a09b60353f925b3cc66e82d7d09d9160c329cea0d7f', 1),
	(14, '2026-11-28 01:29:03.56857+00', 'source.added', 'source', 3, '', NULL, '{"name": "Ministry of Defence of the Russian Federation", "country": "Russia", "interest": "Its units held the town and are the ones accused.", "is_party": true, "source_kind": "government"}', '[["source", 3, 1, "5f8e6a4a3e1b843c0976a522c72aa7301333e406f0779bd5ca22eb9250a41b19"]]', 'c8b51b30a5cae5bb60bf8a09b60353f925b3cc66e82d7d09d9160c329cea0d7f', '6900115085cb840cb8c3b6f8d3d983f4f8ceeb510c1a832e377cbcc630f227be', 1),
	(15, '2026-11-28 01:29:03.570977+00', 'source.added', 'source', 4, '', NULL, '{"name": "Office of the Prosecutor General of Ukraine", "country": "Ukraine", "interest": "Leads the prosecution on the side of the accusing state.", "is_party": true, "source_kind": "government"}', '[["source", 4, 1, "3dc0700a8b66b5716d9e62cece78b98dab7c8037d469651fdf235dd938e89bb6"]]', '6900115085cb840cb8c3b6f8d3d983f4f8ceeb510c1a832e377cbcc630f227be', '88e17cec8aee8fdf88bf9e69bde0a3ff83ff74051734a33ef3ff9f40e4a8f52d', 1),
	(16, '2026-11-28 01:29:03.627182+00', 'source.added', 'source', 5, '', NULL, '{"name": "The New York Times, Visual Investigations", "address": "https://www.nytimes.com/", "country": "United States", "interest": "Examined images of a commercial provider by itself.", "source_kind": "outlet"}', '[["source", 5, 1, "70bcc5729a4ef7847b2684dcc4e4103f4ee1d2f0d420c2457ca54f4fff436af9"]]', '88e17cec8aee8fdf88bf9e69bde0a3ff83ff74051734a33ef3ff9f40e4a8f52d', '030d2c75121482e5155d89ae427ac34a9275b6421d13dd28fc1b11f898454e8f', 1),
	(17, '2026-11-28 01:29:03.62968+00', 'source.added', 'source', 6, '', NULL, '{"name": "Office of the United Nations High Commissioner for Human Rights", "address": "https://www.ohchr.org/", "interest": "Documents on behalf of the United Nations; visited the town.", "source_kind": "international"}', '[["source", 6, 1, "7f138deb098be94c5c18ff3500cc1a88fb4cf83debaf0c154217c7703d087c1a"]]', '030d2c75121482e5155d89ae427ac34a9275b6421d13dd28fc1b11f898454e8f', 'e12114c3c8681d4ab2d8681bc60aa86e1376cfb56bad92c9e61f9849f8c9428b', 1),
	(18, '2026-11-28 01:29:03.636312+00', 'source.added', 'source', 7, '', NULL, '{"name": "AFP Fact Check", "country": "France", "source_kind": "agency"}', '[["source", 7, 1, "5bd992142786870edeb73bbc82c946fa1cfb44b486084c7132a0e279989c0fa3"]]', 'e12114c3c8681d4ab2d8681bc60aa86e1376cfb56bad92c9e61f9849f8c9428b', '488ec5c4304ce03897361a307c94ebe50a436ef17f0f4968ca4d0998eb9bbbfc', 1),
	(19, '2026-11-28 01:29:03.638314+00', 'source.added', 'source', 8, '', NULL, '{"name": "Interfax-Ukraine", "country": "Ukraine", "source_kind": "agency"}', '[["source", 8, 1, "d875b3ebf978ab5cdccbc7a6f190eb9cb554e7fa5ef430ef9d69a1bd57ed0b27"]]', '488ec5c4304ce03897361a307c94ebe50a436ef17f0f4968ca4d0998eb9bbbfc', '01c2567c3928e110a0e40ae8050aee926e7499647fba7cf4bcce10d30357d77f', 1),
	(20, '2026-11-28 01:29:03.639918+00', 'source.added', 'source', 9, '', NULL, '{"name": "Bucha City Council", "country": "Ukraine", "interest": "The town''s own administration.", "is_party": true, "source_kind": "government"}', '[["source", 9, 1, "0ca57dd7a58b8afe33a6ce536aa955e49cc715dd6481c1418168148ff1569016"]]', '01c2567c3928e110a0e40ae8050aee926e7499647fba7cf4bcce10d30357d77f', 'ff6fff8cff0964310f35a66e4e9a430d159c7ffedc0a3b4fd58b67bc4de8223b', 1),
	(21, '2026-11-28 01:29:03.641439+00', 'source.added', 'source', 10, '', NULL, '{"name": "Maxar Technologies", "country": "United States", "interest": "Sells satellite images, among others to governments.", "source_kind": "organization"}', '[["source", 10, 1, "454732204ede089c24fca60801aa29caddeaf885b179d10f6d1e0dc1b7affd60"]]', 'ff6fff8cff0964310f35a66e4e9a430d159c7ffedc0a3b4fd58b67bc4de8223b', 'd6a3a07d34b4765a9691f858182de0f12ca2add0fdf033b61f31d1e93c1690b9', 1),
	(22, '2026-11-28 01:29:03.646369+00', 'source.added', 'source', 11, '', NULL, '{"name": "TASS", "country": "Russia", "interest": "State agency of a party to the dispute.", "is_party": true, "source_kind": "agency"}', '[["source", 11, 1, "4086b79e13a372d04f17ec34df80cccf8438f06496d705a7c2e0bfdb07dd9cf7"]]', 'd6a3a07d34b4765a9691f858182de0f12ca2add0fdf033b61f31d1e93c1690b9', 'ae23235b9ae17278017d3f463da48ffa2550f61956d3f5cc99cac56170e77065', 1),
	(23, '2026-11-28 01:29:03.653769+00', 'actor.added', 'actor', 1, '', NULL, '{"name": "Sergey Lavrov", "description": "foreign minister of Russia"}', '[["actor", 1, 1, "ab5b0e5ab6b8dd221bfa5b6bc17c8fd0bd009890d7291f70fc73495bcc7b12c9"]]', 'ae23235b9ae17278017d3f463da48ffa2550f61956d3f5cc99cac56170e77065', '2c7c91cca407d43283f47697016e671d6acde3e99b63b0c807feadb39afae9ed', 1),
	(24, '2026-11-28 01:29:03.659007+00', 'actor.added', 'actor', 2, '', NULL, '{"name": "Dmitry Peskov", "description": "spokesman of the Kremlin"}', '[["actor", 2, 1, "7a8371c6e04f7db2f5884366099f3b2fcf50364f2b17845f5b130f41fa4a63bb"]]', '2c7c91cca407d43283f47697016e671d6acde3e99b63b0c807feadb39afae9ed', 'de6dc76e04d25f2efdbd3ae9d4b166d3693c3ffcf834f605699ead91b8403750', 1),
	(25, '2026-11-28 01:29:03.662945+00', 'actor.added', 'actor', 3, '', NULL, '{"name": "Anatolii Fedoruk", "description": "mayor of Bucha"}', '[["actor", 3, 1, "af112f3d63dec73d5b32d21ca6cada5be8094f50d969e7f2ab90ec617465555a"]]', 'de6dc76e04d25f2efdbd3ae9d4b166d3693c3ffcf834f605699ead91b8403750', 'ec7a2c5975e6fa347ebaa73d960530098c1db5c4225c2e3e8201b5986d9cdd70', 1),
	(26, '2026-11-28 01:29:03.670782+00', 'actor.added', 'actor', 4, '', NULL, '{"name": "Iryna Venediktova", "description": "Prosecutor General of Ukraine"}', '[["actor", 4, 1, "a542c7410447546625715e62b36f942c440a0e33884559ceb18fa9453e3eff77"]]', 'ec7a2c5975e6fa347ebaa73d960530098c1db5c4225c2e3e8201b5986d9cdd70', '3bd488193365632bbc29040efb3daec40be7d1b6d0fbe69e5927ea1d964edf95', 1),
	(27, '2026-11-28 01:29:03.679457+00', 'actor.added', 'actor', 5, '', NULL, '{"name": "The Ukrainian authorities", "actor_kind": "organization"}', '[["actor", 5, 1, "a52144ab7626fed4dc7158abad4d7a43d6c36a0336ddcb27084f17961600ebeb"]]', '3bd488193365632bbc29040efb3daec40be7d1b6d0fbe69e5927ea1d964edf95', 'ca8ec8c604867906b6ef83de50b6d302b725f8053d3b075f9f230dc67c3f83dd', 1),
	(28, '2026-11-28 01:29:03.687369+00', 'actor.added', 'actor', 6, '', NULL, '{"name": "Demonstration Courier", "source": 1, "same_as": "", "actor_kind": "organization"}', '[["actor", 6, 1, "a6e86c6ef63e17ef0891f029e5ecc20502d5a16c8118a39080b1efd9588fc296"]]', 'ca8ec8c604867906b6ef83de50b6d302b725f8053d3b075f9f230dc67c3f83dd', 'e9c5d9af606c1bbca590bfc4831bc4f5e848129936154a63aec13ef2ae3de42f', 1),
	(29, '2026-11-28 01:29:03.696589+00', 'actor.added', 'actor', 7, '', NULL, '{"name": "Demonstration Gazette", "source": 2, "same_as": "", "actor_kind": "organization"}', '[["actor", 7, 1, "2085a6c132d3f76ab3b2e000b0fe9b4a9d9107f4a57a8cbc2c5cf55d72190d83"]]', 'e9c5d9af606c1bbca590bfc4831bc4f5e848129936154a63aec13ef2ae3de42f', 'd7181463c6021096d5c7e8335d8c0b43e6805ed3ab09189b1427c48be6d09fe5', 1),
	(30, '2026-11-28 01:29:03.701043+00', 'actor.added', 'actor', 8, '', NULL, '{"name": "Ministry of Defence of the Russian Federation", "source": 3, "same_as": "", "actor_kind": "organization"}', '[["actor", 8, 1, "1784adb4f0dab5b88fe8afde2e3235e10b41267796755966e75a95bf3b3ebfb4"]]', 'd7181463c6021096d5c7e8335d8c0b43e6805ed3ab09189b1427c48be6d09fe5', '1459e05600e0374e5f6d6a8c5192f890b54215d1ab36dddfeba0bd2dbf509390', 1),
	(31, '2026-11-28 01:29:03.726578+00', 'article.imported', 'article', 1, '', NULL, '{"title": "Moscow rejects blame for the dead of Bucha", "author": "The demonstration", "length": 1178, "outlet": 1, "sha256": "19f2c70495c62bde75fee9ab548b0ad5dd7b4086bef3cb3237f3a0355f171497", "address": "", "language": "en", "is_graphic": true, "published_on": "2022-04-05"}', '[["article", 1, 1, "b0f426500eda793034dc612559d9bb7180c2919125cb9e733ce33803846f6378"], ["capture", 1, 1, "19485cca67d8d2658638ebe805ac061fc372b6c80d073f86f3a3f39830eaee84"], ["revision", 1, 1, "31e0620ace2e26d5a0ed9b39f97741d505bd491a913fd4bfc60d0cb9fdbf001e"]]', '1459e05600e0374e5f6d6a8c5192f890b54215d1ab36dddfeba0bd2dbf509390', '41dbc59f5afc0d5eb1e8516ad3c265fa90b84feae87a0d7d9d58d78110841e15', 1),
	(32, '2026-11-28 01:29:03.747933+00', 'article.imported', 'article', 2, '', NULL, '{"title": "Dispute over Bucha goes on before vote at the United Nations", "author": "The demonstration", "length": 825, "outlet": 2, "sha256": "15fa851a35cf7209946afb45cf0991cd21864eac8d09e4b30d1f6f822837ff28", "address": "", "language": "en", "is_graphic": true, "published_on": "2022-04-06"}', '[["article", 2, 1, "e7c9e427721d88bfa09759f56225b925799ac3aff5f1880ed9f3387235c9d7d8"], ["capture", 2, 1, "1feeef53562dc45d6d65f57ca6a63ea49f7404e36f96c989275e3969e1bde272"], ["revision", 2, 1, "69ddd596a0793c5a7c60be76d7679dcd6cbd7084a0582cb3da5934310b073ec5"]]', '41dbc59f5afc0d5eb1e8516ad3c265fa90b84feae87a0d7d9d58d78110841e15', '03b0ae9cdf58402dc9b6ccdfb3c53e3bcc0604f2e2d4f848dde147152e7d943b', 2),
	(42, '2026-11-28 01:29:03.830772+00', 'evidence.added', 'evidence', 5, '', NULL, '{"end": 590, "note": "The ministry''s own account. It is a party to the dispute, and gives nothing that can be examined.", "claim": 2, "exact": "It called the images a hoax.", "start": 562, "origin": null, "prefix": "er the withdrawal was complete. ", "source": 3, "stance": "supports", "suffix": "\n\nLavrov went further. While the", "locator": "", "revision": 1, "closeness": "secondary", "evidence_set": "", "available_since": "2022-04-03", "available_precision": "day"}', '[["evidence", 5, 1, "8403689b22686a2cb34c952e117b3beb5a72da0d5d5a9461b5b3aeaa3a071b24"]]', 'c38a7058b197229f1fa1da62cf524918760ca786e3a2518936e3038f1065187d', 'bfbfcde30cd0e8d529b74eb0235a61ab19fce002f3cdf70fa0bc0ba03a0f3f05', 2),
	(33, '2026-11-28 01:29:03.766905+00', 'claim.added', 'claim', 1, '', NULL, '{"layer": "proposition", "place": "Bucha, Ukraine", "types": ["event"], "topics": ["Bucha"], "context": "Ukraine''s accusation, which Russian officials deny.", "mention": {"mode": "indirect", "chain": [6, 5], "claim": 1, "spans": [{"end": 953, "exact": "Ukraine accuses Russian forces of having killed civilians in Bucha.", "start": 886, "prefix": "ur settlement\", he said there.\n\n", "suffix": " The Prosecutor General, Iryna V"}], "anchor": "anchored", "revision": 1}, "said_on": "2022-04-03", "claimant": 5, "statement": "Russian forces killed civilians in Bucha in March 2022.", "said_precision": "day"}', '[["claim", 1, 1, "021745f9ec7b1b498d57bd5a5157353ace8444cda839b06fdbcc21b6bba8699c"], ["mention", 1, 1, "3dfad641089f02fe5e52a72c560e1fe54fbdb35e666d4efeea41f4385dc2802a"]]', '03b0ae9cdf58402dc9b6ccdfb3c53e3bcc0604f2e2d4f848dde147152e7d943b', '53888fd1ca5b7b319087fce44abeff9cdf2b0f88425f1c65bae098b5bb809d5d', 1),
	(34, '2026-11-28 01:29:03.775948+00', 'mention.added', 'mention', 2, '', NULL, '{"mode": "indirect", "chain": [7, 5], "claim": 1, "spans": [{"end": 237, "exact": "Russian soldiers killed the people who lay there", "start": 189, "prefix": "diers were gone. Kyiv says that ", "suffix": ".\n\nPeskov repeated that the alle"}], "anchor": "anchored", "revision": 2}', '[["mention", 2, 1, "8d9eb4c38b3f56cf02e68e9fb70d80c5057533c1223ca5452aecb90f9c820afa"]]', '53888fd1ca5b7b319087fce44abeff9cdf2b0f88425f1c65bae098b5bb809d5d', '5c5a71ec085cb93ee1e197daf0d8fb70b92ef0dafec3d8f7ec9697a9bbc85ae2', 2),
	(35, '2026-11-28 01:29:03.782236+00', 'evidence.added', 'evidence', 1, '', NULL, '{"note": "The report, quoted by its title, documents at least 441 civilians killed in 102 villages and towns between 24 February and 6 April 2022, 73 of them in Bucha; 105 more cases there were being corroborated.", "claim": 1, "exact": "Killings of civilians: summary executions and attacks on individual civilians in Kyiv, Chernihiv, and Sumy regions", "origin": null, "source": 6, "stance": "supports", "address": "https://www.ohchr.org/", "locator": "", "closeness": "primary", "evidence_set": "", "available_since": "2022-12-07", "available_precision": "day"}', '[["evidence", 1, 1, "235812524e13959247c040df153fcf338582cad41da85ff0b445cd3965cd6a88"]]', '5c5a71ec085cb93ee1e197daf0d8fb70b92ef0dafec3d8f7ec9697a9bbc85ae2', '1986fbfe4d0dfba50fdcd59566770d45ce197ee57b1de961ecdf000ce3baf405', 1),
	(36, '2026-11-28 01:29:03.794045+00', 'claim.added', 'claim', 2, '', NULL, '{"layer": "proposition", "place": "Bucha, Ukraine", "types": ["event", "causal"], "topics": ["Bucha"], "context": "Stated by the ministry on 3 April 2022 in answer to the accusation that Russian forces killed civilians in the town.", "mention": {"mode": "indirect", "chain": [6, 8], "claim": 2, "spans": [{"end": 560, "exact": "the bodies were placed on the streets only after the withdrawal was complete", "start": 484, "prefix": "hdrew around 30 March, and that ", "suffix": ". It called the images a hoax.\n\n"}], "anchor": "anchored", "revision": 1}, "said_on": "2022-04-03", "claimant": 8, "statement": "The bodies seen on the streets of Bucha were placed there after Russian units had withdrawn.", "said_precision": "day"}', '[["claim", 2, 1, "cb600361c863ff58a592b3a5acc86e8dff743a6e1bf2faf41c046b23ad5777d2"], ["mention", 3, 1, "43cb27701b97fa284c9afe42f1d58feb00c4391b30feb1e3a50b95867517773b"]]', '1986fbfe4d0dfba50fdcd59566770d45ce197ee57b1de961ecdf000ce3baf405', '1c2ea9a2da563242eb848cbb1613790d857c26f1ca35f30d6b67c2fc75df8da9', 1),
	(37, '2026-11-28 01:29:03.797227+00', 'mention.added', 'mention', 4, '', NULL, '{"mode": "indirect", "chain": [7, 8], "claim": 2, "spans": [{"end": 172, "exact": "bodies appeared in the streets only when its soldiers were gone", "start": 109, "prefix": " According to the Russian side, ", "suffix": ". Kyiv says that Russian soldier"}], "anchor": "anchored", "revision": 2}', '[["mention", 4, 1, "85bce52aa379dcece370762a1784ffc5eb9e0c858522dbbb86df95273dd30418"]]', '1c2ea9a2da563242eb848cbb1613790d857c26f1ca35f30d6b67c2fc75df8da9', '88c1819c5c9fa7b68f1ae4db46d09780e891d945e1e6de9ba62f05d5904eb6c6', 2),
	(38, '2026-11-28 01:29:03.803434+00', 'relation.added', 'relation', 1, '', NULL, '{"claim": 2, "other": 1, "relation": "denies"}', '[["relation", 1, 1, "d44baf602dcb215dd11ebc9c8541da38f15809b2f6c6b574ecfc2c3a2dba2188"]]', '88c1819c5c9fa7b68f1ae4db46d09780e891d945e1e6de9ba62f05d5904eb6c6', '49194a93968760cc6ba4e15db004007afb9d65f597f11c51578839874ca57868', 1),
	(39, '2026-11-28 01:29:03.805556+00', 'evidence.added', 'evidence', 2, '', NULL, '{"note": "Images show dark objects the size of bodies on Yablonska Street that appeared between 9 and 11 March 2022, in the positions in which bodies were filmed at the beginning of April. Russian units held the town at that time.", "claim": 2, "exact": "Satellite images show bodies lay in Bucha for weeks, despite Russian claims", "origin": 10, "source": 5, "stance": "contradicts", "address": "https://www.nytimes.com/2022/04/04/world/europe/bucha-ukraine-bodies.html", "locator": "", "closeness": "primary", "evidence_set": "", "available_since": "2022-04-04", "available_precision": "day"}', '[["evidence", 2, 1, "a06dd9da0b3332e8e94055653fe3c36b841d6f08e750dd43f82dc1246fb40de3"]]', '49194a93968760cc6ba4e15db004007afb9d65f597f11c51578839874ca57868', '6005fa90b1d51bd5493f2ac91a64cda3869492b65af352bde012473b2bf3784c', 1),
	(40, '2026-11-28 01:29:03.817785+00', 'evidence.added', 'evidence', 3, '', NULL, '{"end": 680, "note": "Reports the same images; it goes back to the same origin and adds no independent one.", "claim": 2, "exact": "show dark objects the size of bodies on Yablonska Street in the middle of March", "start": 601, "origin": 10, "prefix": "s that were published this week ", "source": 2, "stance": "contradicts", "suffix": ", when Russian units still held ", "locator": "", "revision": 2, "closeness": "secondary", "evidence_set": "", "available_since": "2022-04-06", "available_precision": "day"}', '[["evidence", 3, 1, "67c2079d96ed2d1c489c6ea890c2bf95362373c5832b83d66620ca266e73a2dd"]]', '6005fa90b1d51bd5493f2ac91a64cda3869492b65af352bde012473b2bf3784c', '0f4adec9789b3f10d66483264a6caceef29117fa998f90b3fe5d0427527b566b', 2),
	(41, '2026-11-28 01:29:03.820737+00', 'evidence.added', 'evidence', 4, '', NULL, '{"note": "Documented after a visit on 9 April 2022.", "claim": 2, "exact": "the unlawful killing, including by summary execution, of some 50 civilians in Bucha", "origin": null, "source": 6, "stance": "contradicts", "address": "https://www.ohchr.org/", "locator": "", "closeness": "primary", "evidence_set": "", "available_since": "2022-04-22", "available_precision": "day"}', '[["evidence", 4, 1, "a4ebbcf02b6f36efd0c76a21302846d5183975e2cb58c4430aba7ff4406ee21a"]]', '0f4adec9789b3f10d66483264a6caceef29117fa998f90b3fe5d0427527b566b', 'c38a7058b197229f1fa1da62cf524918760ca786e3a2518936e3038f1065187d', 1),
	(43, '2026-11-28 01:29:03.833754+00', 'evidence.added', 'evidence', 6, '', NULL, '{"end": 473, "note": "When the units left, by the ministry''s own account: what was seen before that day was seen while they held the town.", "claim": 2, "exact": "its units withdrew around 30 March", "start": 439, "origin": null, "prefix": "ministry itself had stated that ", "source": 3, "stance": "context", "suffix": ", and that the bodies were place", "locator": "", "revision": 1, "closeness": "secondary", "evidence_set": "", "available_since": "2022-04-03", "available_precision": "day"}', '[["evidence", 6, 1, "2d83ee4a91e70842560ca7d60adc6311b6fda6dfe67474906d1d0e49daab0cd2"]]', 'bfbfcde30cd0e8d529b74eb0235a61ab19fce002f3cdf70fa0bc0ba03a0f3f05', '6db2d2987bbbc90f670e09262d41b3b015e152ec93283c8cd9935b586ffbdbec', 1),
	(44, '2026-11-28 01:29:03.844887+00', 'search.logged', 'search', 1, '', NULL, '{"note": "Nothing that could be examined was found.", "claim": 2, "place": "Statements and briefings of the ministry, 3 to 30 April 2022", "terms": "images, witnesses or dates that show the bodies being placed", "sought": "supports", "is_found": false, "searched_on": "2022-12-09"}', '[["search", 1, 1, "ba03b783825d39e3479a2dd80e2610c6f0fc5c460dfa2bf748b447f455072201"]]', '6db2d2987bbbc90f670e09262d41b3b015e152ec93283c8cd9935b586ffbdbec', 'c8e7c537ef82df29b74d9d1de93098ab008873682cdbff542dd3cf177882f09f', 2),
	(45, '2026-11-28 01:29:03.867064+00', 'verdict.opened', 'verdict', 1, '', NULL, '{"as_of": "2022-12-09", "claim": 2, "number": 1, "rating": "False", "summary": "Satellite images show bodies in the same places while Russian units held the town.", "rationale": "The ministry says that its units left around **30 March 2022** and that the bodies were placed afterwards.\n\nSatellite images show objects the size of bodies on Yablonska Street from **11 March** on, in the positions in which bodies were filmed at the beginning of April. An image of 19 March shows bodies on the street.\n\nNothing that could be examined was found for the ministry''s account. This verdict is about *when the bodies lay there*. Who killed these people is a claim of its own, which is still open.", "conclusion": "refuted"}', '[["verdict", 1, 1, "4a0d4aa573330942dbd136d70a98fa340b20bd3cd356bca60af77c23dddcc184"], ["verdictversion", 1, 1, "f660b4f1cf484ae6f21dea02e4cd604797f956c0163cd0a7e765aa3976c9f0b0"]]', 'c8e7c537ef82df29b74d9d1de93098ab008873682cdbff542dd3cf177882f09f', '076901b07b6fabd29bcc8ced124792b09e3a12ef21d7475384dd83490ca349cc', 1),
	(46, '2026-11-28 01:29:03.893713+00', 'verdict.submitted', 'verdict', 1, '', '{"state": "draft"}', '{"state": "submitted", "version": 1, "exceptions": {}}', '[["verdict", 1, 2, "3b44806174ed4ec447bfad384a8a07d065e65c568c57bf284002bd483a276a50"]]', '076901b07b6fabd29bcc8ced124792b09e3a12ef21d7475384dd83490ca349cc', '2fee6083da01eda42baf800999d8416f9e75909bd1f9d92e7ddd2bfa2d37b20e', 1),
	(47, '2026-11-28 01:29:03.960175+00', 'verdict.approved', 'verdict', 1, '', '{"state": "submitted"}', '{"basis": "7bf76afeba7a1a07012b4a039283dc1653deca01842cc6b01463af6c750f8c50", "state": "approved", "version": 1}', '[["verdict", 1, 3, "196add7b828ea5de5a820ee8f7909644daa7ea023cb4a9eae7c19393f11695c8"], ["review", 1, 1, "d00278fd1ce8042e7fb681c174493550dd9ba91a888aa3ad594b8c9c4537baee"]]', '2fee6083da01eda42baf800999d8416f9e75909bd1f9d92e7ddd2bfa2d37b20e', 'ce3950f9c17c651884c0d30ac3bccb804887c1dff5f7b55b3edafd3f45824256', 3),
	(48, '2026-11-28 01:29:04.002993+00', 'verdict.published', 'verdict', 1, '', '{"state": "approved"}', '{"slug": "the-bodies-seen-on-the-streets-of-bucha-were-placed-there-after-russian-units", "state": "published", "sha256": "ce2f1526db9b38c8b18a0507ab5b5df06d6bd958f835647c1c6abda98fa2b644", "version": 1, "publication": 1}', '[["verdict", 1, 4, "20e3092a4e08624063b6c2ee3aad96ae790bd7cc939c0147d009989fdc9f3468"], ["publication", 1, 1, "2ebd5792d6bca5649cab63a2bbf3d1ede2bbf87a0264aa44b2010ff1db1165c4"]]', 'ce3950f9c17c651884c0d30ac3bccb804887c1dff5f7b55b3edafd3f45824256', '921c6f3b41cae84dbfff5cabbb55f549adf300b29a625df5e39e0010a238e705', 3),
	(49, '2026-11-28 01:29:04.008702+00', 'verdict.correcting', 'verdict', 1, '', '{"state": "published"}', '{"kind": "clarification", "state": "correcting", "notice": "An earlier version dated the first images to 11 March 2022. The objects appeared between 9 and 11 March. The rating is the same."}', '[["verdict", 1, 5, "92176654569c122705b012ad264039e1f657938199e34d5f7ce39cf3c74ae401"], ["correction", 1, 1, "26225009501a4acce692077d4c102f254c7a60dc408bf03d02392d618e8a4aca"]]', '921c6f3b41cae84dbfff5cabbb55f549adf300b29a625df5e39e0010a238e705', 'c2f7b4172e38e97579f97443266d2be4f0dc559d5b47d6ae66483113ae55a2e6', 1),
	(50, '2026-11-28 01:29:04.016397+00', 'verdict.saved', 'verdict', 1, '', '{"as_of": "2022-12-09", "number": 1, "rating": "False", "summary": "Satellite images show bodies in the same places while Russian units held the town.", "rationale": "The ministry says that its units left around **30 March 2022** and that the bodies were placed afterwards.\n\nSatellite images show objects the size of bodies on Yablonska Street from **11 March** on, in the positions in which bodies were filmed at the beginning of April. An image of 19 March shows bodies on the street.\n\nNothing that could be examined was found for the ministry''s account. This verdict is about *when the bodies lay there*. Who killed these people is a claim of its own, which is still open.", "conclusion": "refuted"}', '{"as_of": "2022-12-09", "number": 2, "rating": "False", "summary": "Satellite images show bodies in the same places while Russian units held the town.", "rationale": "The ministry says that its units left around **30 March 2022** and that the bodies were placed afterwards.\n\nSatellite images show objects the size of bodies on Yablonska Street that appeared **between 9 and 11 March**, in the positions in which bodies were filmed at the beginning of April. An image of 19 March shows bodies on the street.\n\nNothing that could be examined was found for the ministry''s account. This verdict is about *when the bodies lay there*. Who killed these people is a claim of its own, which is still open.", "conclusion": "refuted"}', '[["verdict", 1, 6, "71824ecbd9d5e05c753487a78ea7d96b9c6b18b0c2f49c72fa43208a95858672"], ["verdictversion", 2, 1, "704683cc7d117410c1156a72a4958df431de25c6c5ca58bb4f158d28214c3528"]]', 'c2f7b4172e38e97579f97443266d2be4f0dc559d5b47d6ae66483113ae55a2e6', '1485ee1a505707c11e6c6d469aa2e368ba6925738707f5d5b828a55b0909fe35', 1);
INSERT INTO public.ledger_entry VALUES
	(51, '2026-11-28 01:29:04.025459+00', 'verdict.submitted', 'verdict', 1, '', '{"state": "correcting"}', '{"state": "submitted", "version": 2, "exceptions": {}}', '[["verdict", 1, 7, "89a74f13ccaf530bb59057e9bd633ffe6715180e3c62c9ef58b943470ead8a00"]]', '1485ee1a505707c11e6c6d469aa2e368ba6925738707f5d5b828a55b0909fe35', '9d227ed60b8c8d7132e45ef64c997f7994269719210787a4d1f3888ad8532bdb', 1),
	(74, '2026-11-28 01:29:21.90617+00', 'person.changed', 'person', 7, '', '{"name": "Gus Guest", "is_active": true}', '{"name": "Gustav Guest", "is_active": false}', '[["person", 7, 3, "81ac812275b9babe7b0ab8ec81de0a83f3185b57b3e1619282a78ec5478940e7"]]', '7fd35b54e78d1901c01ad8f69ddc0f3794537a7af9a4be189be16b2a4f910e49', '43c0d08ad58176b9c993d1f4f3f203fda01541121fd7833c554fbb1b88e507fb', 4),
	(52, '2026-11-28 01:29:04.053904+00', 'verdict.approved', 'verdict', 1, '', '{"state": "submitted"}', '{"basis": "419ba06c4298067f428c911e4ad3eec80cc19127394e0de4b40729079299f8d9", "state": "approved", "version": 2}', '[["verdict", 1, 8, "1a24880b4bc5d0e4d45d25344b887a1d93a87b0d1e01bdab87d5341f40a59933"], ["review", 2, 1, "ba6591b8835c6195beabccefdfb57ff1313b6c5fa6f928990c09f46c01adcd6c"]]', '9d227ed60b8c8d7132e45ef64c997f7994269719210787a4d1f3888ad8532bdb', '98e52f92e983b653c24b2638b13a6423bf9c8456b90170e8e6e751d37a847cd6', 3),
	(53, '2026-11-28 01:29:04.102095+00', 'verdict.corrected', 'verdict', 1, '', '{"state": "approved"}', '{"slug": "the-bodies-seen-on-the-streets-of-bucha-were-placed-there-after-russian-units", "state": "published", "sha256": "5b42bc05f971444d4c778c4e60fdf2e3de3c313912c3dbc6234641011782d4a3", "version": 2, "publication": 2}', '[["verdict", 1, 9, "1c769282f6ea1770922ed179759ac8353b77fdb2b45934cd1d96b308bcf45df2"], ["publication", 2, 1, "256a0f9aa34642871e58ebadeb3d86bffabba0f9c97d759567e9643f9744e24a"], ["publication", 1, 2, "62e2c4759c0db5982e9c0013aeddf996ce61e82ab645566d839827d8aaea134d"], ["correction", 1, 2, "028631a56d90a83f0859b7df6478e43bcad13535d0f2eb00b8e12960b2f0fc7f"]]', '98e52f92e983b653c24b2638b13a6423bf9c8456b90170e8e6e751d37a847cd6', '49fe64906c0f902f8ef891f8e802897f2a483c0aef088fd682c7f288d65fba80', 3),
	(54, '2026-11-28 01:29:04.106314+00', 'claim.added', 'claim', 3, '', NULL, '{"layer": "report", "place": "Kyiv region, Ukraine", "types": ["numerical", "quote"], "topics": ["Bucha", "Figures"], "context": "The figure is reported by both articles, with two different sources.", "mention": {"mode": "indirect", "chain": [7], "claim": 3, "spans": [{"end": 520, "exact": "The Defence Ministry in Kyiv put the number of bodies found in Bucha, Irpin and other places of the region at 410.", "start": 406, "prefix": "ter Lavrov had said on Monday.\n\n", "suffix": " It gave no date for the deaths."}], "anchor": "anchored", "revision": 2}, "said_on": "2022-04-06", "claimant": 7, "statement": "The figure of 410 bodies in the Kyiv region was given by the Ukrainian Defence Ministry.", "said_precision": "day"}', '[["claim", 3, 1, "10ba0b11b57018140b853a8c93ef9c31a56e7c8f3f1172969709bcc515e4534b"], ["mention", 5, 1, "d0ee5984f6631c932a052e991790fe2a4a4450d1c05d0779e2ad6a9e944c0697"]]', '49fe64906c0f902f8ef891f8e802897f2a483c0aef088fd682c7f288d65fba80', '83abb413d065281981756a212471d8acc14dfdad4f8ed44dcd8042990ea09dcc', 2),
	(55, '2026-11-28 01:29:04.108299+00', 'evidence.added', 'evidence', 7, '', NULL, '{"end": 1063, "note": "Names the Prosecutor General and the days of the count, 1 to 3 April 2022, as other press reports of these days do.", "claim": 3, "exact": "The Prosecutor General, Iryna Venediktova, said on Sunday that the bodies of 410 civilians had been recovered", "start": 954, "origin": 4, "prefix": "ving killed civilians in Bucha. ", "source": 1, "stance": "contradicts", "suffix": " between 1 and 3 April in the pa", "locator": "", "revision": 1, "closeness": "secondary", "evidence_set": "", "available_since": "2022-04-05", "available_precision": "day"}', '[["evidence", 7, 1, "e11d39ca6ba0cb9ebb95e35a851372b9e6931841f844fde458627adc26b0b7ce"]]', '83abb413d065281981756a212471d8acc14dfdad4f8ed44dcd8042990ea09dcc', '675e983eee9526c387e6a278229ea2eacc20dd2c676d3dac2ddd56fed4247f2c', 2),
	(56, '2026-11-28 01:29:04.109871+00', 'search.logged', 'search', 2, '', NULL, '{"note": "Reports found name the Prosecutor General.", "claim": 3, "place": "Press reports of 3 to 6 April 2022", "terms": "Defence Ministry Ukraine 410 bodies", "sought": "supports", "is_found": false, "searched_on": "2022-04-12"}', '[["search", 2, 1, "aaec51488c4f7f7b5cb2a3a11f19dd6c2d48bcc2e254a8aade60c0b0f621fe8c"]]', '675e983eee9526c387e6a278229ea2eacc20dd2c676d3dac2ddd56fed4247f2c', '6f10c184110bc944dd55f729abd2306413054ff90e2392208420a236ea68a948', 2),
	(57, '2026-11-28 01:29:04.115194+00', 'verdict.opened', 'verdict', 2, '', NULL, '{"as_of": "2022-04-12", "claim": 3, "number": 1, "rating": "Mostly false", "summary": "The figure is right as reported, its source is not: it came from the Prosecutor General.", "rationale": "On 3 April 2022 the Prosecutor General, Iryna Venediktova, said that the bodies of 410 civilians had been recovered between 1 and 3 April, and that 140 of them had been examined.\n\nThe article gives the same figure to the Defence Ministry. This verdict is about the report, not about the figure.", "conclusion": "refuted"}', '[["verdict", 2, 1, "5345b77eb0d30b1a77d197a3f0b6477f644462cc775f5261c1cc4977f4772d0c"], ["verdictversion", 3, 1, "6326d1485c67b5096593c5bbf2eaaa7b6e91a547f070a27504ba48dcfa7b1e59"]]', '6f10c184110bc944dd55f729abd2306413054ff90e2392208420a236ea68a948', 'cb52bbce9fbe771b4d6977ac919a9436b5ff0c9e3b58ca5d927756a885f815ac', 2),
	(58, '2026-11-28 01:29:04.123281+00', 'verdict.submitted', 'verdict', 2, '', '{"state": "draft"}', '{"state": "submitted", "version": 1, "exceptions": {}}', '[["verdict", 2, 2, "0b6b7c4cacf51f6d5c7ef1efe2ab64048d8678b4870e93fd6b76d4c4f42cc0ae"]]', 'cb52bbce9fbe771b4d6977ac919a9436b5ff0c9e3b58ca5d927756a885f815ac', '7a47c9b586f31c95dc219c6efb54d3150cd79aa981f8def79ca2973966ada8f7', 2),
	(59, '2026-11-28 01:29:04.127219+00', 'claim.added', 'claim', 4, '', NULL, '{"layer": "utterance", "place": "Moscow, Russia", "types": ["quote"], "topics": ["Bucha"], "context": "Said by the foreign minister about the mayor. Whether the mayor said it is one question; whether it was so is another.", "mention": {"mode": "direct", "chain": [6, 1, 3], "claim": 4, "spans": [{"end": 723, "exact": "the town''s mayor had announced that \"everything was all right\"", "start": 661, "prefix": "n troops were leaving, he said, ", "suffix": ". The mayor, Anatolii Fedoruk, h"}], "anchor": "anchored", "revision": 1}, "said_on": "2022-04-04", "claimant": 1, "statement": "The mayor of Bucha announced, while Russian troops were leaving, that everything was all right.", "said_precision": "day"}', '[["claim", 4, 1, "c9bb0f705c258977eafd77a45d766997a7615aa77dfb8870e9fec4d2c5642b69"], ["mention", 6, 1, "55ef08f2301342d2fa2eea206636e1b9b41930e4a8f49bc0884a0d129d2e8bbf"]]', '7a47c9b586f31c95dc219c6efb54d3150cd79aa981f8def79ca2973966ada8f7', 'ee8166547ead2487b6e205cbfa3dd05555c5502480b897ef8b91f30bafe61115', 1),
	(60, '2026-11-28 01:29:04.129226+00', 'evidence.added', 'evidence', 8, '', NULL, '{"end": 868, "note": "What the mayor said in his video message about the liberation of the town.", "claim": 4, "exact": "\"March 31 will go down in the history of our settlement\"", "start": 812, "origin": 9, "prefix": "on of Bucha in a video message. ", "source": 8, "stance": "context", "suffix": ", he said there.\n\nUkraine accuse", "locator": "", "revision": 1, "closeness": "secondary", "evidence_set": "", "available_since": "2022-04-01", "available_precision": "day"}', '[["evidence", 8, 1, "9f4cb9d93c3cc7a4cffc995028a0e935712dc90687af1e49a7bbcd139b7d6db5"]]', 'ee8166547ead2487b6e205cbfa3dd05555c5502480b897ef8b91f30bafe61115', 'cf7ca3a6061a9a94142b3f2497f160a96c0cffda55b466affdd5f75cd2a7b48a', 1),
	(61, '2026-11-28 01:29:04.130769+00', 'search.logged', 'search', 3, '', NULL, '{"note": "No announcement in these words.", "claim": 4, "place": "Page of the city council and press reports, 30 March to 3 April 2022", "terms": "mayor, all right, everything is fine", "sought": "supports", "is_found": false, "searched_on": "2022-04-11"}', '[["search", 3, 1, "b16af1635f07db0dd613057a0506e8f8d04245279bad0e0f900516060158ff2e"]]', 'cf7ca3a6061a9a94142b3f2497f160a96c0cffda55b466affdd5f75cd2a7b48a', 'f2c899c5f9c48df21f645a977a668bbe0c5e699a2448c4523d1aa65d7c2d1bf7', 1),
	(62, '2026-11-28 01:29:04.132392+00', 'search.logged', 'search', 4, '', NULL, '{"note": "Not looked at in full yet.", "claim": 4, "place": "Fact-checks of press agencies, April 2022", "terms": "Fedoruk video everyone alive", "sought": "contradicts", "is_found": false, "searched_on": "2022-04-11"}', '[["search", 4, 1, "9cb71971d60fab186887ad763a32985085434692f7d8ce7871d37b18c6bcf966"]]', 'f2c899c5f9c48df21f645a977a668bbe0c5e699a2448c4523d1aa65d7c2d1bf7', '771fa3adc115347b19073aab6010ea327f8752f7b02a19c0f8e156b9e9559b66', 1),
	(63, '2026-11-28 01:29:04.138326+00', 'verdict.opened', 'verdict', 3, '', NULL, '{"as_of": "2022-04-11", "claim": 4, "number": 1, "rating": "Unproven", "summary": "No announcement in these words was found.", "rationale": "The mayor announced the liberation of the town. That he said everything was all right was not found.", "conclusion": "not_enough"}', '[["verdict", 3, 1, "c28390512027b6876e90609e8e8f4812f9b21b84123ab645b9a456680ffc651f"], ["verdictversion", 4, 1, "1818d23c177bbd81e11ef148b62dee162e2cec820480f4dfba479adf1047dabb"]]', '771fa3adc115347b19073aab6010ea327f8752f7b02a19c0f8e156b9e9559b66', '2233c171c9ea884cd685ece931d689a02dc00afd1fad5f3294bca0f36eec36f5', 1),
	(64, '2026-11-28 01:29:04.148251+00', 'verdict.submitted', 'verdict', 3, '', '{"state": "draft"}', '{"state": "submitted", "version": 1, "exceptions": {}}', '[["verdict", 3, 2, "005a8dae9d04fbe8c7e4f7f49749fc1414ea1ab72e219ab15a7f5b57fcf6b377"]]', '2233c171c9ea884cd685ece931d689a02dc00afd1fad5f3294bca0f36eec36f5', 'c579904cb94b05f8767cc009351cb272054ecd62278fb8ed3b52bccb10b62da9', 1),
	(65, '2026-11-28 01:29:04.166097+00', 'verdict.returned', 'verdict', 3, 'AFP Fact Check looked into older videos of the mayor that were shared out of context in April 2022. Read it, attach it, and say in the rationale which video is meant.', '{"state": "submitted"}', '{"state": "returned", "version": 1}', '[["verdict", 3, 3, "1bbd9c0526896c4ef602c9ae50d1421649560960d354e13b2a33e1af12171c15"], ["review", 3, 1, "aa3c39cb65cb9c428d330297e86d8ba9949117e415be2b785b5788a565301d30"]]', 'c579904cb94b05f8767cc009351cb272054ecd62278fb8ed3b52bccb10b62da9', '355f5c427603355626a1ae4ee77f8b09b83a90816c73d5047521bd8da8f69174', 3),
	(66, '2026-11-28 01:29:04.170654+00', 'claim.added', 'claim', 5, '', NULL, '{"layer": "utterance", "place": "Moscow, Russia", "types": ["quote"], "topics": ["Bucha"], "context": "", "mention": {"mode": "indirect", "chain": [6, 1], "claim": 5, "spans": [{"end": 196, "exact": "The scene was staged after Russian units had left the town, he said in Moscow.", "start": 118, "prefix": " town of Bucha a \"fake attack\". ", "suffix": "\n\nThe Kremlin''s spokesman, Dmitr"}], "anchor": "anchored", "revision": 1}, "said_on": "2022-04-04", "claimant": 1, "statement": "Sergey Lavrov said on 4 April 2022 that the scene in Bucha was staged.", "said_precision": "day"}', '[["claim", 5, 1, "0b82a7c7e1c28a265fb54d98ad989f7e9f38a86e26d173e157d290a60f2d760f"], ["mention", 7, 1, "0aaf65226a6c9fe52969741a460c86757636168e07535d16b6ef91181b48ddf7"]]', '355f5c427603355626a1ae4ee77f8b09b83a90816c73d5047521bd8da8f69174', '43e4d7d390b8aa69e0b346930180925989c6ffa8e6229944360987fc3450c98e', 2),
	(67, '2026-11-28 01:29:04.174231+00', 'mention.added', 'mention', 8, '', NULL, '{"mode": "scare", "chain": [7, 1], "claim": 5, "spans": [{"end": 404, "exact": "The pictures were \"staged\", Foreign Minister Lavrov had said on Monday.", "start": 333, "prefix": "alled for an impartial inquiry. ", "suffix": "\n\nThe Defence Ministry in Kyiv p"}], "anchor": "anchored", "revision": 2}', '[["mention", 8, 1, "13d79723495b1ef7c89cec0a801b7f20f9d7615aaef75f73d1e526de557f853d"]]', '43e4d7d390b8aa69e0b346930180925989c6ffa8e6229944360987fc3450c98e', 'd461e0eed9a196c7d1373ad9929aa487814e2fa83f07f95fb548b08602982ab3', 2),
	(68, '2026-11-28 01:29:04.177248+00', 'evidence.added', 'evidence', 9, '', NULL, '{"note": "Reports the minister''s words on the day he spoke. The address of the report itself is still to be found.", "claim": 5, "exact": "fake attack", "origin": null, "source": 11, "stance": "supports", "address": "https://tass.com/", "locator": "", "closeness": "secondary", "evidence_set": "", "available_since": "2022-04-04", "available_precision": "day"}', '[["evidence", 9, 1, "5d8f3e2ac90a2e387ea69d9956a0dd02e351dd828af8913d026c4e7e477f3f8b"]]', 'd461e0eed9a196c7d1373ad9929aa487814e2fa83f07f95fb548b08602982ab3', 'ac57e0681af6bd498cbd0639e3eb90f3dfdf87777922639b3df104b4b44289b3', 2),
	(69, '2026-11-28 01:29:04.184917+00', 'verdict.opened', 'verdict', 4, '', NULL, '{"as_of": "2022-04-12", "claim": 5, "number": 1, "rating": "True", "summary": "He is reported with these words by several agencies.", "rationale": "", "conclusion": "supported"}', '[["verdict", 4, 1, "46542a97a6eb62c25e25e44868757b767af8313c12479aa55e13fadcf5d43fd9"], ["verdictversion", 5, 1, "21f461a21c9fc8f763a650e65ca2b3981444de56f5aaf10fbd12a5b883be9bba"]]', 'ac57e0681af6bd498cbd0639e3eb90f3dfdf87777922639b3df104b4b44289b3', '9360cfc142de5c85864a35e58e94452ebf568a4b3c1d6e30d9282077e9de3d3d', 2),
	(70, '2026-11-28 01:29:18.210994+00', 'person.added', 'person', 5, '', NULL, '{"name": "Rita Reader", "role": "reader", "email": "reader@newsroom.example"}', '[["person", 5, 1, "30427ff1b51876811b2f0988acd5a9b857ea28b1147d941c2a534ba40489a95d"]]', '9360cfc142de5c85864a35e58e94452ebf568a4b3c1d6e30d9282077e9de3d3d', '34d93c7616571e807c755e28a7dee87662f05f92a05ad5c54a475fdbce7f7a7f', NULL),
	(71, '2026-11-28 01:29:19.606383+00', 'person.added', 'person', 6, '', NULL, '{"name": "Dora Deputy", "role": "editor", "email": "deputy@newsroom.example"}', '[["person", 6, 1, "1157cf4d12f5bdb3fef431530de1b9db3b63f2d4ff69a6c63b387a81a4c342b5"]]', '34d93c7616571e807c755e28a7dee87662f05f92a05ad5c54a475fdbce7f7a7f', '50fde785fcab66ba97ace01ed76ec2202a097169c9dfbd284156e46f4655b19d', NULL),
	(72, '2026-11-28 01:29:21.808278+00', 'person.added', 'person', 7, '', NULL, '{"name": "Gus Guest", "role": "checker", "email": "guest@newsroom.example"}', '[["person", 7, 1, "8a4b1119bba2f4c0a8ba103aba2d2c338bb405b7bdab1b936824f374abd7d7d3"]]', '50fde785fcab66ba97ace01ed76ec2202a097169c9dfbd284156e46f4655b19d', '7c58a8086523b1ec290412c55a754d289b6d13359afa174458ed75c3fe24eaf8', 4),
	(73, '2026-11-28 01:29:21.861902+00', 'person.changed', 'person', 7, '', '{"role": "checker"}', '{"role": "editor"}', '[["person", 7, 2, "476d453f8e903654f9194328ebaff59236280357f4ffc44c6c36d3c370becbc5"]]', '7c58a8086523b1ec290412c55a754d289b6d13359afa174458ed75c3fe24eaf8', '7fd35b54e78d1901c01ad8f69ddc0f3794537a7af9a4be189be16b2a4f910e49', 4),
	(75, '2026-11-28 01:29:21.927695+00', 'source.added', 'source', 12, '', NULL, '{"name": "The Coast Daily", "country": "Norway", "source_kind": "outlet"}', '[["source", 12, 1, "9423d360c8524b2c0f08549d777e0587e49b81d3ff669267aca742261e766c45"]]', '43c0d08ad58176b9c993d1f4f3f203fda01541121fd7833c554fbb1b88e507fb', '0ddc4aeb9f3acfb66c65aad0e8940053d0ba2af2b94259afdd101e81ae584b5c', 1),
	(77, '2026-11-28 01:29:21.998042+00', 'source.added', 'source', 14, '', NULL, '{"name": "Ship Register", "address": "https://register.example/", "source_kind": "research"}', '[["source", 14, 1, "7f88c03b25863ef16cd3e0882f2458c24b154ce63d2ceb6754a296ba6b076d4b"]]', '989baaba147c4c2b94fb4bf85b97ad990e23bc5ec176635ba323e35bf7876ed1', 'ed39fc37524aa8a5630a4c92ef67c43e4328693a2e9f5827ecc7ad92b626ff82', 1),
	(81, '2026-11-28 01:29:22.095688+00', 'article.imported', 'article', 3, '', NULL, '{"title": "Harbor office denies delay", "author": "", "length": 278, "outlet": 12, "sha256": "47f312edf8b4ddb05ab0a7b41dc00236c4e01e2ce8fd610c35fc558434d856db", "address": "", "language": "en", "is_graphic": false, "published_on": "2024-05-04"}', '[["article", 3, 1, "2c15cf50c4ae77d152a5fce2e6b7800aaf68e7de7b70b34af96afa38ad462a5d"], ["capture", 3, 1, "594b967f750ddbb47e83c104b9bbd51eb472aecfb5d9a4d51d4b7f357e35c971"], ["revision", 3, 1, "ca48e325a918934e78e1e8325715a8f467c2e0c0347bc3ae60a8b3c5b4826b1e"]]', 'bc569caa33a40d28486f1c2024fddf34d3682e8c45e77b2f04494c21f2e336a8', '42cd441e7a0cf733e55959c58d12123aed0863a0eced1c45ebb213b18b0f3351', 1),
	(83, '2026-11-28 01:29:23.938503+00', 'claim.added', 'claim', 6, '', NULL, '{"layer": "proposition", "place": "The harbor", "types": ["event"], "topics": ["Harbor"], "context": "", "mention": {"mode": "direct", "chain": [10, 9], "claim": 6, "spans": [{"end": 147, "exact": "The crane was never out of service.", "start": 112, "prefix": " longer than a day”.\nHe added: “", "suffix": "” Two captains disagree.\n\nA spok"}], "anchor": "anchored", "revision": 3}, "said_on": "2024-05-03", "claimant": 9, "statement": "The crane of the harbor was never out of service.", "said_precision": "day"}', '[["claim", 6, 1, "e4584995abd200d65990cc3732abe46f6eac0aff9e6357af3408d253070c32a0"], ["mention", 9, 1, "2b7d6d4150d3db0120716600e7197d4e4b77e36275941723800815eff84dad5d"]]', '0c720d3c4c0c79efd96aeab11aab6a43028d38740edd0ddfea940bf2d8313566', '7d39c6a85a403d897bc118a7c071f75360750619fb18e2282b0bd08945b1203a', 1),
	(86, '2026-11-28 01:29:24.130126+00', 'claim.added', 'claim', 8, '', NULL, '{"layer": "proposition", "place": "The harbor", "types": ["event"], "topics": ["Harbor"], "context": "", "mention": {"mode": "direct", "chain": [10, 9], "claim": 8, "spans": [{"end": 80, "exact": "no ship waited", "start": 66, "prefix": "rbor master said on 3 May that “", "suffix": " longer than a day”.\nHe added: “"}], "anchor": "anchored", "revision": 3}, "said_on": "2024-05-03", "claimant": 9, "statement": "No ship waited at the harbor in the night of 3 May 2024.", "said_precision": "day"}', '[["claim", 8, 1, "858158d202710357d67538e2c75084901b18ac3c7f2480ca064a9525b8426f01"], ["mention", 11, 1, "cc648049d2c6cbf32a3916e8f03f15b4b1c5e0c3f504adc0a51510138ce26942"]]', 'a503a91090e8370702174db1a4fd13535b2dcdb84d17d839bf3a6af8c84fb1ac', '2a29e71326104e0231c4fc9326efe57ea66f92c166bd3f1fb03b3a59286627d0', 1),
	(89, '2026-11-28 01:29:24.339421+00', 'verdict.opened', 'verdict', 5, '', NULL, '{"as_of": "2024-05-12", "claim": 8, "number": 1, "rating": "False", "summary": "The register shows ships that waited two days.", "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted"}', '[["verdict", 5, 1, "7eaadab7f01324fe358edb4bfb3ff3407073977640b6a4e8ae8535b1d507f877"], ["verdictversion", 6, 1, "67ecbbd9e7f8b3e9dc08fe1fbd4467ece52751beaa3926c7dcff2fc178f717ca"]]', 'da6b8f9a8398039858d89bc08c85f57ea9342468a54f1f60c58158145565b2a9', '13a5e0c7d37a2800a768aa889e2120e929f18ac56247adf5e237c10a3ee6efba', 1),
	(92, '2026-11-28 01:29:24.502984+00', 'search.logged', 'search', 6, '', NULL, '{"note": "Nothing was found.", "claim": 9, "place": "Port journal", "terms": "waiting times May 2024", "sought": "supports", "is_found": false, "searched_on": "2024-05-12"}', '[["search", 6, 1, "c8a432edced54c33e2534c20a11df60223193fcfd8d117bebcef495abb512beb"]]', 'c2f0c89500dafee3bbd0249e2b00233542502636cfc12fb385522792697d6556', 'd07a02edf0c9b061bf35b8f9ad3a68ab5a4fecb63504d72ae67367406bcbc544', 2),
	(94, '2026-11-28 01:29:24.766003+00', 'verdict.submitted', 'verdict', 6, '', '{"state": "draft"}', '{"state": "submitted", "version": 1, "exceptions": {}}', '[["verdict", 6, 2, "0a59715d9a9a4f7d3b3f6866c994008bec49668262851b5b67f9fd81589ac42b"]]', 'dc0067d94e93853da7fc1350530133e5eff097cb4bc5e3285fb3d6ad8f606500', 'b30db25a58c92d791d9dc8765d4f29a24a75944381f708894e317bfd3195b10b', 1),
	(103, '2026-11-28 01:29:25.517611+00', 'search.logged', 'search', 8, '', NULL, '{"note": "Nothing was found.", "claim": 11, "place": "Port journal", "terms": "waiting times May 2024", "sought": "supports", "is_found": false, "searched_on": "2024-05-12"}', '[["search", 8, 1, "11ac8a82ed663a7a94dd29704889d1f12752173175974583a9856a256ca0b588"]]', 'fb37ca6f91c69f06d9dc323eb6c6d5466c5e14f2d3a4e010b1b818068e044b1f', '19a5cc8310c74984a0a384e5a26c28e94f01af3f1b9e49db75d3cdc02b2c0928', 2),
	(108, '2026-11-28 01:29:26.170007+00', 'claim.added', 'claim', 12, '', NULL, '{"layer": "proposition", "place": "The harbor", "types": ["event"], "topics": ["Harbor"], "context": "", "mention": {"mode": "direct", "chain": [10, 9], "claim": 12, "spans": [{"end": 121, "exact": "crane", "start": 116, "prefix": "ger than a day”.\nHe added: “The ", "suffix": " was never out of service.” Two "}], "anchor": "anchored", "revision": 3}, "said_on": "2024-05-03", "claimant": 9, "statement": "The harbor has one crane.", "said_precision": "day"}', '[["claim", 12, 1, "9dbbd583a0e65d47710544dff66f6a8ad4302305290747bd389330d9b353eedf"], ["mention", 15, 1, "933a8b3ce0bd627e8442f165b3dc9e6854d41e6e586c51b8cf5bbf3e0839ca4a"]]', 'c0678e7007e411064781536e71bc63e4416b40d97db9886b5816358e2230115d', '22b2344172fab48850383242400d560adda805f1bb31dff3adf1453636191792', 1),
	(114, '2026-11-28 01:29:26.831041+00', 'verdict.published', 'verdict', 9, '', '{"state": "approved"}', '{"slug": "the-harbor-has-one-crane", "state": "published", "sha256": "d00acecf4c252cdbabcdcffbcd82c4df2da6401ef8c0d9648271587daa776b84", "version": 1, "publication": 1}', '[["verdict", 9, 4, "3d1a02348a0d34826ae0fd06744efd29a059359bb1c50123fbd70ea762b67270"], ["publication", 3, 1, "9e566041672acdaa23a9865c7aedc2767edac383c8eea8268b9ff0ceb7bc251a"]]', '02620d98026e0a4a325ed5f786dd560ac881177b5169c6034e84fbb952928a9e', 'd154c009b92e539e4b727122e351edc0cd909be84f974670de532d157d679faa', 3),
	(76, '2026-11-28 01:29:21.978349+00', 'source.added', 'source', 13, '', NULL, '{"name": "Harbor Office", "address": "https://harbor.example/", "interest": "It is accused itself.", "is_party": true, "source_kind": "government"}', '[["source", 13, 1, "54fd1dcc293a5fdf43588a428b57d1f64f091aaa8768c2cdb72e72830fcaddfa"]]', '0ddc4aeb9f3acfb66c65aad0e8940053d0ba2af2b94259afdd101e81ae584b5c', '989baaba147c4c2b94fb4bf85b97ad990e23bc5ec176635ba323e35bf7876ed1', 1),
	(78, '2026-11-28 01:29:22.02197+00', 'actor.added', 'actor', 9, '', NULL, '{"name": "Nils Havnen", "description": "harbor master"}', '[["actor", 9, 1, "9cbbe2eb57a4fc23ce752002b9f8932bd0d8275bbb92f43592aa90fc3c44d15b"]]', 'ed39fc37524aa8a5630a4c92ef67c43e4328693a2e9f5827ecc7ad92b626ff82', 'a6a2588fe841f165883e65f26277c291831b84a87d29c025d9b567c483476561', 1),
	(79, '2026-11-28 01:29:22.048522+00', 'actor.added', 'actor', 10, '', NULL, '{"name": "The Coast Daily", "source": 12, "actor_kind": "organization"}', '[["actor", 10, 1, "1e2db2426245a0c053bff6355bd27238edad1dd4609153279d27b0cd6dbf8c97"]]', 'a6a2588fe841f165883e65f26277c291831b84a87d29c025d9b567c483476561', '3d4478da93d51050d392342506c4e6d97bd5dca937aa381f74f17136918fe03f', 1),
	(84, '2026-11-28 01:29:24.022992+00', 'claim.added', 'claim', 7, '', NULL, '{"layer": "proposition", "place": "The harbor", "types": ["event"], "topics": ["Harbor"], "context": "", "mention": {"mode": "direct", "chain": [10, 10], "claim": 7, "spans": [{"end": 255, "exact": "Twelve ships had called in May", "start": 225, "prefix": "hat 12 ships had called in May. ", "suffix": ", the office repeated.\n"}], "anchor": "anchored", "revision": 3}, "said_on": "2024-05-03", "claimant": 10, "statement": "Twelve ships called at the harbor in May 2024.", "said_precision": "day"}', '[["claim", 7, 1, "6a6672525ed4c787f412b89e9f53b6b2cf1f6daaeef1f3c843425a6de00d7893"], ["mention", 10, 1, "4d4378392d298f2b95527762a1df021fc25a4d8370f1e70314408453b410a76c"]]', '7d39c6a85a403d897bc118a7c071f75360750619fb18e2282b0bd08945b1203a', 'f7f60350ac6a2eeee48cc5ec7d945d7545e771b0ee71f282f98c04303d5ebb54', 2),
	(87, '2026-11-28 01:29:24.247138+00', 'evidence.added', 'evidence', 11, '', NULL, '{"note": "The register notes each arrival.", "claim": 8, "exact": "Arrived 2 May, berthed 4 May – “crane out of service”.", "origin": null, "source": 14, "stance": "contradicts", "address": "https://register.example/may", "locator": "", "closeness": "primary", "evidence_set": "", "available_since": "2024-05-10", "available_precision": "day"}', '[["evidence", 11, 1, "a80c701217dd991f349d24c74ebf7f73e275c9c73fda414d3b053eb1c3cece4a"]]', '2a29e71326104e0231c4fc9326efe57ea66f92c166bd3f1fb03b3a59286627d0', '32a3214b880529704f646565d4c4a69748ebb85d14c73e6440bd6903515f167c', 1),
	(88, '2026-11-28 01:29:24.28018+00', 'search.logged', 'search', 5, '', NULL, '{"note": "Nothing was found.", "claim": 8, "place": "Port journal", "terms": "waiting times May 2024", "sought": "supports", "is_found": false, "searched_on": "2024-05-12"}', '[["search", 5, 1, "5b58959b2cafcb1b3323de71aecc05d676db42db716112ef81ccb53f40993151"]]', '32a3214b880529704f646565d4c4a69748ebb85d14c73e6440bd6903515f167c', 'da6b8f9a8398039858d89bc08c85f57ea9342468a54f1f60c58158145565b2a9', 2),
	(90, '2026-11-28 01:29:24.422205+00', 'claim.added', 'claim', 9, '', NULL, '{"layer": "proposition", "place": "The harbor", "types": ["event"], "topics": ["Harbor"], "context": "", "mention": {"mode": "direct", "chain": [10, 9], "claim": 9, "spans": [{"end": 98, "exact": "longer than a day", "start": 81, "prefix": "d on 3 May that “no ship waited ", "suffix": "”.\nHe added: “The crane was neve"}], "anchor": "anchored", "revision": 3}, "said_on": "2024-05-03", "claimant": 9, "statement": "No ship waited longer than a day in May 2024.", "said_precision": "day"}', '[["claim", 9, 1, "c3194de0ccce1e4713c1b82fd277f9bfdf742a02f5308b6a22c46afdd12510c9"], ["mention", 12, 1, "68be65edc4afc421c2bc556da9d5b79efeeeae647abd4f95bb3a526309643383"]]', '13a5e0c7d37a2800a768aa889e2120e929f18ac56247adf5e237c10a3ee6efba', '0522218c3a8bcdff4834dbb359d06e04c61429c144eb331372cd4e90f4312543', 1),
	(93, '2026-11-28 01:29:24.551114+00', 'verdict.opened', 'verdict', 6, '', NULL, '{"as_of": "2024-05-12", "claim": 9, "number": 1, "rating": "False", "summary": "The register shows ships that waited two days.", "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted"}', '[["verdict", 6, 1, "4ea568a1ec49081ee29bfd1d90ade52b4d9fb49dc25e8a99f86e794d5a01ff71"], ["verdictversion", 7, 1, "bdecda1ef0ae5714994359a448b5cc6a91f5d90f8ad8cecf3e0a79eceb755598"]]', 'd07a02edf0c9b061bf35b8f9ad3a68ab5a4fecb63504d72ae67367406bcbc544', 'dc0067d94e93853da7fc1350530133e5eff097cb4bc5e3285fb3d6ad8f606500', 1),
	(96, '2026-11-28 01:29:24.894114+00', 'evidence.added', 'evidence', 13, '', NULL, '{"note": "The register notes each arrival.", "claim": 10, "exact": "Arrived 2 May, berthed 4 May – “crane out of service”.", "origin": null, "source": 14, "stance": "contradicts", "address": "https://register.example/may", "locator": "", "closeness": "primary", "evidence_set": "", "available_since": "2024-05-10", "available_precision": "day"}', '[["evidence", 13, 1, "7afef92125caab1bb8e9d6d648d2e475662372b42680613c0ef271780acefe70"]]', '0e2a677287789ee180ba43d18b07f04ace504bf23b93d2348487c14ee74cdc68', 'c4985f9bc279a04c0f2caf9688f3aa953f6f8dfb3c75b6cbfd19e8714a7eb11c', 1),
	(97, '2026-11-28 01:29:24.916553+00', 'search.logged', 'search', 7, '', NULL, '{"note": "Nothing was found.", "claim": 10, "place": "Port journal", "terms": "waiting times May 2024", "sought": "supports", "is_found": false, "searched_on": "2024-05-12"}', '[["search", 7, 1, "6e7f541885373d9c1f454fafa522f8948c1fc25dda573f9d8281ed4e0b69912e"]]', 'c4985f9bc279a04c0f2caf9688f3aa953f6f8dfb3c75b6cbfd19e8714a7eb11c', '8fb038a8e5d49e21bba2d7ff0b752fbb08bb061f28303b862a9d2a84e365efe1', 2),
	(99, '2026-11-28 01:29:25.203141+00', 'verdict.submitted', 'verdict', 7, '', '{"state": "draft"}', '{"state": "submitted", "version": 1, "exceptions": {}}', '[["verdict", 7, 2, "e35c1431a2bb694a40254a67aa329a7ba5dd1f4f9bd961278597bad5245350d2"]]', 'a072ea2bd2ee84b4e987dc6f81ddac2a081d564014245c640cb5cf063a39e17c', 'd1c0c48b140890c3b7218c4fb7577126adedde60bab0237d293a0e500486f8f6', 1),
	(105, '2026-11-28 01:29:25.704322+00', 'verdict.submitted', 'verdict', 8, '', '{"state": "draft"}', '{"state": "submitted", "version": 1, "exceptions": {}}', '[["verdict", 8, 2, "33646f98c71d38563703d0f63fb76957ef9456fe8de9d8f5ef0f75c61b88eb9c"]]', 'b77915f6d7336bc095fee9cd35f5ecd56580ae712905ff6a9a6038a830bd5eb7', 'd31b3802aad219fc3ad600467b7c7fa88ad85a734518f5c20ca4e685a661d7aa', 1),
	(151, '2026-11-28 01:29:31.459306+00', 'verdict.submitted', 'verdict', 13, '', '{"state": "draft"}', '{"state": "submitted", "version": 1, "exceptions": {}}', '[["verdict", 13, 2, "423f77921a1feb8b5bfe8c49bd3a8c15682e5c7c45d8199c80713bddfb22a023"]]', '06967a5a7487a000e1eff6d7fc69380d0a9a30a30e6b994f9c400ad89fa563db', '383b6557dc7a0d380558772a83c9a841b23727f2355b8804e01ac5cb51fb02ab', 1),
	(80, '2026-11-28 01:29:22.073515+00', 'actor.added', 'actor', 11, '', NULL, '{"name": "Речниця порту", "description": "spokeswoman"}', '[["actor", 11, 1, "71c747f29416b84fd4dd35fa51750ef92d956dee5c81ed8d1d4f5db059ae10bc"]]', '3d4478da93d51050d392342506c4e6d97bd5dca937aa381f74f17136918fe03f', 'bc569caa33a40d28486f1c2024fddf34d3682e8c45e77b2f04494c21f2e336a8', 1),
	(82, '2026-11-28 01:29:23.346971+00', 'article.imported', 'article', 4, '', NULL, '{"title": "Порт заперечує затримку", "author": "", "length": 163, "outlet": null, "sha256": "410ff1b601bce14240804a9a714ccbedbc5489a7cdbec64a7098156161966c0c", "address": "", "language": "uk", "is_graphic": false, "published_on": "2024-05-05"}', '[["article", 4, 1, "a2a5c7649d3f938ec7f07a0b41daf8bade94113ab9202ec96217ab8c6029cb9a"], ["capture", 4, 1, "f92ade2cd05f35208f1960eb4e7e0956eb6963c1c135866c7a83b30cb2edebc5"], ["revision", 4, 1, "1c97dd9e834e372a23c4a89988f2c3fc94f91ce3d19a18857f46cfd90c03847f"]]', '42cd441e7a0cf733e55959c58d12123aed0863a0eced1c45ebb213b18b0f3351', '0c720d3c4c0c79efd96aeab11aab6a43028d38740edd0ddfea940bf2d8313566', 2);
INSERT INTO public.ledger_entry VALUES
	(85, '2026-11-28 01:29:24.080058+00', 'evidence.added', 'evidence', 10, '', NULL, '{"end": 171, "note": "The register notes each arrival.", "claim": 6, "exact": "Two captains disagree.", "start": 149, "origin": null, "prefix": "rane was never out of service.” ", "source": 14, "stance": "context", "suffix": "\n\nA spokeswoman said that 12 shi", "locator": "", "revision": 3, "closeness": "primary", "evidence_set": "", "available_since": "2024-05-10", "available_precision": "day"}', '[["evidence", 10, 1, "61d47092c9132fe78f6ee689ce8d4357e7739c3e164c2fd0c3f41ba20052fbdb"]]', 'f7f60350ac6a2eeee48cc5ec7d945d7545e771b0ee71f282f98c04303d5ebb54', 'a503a91090e8370702174db1a4fd13535b2dcdb84d17d839bf3a6af8c84fb1ac', 2),
	(91, '2026-11-28 01:29:24.460636+00', 'evidence.added', 'evidence', 12, '', NULL, '{"note": "The register notes each arrival.", "claim": 9, "exact": "Arrived 2 May, berthed 4 May – “crane out of service”.", "origin": null, "source": 14, "stance": "contradicts", "address": "https://register.example/may", "locator": "", "closeness": "primary", "evidence_set": "", "available_since": "2024-05-10", "available_precision": "day"}', '[["evidence", 12, 1, "15fc2fa236308b75630b6850540955886f128dd5b5408da52a3d6c7b173879b6"]]', '0522218c3a8bcdff4834dbb359d06e04c61429c144eb331372cd4e90f4312543', 'c2f0c89500dafee3bbd0249e2b00233542502636cfc12fb385522792697d6556', 1),
	(95, '2026-11-28 01:29:24.853448+00', 'claim.added', 'claim', 10, '', NULL, '{"layer": "proposition", "place": "The harbor", "types": ["event"], "topics": ["Harbor"], "context": "", "mention": {"mode": "direct", "chain": [10, 9], "claim": 10, "spans": [{"end": 59, "exact": "said on 3 May", "start": 46, "prefix": "denies delay\n\nThe harbor master ", "suffix": " that “no ship waited longer tha"}], "anchor": "anchored", "revision": 3}, "said_on": "2024-05-03", "claimant": 9, "statement": "The harbor master spoke on 3 May 2024.", "said_precision": "day"}', '[["claim", 10, 1, "d7a4a0c7c33278329a00e01e842c960661a5461461b948071d1406f14a7f1ea5"], ["mention", 13, 1, "3ef9f3fd89e4728a5f34917c5a15beb7dc0dcfe8afbede3f5fd6b5bbc61681e5"]]', 'b30db25a58c92d791d9dc8765d4f29a24a75944381f708894e317bfd3195b10b', '0e2a677287789ee180ba43d18b07f04ace504bf23b93d2348487c14ee74cdc68', 1),
	(98, '2026-11-28 01:29:24.970485+00', 'verdict.opened', 'verdict', 7, '', NULL, '{"as_of": "2024-05-12", "claim": 10, "number": 1, "rating": "False", "summary": "The register shows ships that waited two days.", "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted"}', '[["verdict", 7, 1, "932fffdab3b1f76830c535812f1bf9b82b911304842c66a0827769bc91a15def"], ["verdictversion", 8, 1, "e2105d004e9bcdcbbfbe7284f5eb19155651037ea1ccbd6ce441634bcf719d26"]]', '8fb038a8e5d49e21bba2d7ff0b752fbb08bb061f28303b862a9d2a84e365efe1', 'a072ea2bd2ee84b4e987dc6f81ddac2a081d564014245c640cb5cf063a39e17c', 1),
	(100, '2026-11-28 01:29:25.414824+00', 'verdict.returned', 'verdict', 7, 'Name the ship.', '{"state": "submitted"}', '{"state": "returned", "version": 1}', '[["verdict", 7, 3, "197312b726920619e3b6df6853ce4d4e5db5fab49b2c780066b3f1944cdf18a7"], ["review", 4, 1, "05a820b99a67eab5efd2eec2fb7dd5e7b12bbf0e498468cc1878b069c75aba54"]]', 'd1c0c48b140890c3b7218c4fb7577126adedde60bab0237d293a0e500486f8f6', '958cc28a7af12e5f4f8441da8a3922341627d9c365a2bec4791ea56d75ebf590', 3),
	(102, '2026-11-28 01:29:25.485044+00', 'evidence.added', 'evidence', 14, '', NULL, '{"note": "The register notes each arrival.", "claim": 11, "exact": "Arrived 2 May, berthed 4 May – “crane out of service”.", "origin": null, "source": 14, "stance": "contradicts", "address": "https://register.example/may", "locator": "", "closeness": "primary", "evidence_set": "", "available_since": "2024-05-10", "available_precision": "day"}', '[["evidence", 14, 1, "45644c8c5ede79bdadb4a1b82b5247e541ac9f7646224c87fd35c074e6eab489"]]', 'a2b175e09a68d93a2ac325d9941317f7400fde1a8575adb46be830b76ce07eaf', 'fb37ca6f91c69f06d9dc323eb6c6d5466c5e14f2d3a4e010b1b818068e044b1f', 1),
	(107, '2026-11-28 01:29:26.085027+00', 'verdict.reopened', 'verdict', 8, '', '{"state": "approved"}', '{"state": "draft"}', '[["verdict", 8, 4, "53dc978ec7f251e3e0fd30d5e9d92433c63c11833461172e9a9a4727545ff5a7"]]', '79ed7460ef8454959483db798d03a53b0bacf1069c4f2574c564dfb8d02acbab', 'c0678e7007e411064781536e71bc63e4416b40d97db9886b5816358e2230115d', 1),
	(111, '2026-11-28 01:29:26.295199+00', 'verdict.opened', 'verdict', 9, '', NULL, '{"as_of": "2024-05-12", "claim": 12, "number": 1, "rating": "False", "summary": "The register shows ships that waited two days.", "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted"}', '[["verdict", 9, 1, "d6f4805c34eb6ed9d7989171d6fab96cefaf6c475343b02ce13d7f89759e4f7f"], ["verdictversion", 10, 1, "10bf52c32f4e7e77b19b6d18ed32280e1c2aa945eec272464355c3b680042d1a"]]', '78f062824848ba84a5225ad71494c4c7559579d1ba9b12d1afac4ee1d9c06513', 'b5b0bc65050542762148aefc0464e18fae4e11b4ff5ccafebd09dab1bc5cf9a9', 1),
	(115, '2026-11-28 01:29:27.026196+00', 'relation.added', 'relation', 2, '', NULL, '{"claim": 12, "other": 6, "relation": "counters"}', '[["relation", 2, 1, "7a6702d89796fb4f274c7375254bc4ef604fdf0eae5a311acfa746505d621310"]]', 'd154c009b92e539e4b727122e351edc0cd909be84f974670de532d157d679faa', '18729396f7ba8b71948e3518a7d79a03f0cc88441734c6de0f73096c402e3163', 1),
	(121, '2026-11-28 01:29:27.577162+00', 'verdict.approved', 'verdict', 10, 'Both sources agree.', '{"state": "submitted"}', '{"basis": "35f283749d9806f5d0f952e59185727c346a4564ecbb4cb487d768527d1f2bbb", "state": "approved", "version": 1}', '[["verdict", 10, 3, "54971c59f99e4dda315f44c42a9bf324a58185949ef230675a4b4c30d844f1c2"], ["review", 7, 1, "1a4a80c40dc79dd0323becbc6da398b417862b0eefd58bbca1d5dd03d48b0bca"]]', '599c87678df7eb691e048520ff0c9d3da8995f6a2602345f0e2f174753bd9de7', '84f73d1efc50651b7a382b3b0fe77b6441cf975004ae4c72391f861bf2d09bd8', 3),
	(101, '2026-11-28 01:29:25.463574+00', 'claim.added', 'claim', 11, '', NULL, '{"layer": "proposition", "place": "The harbor", "types": ["event"], "topics": ["Harbor"], "context": "", "mention": {"mode": "direct", "chain": [10, 9], "claim": 11, "spans": [{"end": 26, "exact": "Harbor office denies delay", "start": 0, "prefix": "", "suffix": "\n\nThe harbor master said on 3 Ma"}], "anchor": "anchored", "revision": 3}, "said_on": "2024-05-03", "claimant": 9, "statement": "The harbor office denied any delay in May 2024.", "said_precision": "day"}', '[["claim", 11, 1, "e116d1604dbcd4cd1a56177442ee392edf7b2c7c50eaec1584c0f463fd9dad11"], ["mention", 14, 1, "58a125a7009afc8849569f4be8d7ec043d50485d2cb918765ffbeff3d1e4f91a"]]', '958cc28a7af12e5f4f8441da8a3922341627d9c365a2bec4791ea56d75ebf590', 'a2b175e09a68d93a2ac325d9941317f7400fde1a8575adb46be830b76ce07eaf', 1),
	(104, '2026-11-28 01:29:25.558722+00', 'verdict.opened', 'verdict', 8, '', NULL, '{"as_of": "2024-05-12", "claim": 11, "number": 1, "rating": "False", "summary": "The register shows ships that waited two days.", "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted"}', '[["verdict", 8, 1, "fca2a175160e392b5b4aaa29aaee21bb478a865be5ff9a60e873d0a7ec4c2223"], ["verdictversion", 9, 1, "a6a6905ecb3f35f29741dd5b9d78e2de228c380ccf93ff06cbac30709ffe2e5b"]]', '19a5cc8310c74984a0a384e5a26c28e94f01af3f1b9e49db75d3cdc02b2c0928', 'b77915f6d7336bc095fee9cd35f5ecd56580ae712905ff6a9a6038a830bd5eb7', 1),
	(106, '2026-11-28 01:29:25.906063+00', 'verdict.approved', 'verdict', 8, '', '{"state": "submitted"}', '{"basis": "4a48357018d2d06860e74db0b3f87d76c1fca1f85e3f1bc8cb1aa02b1dd43800", "state": "approved", "version": 1}', '[["verdict", 8, 3, "06ef9593d9ec28653457cc86ca84887fa829708126ef411506ddcc0d35bb03c1"], ["review", 5, 1, "7e1b66d5e8dd6b638a8be29a46331cb4a560c4e188e9ec0f8cb922e4fbe76cb8"]]', 'd31b3802aad219fc3ad600467b7c7fa88ad85a734518f5c20ca4e685a661d7aa', '79ed7460ef8454959483db798d03a53b0bacf1069c4f2574c564dfb8d02acbab', 6),
	(110, '2026-11-28 01:29:26.249151+00', 'search.logged', 'search', 9, '', NULL, '{"note": "Nothing was found.", "claim": 12, "place": "Port journal", "terms": "waiting times May 2024", "sought": "supports", "is_found": false, "searched_on": "2024-05-12"}', '[["search", 9, 1, "a2e38296b018b28f4589b9c7f5321ff3125ad4e608ec4d5e341898120b450f54"]]', 'd85e857e3099653039b173a0fc251029e34bfbf2e6ea5a58b1a7ca243ea22000', '78f062824848ba84a5225ad71494c4c7559579d1ba9b12d1afac4ee1d9c06513', 2),
	(113, '2026-11-28 01:29:26.605022+00', 'verdict.approved', 'verdict', 9, 'Both sources agree.', '{"state": "submitted"}', '{"basis": "523d11593a05473199b4047f1cb962b08dfdc0fe1cb0c4c8cfc2b065ba86b67d", "state": "approved", "version": 1}', '[["verdict", 9, 3, "bb7356caa88996abebeb4d181330a40eba8c2a9429d25eb9caf11e99935f825c"], ["review", 6, 1, "97f6197b00f3d988ae35342d71559b2ac0d347c3e13b1a2190ba45a3f504f113"]]', 'd5ac17619f72280c52f978c73c2cd5d53267f671ba2c23bb29e0c6166da24eac', '02620d98026e0a4a325ed5f786dd560ac881177b5169c6034e84fbb952928a9e', 3),
	(119, '2026-11-28 01:29:27.206727+00', 'verdict.opened', 'verdict', 10, '', NULL, '{"as_of": "2024-05-12", "claim": 13, "number": 1, "rating": "False", "summary": "The register shows ships that waited two days.", "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted"}', '[["verdict", 10, 1, "6d46707c1294103fc0fb972c6b90462745cf8e75fbb90914a5b40858043fb086"], ["verdictversion", 11, 1, "472f8aa121af954a7a8c2bc1ee579dd2310234d7cb123bdec90a3cfa4813d62e"]]', 'f564d8b72ab1ed185a4ea3ba834a558e79ac17017d699657c33f3ecddcdc0b2f', '4df5df0e3f93d63c5bda4b3c1ef958fce4f58b3cf5c5acacc5831d3bc5eab39d', 1),
	(120, '2026-11-28 01:29:27.39362+00', 'verdict.submitted', 'verdict', 10, '', '{"state": "draft"}', '{"state": "submitted", "version": 1, "exceptions": {}}', '[["verdict", 10, 2, "db67f10695a0cfb661412ed03e3b74c65bdd1a3cb4c757eed39287216b1587c3"]]', '4df5df0e3f93d63c5bda4b3c1ef958fce4f58b3cf5c5acacc5831d3bc5eab39d', '599c87678df7eb691e048520ff0c9d3da8995f6a2602345f0e2f174753bd9de7', 1),
	(123, '2026-11-28 01:29:28.085916+00', 'verdict.correcting', 'verdict', 10, '', '{"state": "published"}', '{"kind": "change_of_verdict", "state": "correcting", "notice": "The second captain withdrew the statement."}', '[["verdict", 10, 5, "ca2c195d236b018ada9776ebc22e1d261d7a0757125d03e5913d952f1d6cf3cf"], ["correction", 2, 1, "827c210aa19199667b7e0140b94c890d6862c1849807555346e072b1491a66d7"]]', '524471cc113e0ce7c340d2d04765fa216524b734d3ebd81c3a8c746862527b46', 'e8c12a61bfd048cb07769ce5a96d321b09c4894f2f0be20a61a245593919d8b9', 1),
	(131, '2026-11-28 01:29:29.219604+00', 'search.logged', 'search', 12, '', NULL, '{"note": "Nothing was found.", "claim": 14, "place": "Port journal", "terms": "waiting times May 2024", "sought": "supports", "is_found": false, "searched_on": "2024-05-12"}', '[["search", 12, 1, "7a9d006153bb2757d5a6fc0802b1ec3ca547dfa1dfceb8bfd934a3752dfb1851"]]', 'a4dccbe39c679d694f9759395047a3e6bcd3972144b24007d7332bad85790001', '63d9e05dbc909321462365ed31c4545abc7ee06bf784f999aea7887165f8fdce', 2),
	(136, '2026-11-28 01:29:30.093877+00', 'verdict.correcting', 'verdict', 11, '', '{"state": "published"}', '{"kind": "clarification", "state": "correcting", "notice": "The month was missing."}', '[["verdict", 11, 5, "50d4dcad644617804e4bdc023b88b262d7a99c23750b29ca3ae6f91873140388"], ["correction", 3, 1, "23718cb21d7607850e96eff55d0a6d08c120c685cd71811a78c51bb33270da26"]]', '71241e9b8ddb42a8ef7da5619eb7740b39669aa515c68447d9e9684225b0272c', 'f9bff554266a16bf1decc33482223ec18bd763224b06ec29df818bb6011ba124', 1),
	(139, '2026-11-28 01:29:30.317038+00', 'evidence.added', 'evidence', 18, '', NULL, '{"note": "The register notes each arrival.", "claim": 15, "exact": "Arrived 2 May, berthed 4 May – “crane out of service”.", "origin": null, "source": 14, "stance": "contradicts", "address": "https://register.example/may", "locator": "", "closeness": "primary", "evidence_set": "", "available_since": "2024-05-10", "available_precision": "day"}', '[["evidence", 18, 1, "12590618e57504a7ec2851159809eac3c7fe4c1dc93b798217485ec3a403267c"]]', '514050493e9e5c07dd723b7d3ec3db9ca4bf4e5150313ccdb612077bdc3608b8', '27fb6810b55ef61e6cb67fd7ceb6b37f1242f07c598171822bba6e21d37232d7', 1),
	(142, '2026-11-28 01:29:30.518392+00', 'verdict.submitted', 'verdict', 12, '', '{"state": "draft"}', '{"state": "submitted", "version": 1, "exceptions": {}}', '[["verdict", 12, 2, "fbcdcd3c21d7f9945502300b6a0fb7f93749520113533068ab37f0fd34485170"]]', '5f47f55a0cb55084fc524ca387f179bfec24e586fbb852dce4f4cc12fb26992b', '72435728215aeaa03cb5ecb2fa272e9a283ddd2db737bbece0236d301ee49cd5', 1),
	(109, '2026-11-28 01:29:26.207751+00', 'evidence.added', 'evidence', 15, '', NULL, '{"note": "The register notes each arrival.", "claim": 12, "exact": "Arrived 2 May, berthed 4 May – “crane out of service”.", "origin": null, "source": 14, "stance": "contradicts", "address": "https://register.example/may", "locator": "", "closeness": "primary", "evidence_set": "", "available_since": "2024-05-10", "available_precision": "day"}', '[["evidence", 15, 1, "5ec8a90d6bf35f6bb0c487f16fa00f7405fb020764c9a54f52fb33aaa3e8e7fb"]]', '22b2344172fab48850383242400d560adda805f1bb31dff3adf1453636191792', 'd85e857e3099653039b173a0fc251029e34bfbf2e6ea5a58b1a7ca243ea22000', 1),
	(112, '2026-11-28 01:29:26.451445+00', 'verdict.submitted', 'verdict', 9, '', '{"state": "draft"}', '{"state": "submitted", "version": 1, "exceptions": {}}', '[["verdict", 9, 2, "8ad88fc61759f72b611ece5ac3f46502cccff8fda9c407fe11f53f182cd92610"]]', 'b5b0bc65050542762148aefc0464e18fae4e11b4ff5ccafebd09dab1bc5cf9a9', 'd5ac17619f72280c52f978c73c2cd5d53267f671ba2c23bb29e0c6166da24eac', 1),
	(117, '2026-11-28 01:29:27.124932+00', 'evidence.added', 'evidence', 16, '', NULL, '{"note": "The register notes each arrival.", "claim": 13, "exact": "Arrived 2 May, berthed 4 May – “crane out of service”.", "origin": null, "source": 14, "stance": "contradicts", "address": "https://register.example/may", "locator": "", "closeness": "primary", "evidence_set": "", "available_since": "2024-05-10", "available_precision": "day"}', '[["evidence", 16, 1, "cb1916207a9abb7a3af0bfbcc570b7331f8e910fb2934459048219c7b09a8c4f"]]', '354633d12e97440808727ee7628d4d9cd1358efd60a7557d3a0323c19e556f96', '9d7978dfd91afb8a20029f7fb8c9400c3074832834ac02f231ac7c7a6e93db05', 1),
	(125, '2026-11-28 01:29:28.368049+00', 'search.logged', 'search', 11, '', NULL, '{"note": "", "claim": 13, "place": "Radio log", "terms": "captains", "sought": "contradicts", "is_found": false, "searched_on": "2024-05-14"}', '[["search", 11, 1, "ce2639d4e45283a3488a74975cc5f3dec5c0b73d7e4a2ab02022991052ca2c29"]]', 'aee820f2a8699ccd8033a10bd74351df6b994ea0370d023f34db4332f1ceaf6e', '2643694950ae47d6c089d6d71e1245f829a747b5d6c04d5e1658ef18835e26f8', 2),
	(127, '2026-11-28 01:29:28.780202+00', 'verdict.approved', 'verdict', 10, '', '{"state": "submitted"}', '{"basis": "dcd54187955271b566115fbb6cbe446e77141c5da8cae87bf2572c84f0b0490e", "state": "approved", "version": 2}', '[["verdict", 10, 8, "4b684ed8d434b107455618aa5e599e0bc9317784eccdda6a65218c950af5a1fa"], ["review", 8, 1, "58a97523da14d88abc8499511e1bf4be667e437d7bad4f1b6bbf728ae5450344"]]', '363042f76748b879cf4f01eda9dfb91551739decf6168920a142ecd0b0b7e718', '9c9feb68f51c4382ccc98b58d15c02a5cf1f6d9b6fcd918117d6832774d13190', 3),
	(130, '2026-11-28 01:29:29.189878+00', 'evidence.added', 'evidence', 17, '', NULL, '{"note": "The register notes each arrival.", "claim": 14, "exact": "Arrived 2 May, berthed 4 May – “crane out of service”.", "origin": null, "source": 14, "stance": "contradicts", "address": "https://register.example/may", "locator": "", "closeness": "primary", "evidence_set": "", "available_since": "2024-05-10", "available_precision": "day"}', '[["evidence", 17, 1, "b380f3095a49054034fb18d7e23c07b8b1f0ee3f4aefc30a0b16936e29226331"]]', 'a8353719d764827a4dd772218dd56c634189d9803d3343f550c5b8441c7bd7a9', 'a4dccbe39c679d694f9759395047a3e6bcd3972144b24007d7332bad85790001', 1),
	(140, '2026-11-28 01:29:30.348385+00', 'search.logged', 'search', 13, '', NULL, '{"note": "Nothing was found.", "claim": 15, "place": "Port journal", "terms": "waiting times May 2024", "sought": "supports", "is_found": false, "searched_on": "2024-05-12"}', '[["search", 13, 1, "9052c11c4582f9212421da75cc14ff5debb772f3da4d58733f4ab5dcdec1d83d"]]', '27fb6810b55ef61e6cb67fd7ceb6b37f1242f07c598171822bba6e21d37232d7', '345be671569bbc6b84e263ba4ac3822d04e49d05ecf3591e3340491b544eaee1', 2),
	(145, '2026-11-28 01:29:31.003967+00', 'verdict.correcting', 'verdict', 12, '', '{"state": "published"}', '{"kind": "typo", "state": "correcting", "notice": "A name was misspelled."}', '[["verdict", 12, 5, "1d491004ec1abe395ada4059a1e087325e0eefea843b280e444d79e61069606f"], ["correction", 4, 1, "65c670ed3fe6645237aae35b1741e95416fb40ed36bed60bb2e7aa144f2fc58d"]]', '75f396067b8b091fe0756b9137da9c3093dbf53da34df3db074730b5fcf8bfc7', '3fae2f12fc0197045d71ac82713b2c5d6e4eddc06582399925307c354bbb181a', 3),
	(148, '2026-11-28 01:29:31.234647+00', 'evidence.added', 'evidence', 19, '', NULL, '{"note": "The register notes each arrival.", "claim": 16, "exact": "Arrived 2 May, berthed 4 May – “crane out of service”.", "origin": null, "source": 14, "stance": "contradicts", "address": "https://register.example/may", "locator": "", "closeness": "primary", "evidence_set": "", "available_since": "2024-05-10", "available_precision": "day"}', '[["evidence", 19, 1, "7a170414bf734f3517696171e963d124a5b447b791b4cb6bf77f99fbcc695264"]]', '772a1446de677ca0d2143ffb0a44ad8beddb8c2b6094481e9ded547828c3a521', '36cbe03bb97089f16b41c105515c4849a821a555b3f1ac2de214d32a63f99758', 1),
	(150, '2026-11-28 01:29:31.316414+00', 'verdict.opened', 'verdict', 13, '', NULL, '{"as_of": "2024-05-12", "claim": 16, "number": 1, "rating": "False", "summary": "The register shows ships that waited two days.", "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted"}', '[["verdict", 13, 1, "28727729dbf2265694dc39a11aea10538f562318aa51bfb6ab1c65e0b049283f"], ["verdictversion", 16, 1, "845c0b0dd747db202c10ad6162f413dbde4a01e7bedd05db6df59cb97b3f239b"]]', 'f7bcb89481e0f30ee713f62d935e09e0b22a56217a974be267112f9967da87e8', '06967a5a7487a000e1eff6d7fc69380d0a9a30a30e6b994f9c400ad89fa563db', 1),
	(152, '2026-11-28 01:29:31.64397+00', 'verdict.approved', 'verdict', 13, 'Both sources agree.', '{"state": "submitted"}', '{"basis": "50ed2af3aa709695285b2f303454f62eb6455d844d4bd2f4210129850ae2edf6", "state": "approved", "version": 1}', '[["verdict", 13, 3, "e44a345d95e016971c53cbeeccccfd0e4c087d90e5ff15503de08010693d2a5b"], ["review", 11, 1, "fb57c995387dd17a09e7db4cb066bc8862126ef1685115a76bf478013f28f2df"]]', '383b6557dc7a0d380558772a83c9a841b23727f2355b8804e01ac5cb51fb02ab', '3356d67924414bfec4ff39668e5e2bebf81507389b07489eb98b70ee2edc0627', 3),
	(154, '2026-11-28 01:29:31.896672+00', 'verdict.retracted', 'verdict', 13, 'The register belonged to another harbor.', '{"state": "published"}', '{"slug": "the-office-repeated-the-figure", "state": "retracted", "sha256": "2c424ab68fbecd6f9a3b1cfc12177236704b49765e998af63a9568d9a31fcbff", "publication": 2}', '[["verdict", 13, 5, "a2d26c784e073e11a91e6898148b751c5cfb6c1f1b42a0d769e18f1d43c95905"], ["publication", 9, 1, "a059eeb99d999da4dbaabf6a0d88825508d204f4a7cce0bb8a564e1d38353503"], ["publication", 8, 2, "17a91c4df14a266d2bd9178e99e3bfbc646ccb2e63b97a36ae4b096e2798d8f9"], ["correction", 5, 1, "c3040bd5614ddaa9edc8bf2bd12bb53cc02b5b97ba74ebd11020bdbf7022f773"]]', '5d78db2f922686261a4759a2459b8077d1ec4bfc2b440adb5b79820890490ac9', '838476bcdbc43aeebe234a13e721170a497c05215e71f7e1e88716a9f03c26be', 6),
	(116, '2026-11-28 01:29:27.076509+00', 'claim.added', 'claim', 13, '', NULL, '{"layer": "proposition", "place": "The harbor", "types": ["event"], "topics": ["Harbor"], "context": "", "mention": {"mode": "direct", "chain": [10, 9], "claim": 13, "spans": [{"end": 170, "exact": "Two captains disagree", "start": 149, "prefix": "rane was never out of service.” ", "suffix": ".\n\nA spokeswoman said that 12 sh"}], "anchor": "anchored", "revision": 3}, "said_on": "2024-05-03", "claimant": 9, "statement": "Two captains contradict the harbor office.", "said_precision": "day"}', '[["claim", 13, 1, "90ea0f4da3ab60451056d89db6ffc0ac0c7c328ee935d6d72f43e275cd19ecff"], ["mention", 16, 1, "e638ee971b8254c2fef08d04bc64e07be111eeb7c2fbca19bf7a3689431641b0"]]', '18729396f7ba8b71948e3518a7d79a03f0cc88441734c6de0f73096c402e3163', '354633d12e97440808727ee7628d4d9cd1358efd60a7557d3a0323c19e556f96', 1),
	(118, '2026-11-28 01:29:27.153645+00', 'search.logged', 'search', 10, '', NULL, '{"note": "Nothing was found.", "claim": 13, "place": "Port journal", "terms": "waiting times May 2024", "sought": "supports", "is_found": false, "searched_on": "2024-05-12"}', '[["search", 10, 1, "1192952eaea765cdbdcc28dfcce4243b35190eca9f82f9315873e6708488715e"]]', '9d7978dfd91afb8a20029f7fb8c9400c3074832834ac02f231ac7c7a6e93db05', 'f564d8b72ab1ed185a4ea3ba834a558e79ac17017d699657c33f3ecddcdc0b2f', 2),
	(124, '2026-11-28 01:29:28.266686+00', 'verdict.saved', 'verdict', 10, '', '{"as_of": "2024-05-12", "number": 1, "rating": "False", "summary": "The register shows ships that waited two days.", "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted"}', '{"as_of": "2024-05-12", "number": 2, "rating": "Unproven", "summary": "Only one captain says so.", "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "not_enough"}', '[["verdict", 10, 6, "59024fdfa904176ffeded30e266f3a966ae7c9deb934f23207f0653cd9e1c997"], ["verdictversion", 12, 1, "50e375113091e25367e0391d402aa0cfc4ea7e05ed23f8f59f0f02d39b8af6c4"]]', 'e8c12a61bfd048cb07769ce5a96d321b09c4894f2f0be20a61a245593919d8b9', 'aee820f2a8699ccd8033a10bd74351df6b994ea0370d023f34db4332f1ceaf6e', 1),
	(126, '2026-11-28 01:29:28.562681+00', 'verdict.submitted', 'verdict', 10, '', '{"state": "correcting"}', '{"state": "submitted", "version": 2, "exceptions": {}}', '[["verdict", 10, 7, "11961cd777fcad20e8de7811346d801bc0b50f2f04fe75f6025312e4f54eee9b"]]', '2643694950ae47d6c089d6d71e1245f829a747b5d6c04d5e1658ef18835e26f8', '363042f76748b879cf4f01eda9dfb91551739decf6168920a142ecd0b0b7e718', 1),
	(128, '2026-11-28 01:29:29.026637+00', 'verdict.corrected', 'verdict', 10, '', '{"state": "approved"}', '{"slug": "two-captains-contradict-the-harbor-office", "state": "published", "sha256": "0c981d81c5b4f5544a60a587efb9feb9e709113b2578281dd5e7ab519c223064", "version": 2, "publication": 2}', '[["verdict", 10, 9, "149f14032893271ad99027e71ebfe929aaf6c78fded64c56983659d81fa7cbe8"], ["publication", 5, 1, "778d235b0e9b7e66988ddd33bd8474858bc5f595efd4e731cd54978c04bbb235"], ["publication", 4, 2, "8e76cc9e4aae6a3076b64fb28f4cbb98aa1ccd5aeafe0efd7983afa279ff6270"], ["correction", 2, 2, "fac973a3a95c0112251e61154fdcd1a729fc57c2a3d6010b5f574ff1dc2c482c"]]', '9c9feb68f51c4382ccc98b58d15c02a5cf1f6d9b6fcd918117d6832774d13190', '2b87062ac516b51dea6579f2447e03fb58f91e50f2e4a0cbaab4a43d608138ea', 3),
	(132, '2026-11-28 01:29:29.262312+00', 'verdict.opened', 'verdict', 11, '', NULL, '{"as_of": "2024-05-12", "claim": 14, "number": 1, "rating": "False", "summary": "The register shows ships that waited two days.", "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted"}', '[["verdict", 11, 1, "70cc8f5168d4f240a85f44a43e9768654059586cd702e468a356b21da249acad"], ["verdictversion", 13, 1, "665173a67f0e89cc7a12d3bbe57eb2e00e4d64fcba29800661619e71b73b10aa"]]', '63d9e05dbc909321462365ed31c4545abc7ee06bf784f999aea7887165f8fdce', 'bae49cd4bb1aa8150284bab0f403408f07bf3a00c90efbc9881a8cf6a1cae219', 1),
	(134, '2026-11-28 01:29:29.677942+00', 'verdict.approved', 'verdict', 11, 'Both sources agree.', '{"state": "submitted"}', '{"basis": "72b4dda7209aa824e8bbfaa08ca29f025cca5d9673d9968ed357007f8bb3255f", "state": "approved", "version": 1}', '[["verdict", 11, 3, "7d700b46e82b46c7aa4fba075db23b54f07117ceee0c26ca7c4dd9f91e976777"], ["review", 9, 1, "a9cb562e69d223abe83460127af88689e0f72b0502faaeef14044a95d5c7b6e2"]]', '41bb43c5db4eb9e7f7d91785a53fadaf18482c45bd9b0675028d29aa109eacb3', '7eb813739b3c54c1a91202cc5942e8c65bba5f856f52b047326c81053831e971', 3),
	(138, '2026-11-28 01:29:30.262078+00', 'claim.added', 'claim', 15, '', NULL, '{"layer": "proposition", "place": "The harbor", "types": ["event"], "topics": ["Harbor"], "context": "", "mention": {"mode": "direct", "chain": [10, 9], "claim": 15, "spans": [{"end": 191, "exact": "A spokeswoman said", "start": 173, "prefix": "rvice.” Two captains disagree.\n\n", "suffix": " that 12 ships had called in May"}], "anchor": "anchored", "revision": 3}, "said_on": "2024-05-03", "claimant": 9, "statement": "The spokeswoman spoke for the harbor office.", "said_precision": "day"}', '[["claim", 15, 1, "d973800847d45552e5ac966f8ee114467cff58471bdd4b0424808cbec0a3535c"], ["mention", 18, 1, "40625f2692954b0a5071215b5b300e6901a116e043bf14c7801976f3c8ca67d7"]]', 'c44a87c968a3c362ae3b0a0951e40ce1357313d4a34889a25e3be895a067753e', '514050493e9e5c07dd723b7d3ec3db9ca4bf4e5150313ccdb612077bdc3608b8', 1),
	(143, '2026-11-28 01:29:30.630954+00', 'verdict.approved', 'verdict', 12, 'Both sources agree.', '{"state": "submitted"}', '{"basis": "395cf626e0d7d10da6ccfd67ca6bca93cf570262db14d4c3910dd298bde93615", "state": "approved", "version": 1}', '[["verdict", 12, 3, "57d806d8bb3784881ace38e8f72af526706154d4ac29cfa54bf86f9c2d896fad"], ["review", 10, 1, "b9440f57eb357a2ccc974ad101194ee47cb17d9cfce14e8956da866c39c614fd"]]', '72435728215aeaa03cb5ecb2fa272e9a283ddd2db737bbece0236d301ee49cd5', 'd75c9605846568ff7b5da410af7af264a4bae40864c64f657f933009fda9b951', 3),
	(146, '2026-11-28 01:29:31.135281+00', 'verdict.submitted', 'verdict', 12, '', '{"state": "correcting"}', '{"state": "submitted", "version": 1, "exceptions": {}}', '[["verdict", 12, 6, "f06439311306aefc12da1920844678bea474097d65faa6e891e84b535b416d18"]]', '3fae2f12fc0197045d71ac82713b2c5d6e4eddc06582399925307c354bbb181a', 'c9420a285b7f29854bf7b1871c2bd4556ca42f7ea4864fa5a39a1b5edd75962a', 1),
	(149, '2026-11-28 01:29:31.262177+00', 'search.logged', 'search', 14, '', NULL, '{"note": "Nothing was found.", "claim": 16, "place": "Port journal", "terms": "waiting times May 2024", "sought": "supports", "is_found": false, "searched_on": "2024-05-12"}', '[["search", 14, 1, "611bf7497fdf187ad0a983016e1f31f22a2b6defb9c2fd9980c5c948d76b0486"]]', '36cbe03bb97089f16b41c105515c4849a821a555b3f1ac2de214d32a63f99758', 'f7bcb89481e0f30ee713f62d935e09e0b22a56217a974be267112f9967da87e8', 2),
	(122, '2026-11-28 01:29:27.862542+00', 'verdict.published', 'verdict', 10, '', '{"state": "approved"}', '{"slug": "two-captains-contradict-the-harbor-office", "state": "published", "sha256": "ef50142dc103eaa74216952b48cdead9ad0dda5dddf197c3dd786e146cf42337", "version": 1, "publication": 1}', '[["verdict", 10, 4, "5800148f65b5b5c382fd0a64077d79070d5e9ab5737fb30b6666cb9628fea93b"], ["publication", 4, 1, "2656a261e53a0d7aa0d6103b059f1db236c4796609849becef9c29cbb8e40136"]]', '84f73d1efc50651b7a382b3b0fe77b6441cf975004ae4c72391f861bf2d09bd8', '524471cc113e0ce7c340d2d04765fa216524b734d3ebd81c3a8c746862527b46', 3),
	(129, '2026-11-28 01:29:29.136716+00', 'claim.added', 'claim', 14, '', NULL, '{"layer": "proposition", "place": "The harbor", "types": ["event"], "topics": ["Harbor"], "context": "", "mention": {"mode": "direct", "chain": [10, 11], "claim": 14, "spans": [{"end": 223, "exact": "12 ships had called in May", "start": 197, "prefix": "agree.\n\nA spokeswoman said that ", "suffix": ". Twelve ships had called in May"}], "anchor": "anchored", "revision": 3}, "said_on": "2024-05-03", "claimant": 11, "statement": "Twelve ships had called in May, said a spokeswoman.", "said_precision": "day"}', '[["claim", 14, 1, "74eda605ee2079843ed4828dd0e989bd6cafc554e21e1b20d6d95429a9a7c052"], ["mention", 17, 1, "7c4651d0f02f182b32129fb3944f0ac099b76d522952c9119e77f9b259f41e9d"]]', '2b87062ac516b51dea6579f2447e03fb58f91e50f2e4a0cbaab4a43d608138ea', 'a8353719d764827a4dd772218dd56c634189d9803d3343f550c5b8441c7bd7a9', 1),
	(133, '2026-11-28 01:29:29.464394+00', 'verdict.submitted', 'verdict', 11, '', '{"state": "draft"}', '{"state": "submitted", "version": 1, "exceptions": {}}', '[["verdict", 11, 2, "6126b7b356bfc5c7b8b53be46591d74d6b1b5e0511e25a256aba91c4c7409bde"]]', 'bae49cd4bb1aa8150284bab0f403408f07bf3a00c90efbc9881a8cf6a1cae219', '41bb43c5db4eb9e7f7d91785a53fadaf18482c45bd9b0675028d29aa109eacb3', 1),
	(135, '2026-11-28 01:29:29.91203+00', 'verdict.published', 'verdict', 11, '', '{"state": "approved"}', '{"slug": "twelve-ships-had-called-in-may-said-a-spokeswoman", "state": "published", "sha256": "3e26886d165aa4dc4e6ab1574dc9fc42752948de8cb0517823b8b777966974c4", "version": 1, "publication": 1}', '[["verdict", 11, 4, "f759aedc9dcd1cc0911f13a56b1fc9b121ce3b73adeaab20fc6a8ce8d7687b61"], ["publication", 6, 1, "5a6c6b197d3059bc9176f4b21b78c449a579acf33dac044902430d3265d448de"]]', '7eb813739b3c54c1a91202cc5942e8c65bba5f856f52b047326c81053831e971', '71241e9b8ddb42a8ef7da5619eb7740b39669aa515c68447d9e9684225b0272c', 3),
	(137, '2026-11-28 01:29:30.221847+00', 'verdict.saved', 'verdict', 11, '', '{"as_of": "2024-05-12", "number": 1, "rating": "False", "summary": "The register shows ships that waited two days.", "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted"}', '{"as_of": "2024-05-12", "number": 2, "rating": "False", "summary": "The register names nine ships.", "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted"}', '[["verdict", 11, 6, "b7f961bb3effe63255eccfa5fc4c4fbfd5c2c8a44ba318ec8b75f033394e6667"], ["verdictversion", 14, 1, "b1531c77b7d68bb48de4296d4567898e51f713420be397574bb54adde6042f42"]]', 'f9bff554266a16bf1decc33482223ec18bd763224b06ec29df818bb6011ba124', 'c44a87c968a3c362ae3b0a0951e40ce1357313d4a34889a25e3be895a067753e', 1);
INSERT INTO public.ledger_entry VALUES
	(141, '2026-11-28 01:29:30.379064+00', 'verdict.opened', 'verdict', 12, '', NULL, '{"as_of": "2024-05-12", "claim": 15, "number": 1, "rating": "False", "summary": "The register shows ships that waited two days.", "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted"}', '[["verdict", 12, 1, "a218ced5e59d2e32f9380758a6483116db7269d8a07dbcb37bdef887a1f9da0a"], ["verdictversion", 15, 1, "820e56ce7eab2bcdab03193875575f088fee88cc3cda4025fa2e11e6a0d1b48e"]]', '345be671569bbc6b84e263ba4ac3822d04e49d05ecf3591e3340491b544eaee1', '5f47f55a0cb55084fc524ca387f179bfec24e586fbb852dce4f4cc12fb26992b', 1),
	(147, '2026-11-28 01:29:31.204851+00', 'claim.added', 'claim', 16, '', NULL, '{"layer": "proposition", "place": "The harbor", "types": ["event"], "topics": ["Harbor"], "context": "", "mention": {"mode": "direct", "chain": [10, 9], "claim": 16, "spans": [{"end": 276, "exact": "the office repeated", "start": 257, "prefix": "Twelve ships had called in May, ", "suffix": ".\n"}], "anchor": "anchored", "revision": 3}, "said_on": "2024-05-03", "claimant": 9, "statement": "The office repeated the figure.", "said_precision": "day"}', '[["claim", 16, 1, "4e906b22f0e7f052dd7ae8026aef473fe5a328bd63219239fff8296fc32cd704"], ["mention", 19, 1, "a60560ee7955f5aaf0d5ffbd197bea4095e5bcc43b970415fceb40180cad60fa"]]', 'c9420a285b7f29854bf7b1871c2bd4556ca42f7ea4864fa5a39a1b5edd75962a', '772a1446de677ca0d2143ffb0a44ad8beddb8c2b6094481e9ded547828c3a521', 1),
	(157, '2026-11-28 01:29:31.973223+00', 'search.logged', 'search', 15, '', NULL, '{"note": "Nothing was found.", "claim": 17, "place": "Port journal", "terms": "waiting times May 2024", "sought": "supports", "is_found": false, "searched_on": "2024-05-12"}', '[["search", 15, 1, "c026513d867301bbbef45528a25162176e68f2e8411671b43b3f27085adbb68d"]]', '4a7b7f6a3729c3a59d7e82e834e3a9f47b31a5dc92dcdbfb03135a0a6a98ceab', 'aabe6f8aa426795908d2dbc6524c14d5e1596b0bf90f5bdce4edb9a7f949d678', 2),
	(161, '2026-11-28 01:29:32.735807+00', 'verdict.published', 'verdict', 14, '', '{"state": "approved"}', '{"slug": "the-harbor-master-denied-the-delay-on-3-may", "state": "published", "sha256": "8f12290bd1e2d579d8d844d48e95ab967bb9c8a1f549e3a4b963612300f1374d", "version": 1, "publication": 1}', '[["verdict", 14, 4, "63a5a86e38652a5c764e768c20aed422aa3dc36072eb5393709c90bd49c3ce78"], ["publication", 10, 1, "ba9722cb097ceb820dd1795d3dd72c1689cecf1e73fd99161f6497a0a550022d"]]', 'a3822fda32b41aa8a2e4f69d88b83d10a90a1e92ba0c4c8bb3f2c194b6403bfa', 'e11d3284da63452364d7853e18c9b7f9ff1988f343a318fefe43c3cc4c2d8815', 3),
	(181, '2026-11-28 01:29:33.579912+00', 'claim.added', 'claim', 19, '', NULL, '{"layer": "proposition", "place": "The harbor", "types": ["event"], "topics": ["Harbor"], "context": "", "mention": {"mode": "direct", "chain": [10, 11], "claim": 19, "spans": [{"end": 81, "exact": "Жодне судно не чекало довше доби", "start": 49, "prefix": "тримку\n\nРечниця порту сказала: «", "suffix": "» — і додала, що кран працював.\n"}], "anchor": "anchored", "revision": 4}, "said_on": "2024-05-03", "claimant": 11, "statement": "No ship waited longer than a day, said the port’s spokeswoman.", "said_precision": "day"}', '[["claim", 19, 1, "f2b12b095a00602e20270cb1add31522e66cb25bdbde39266fb371e4a2834bf0"], ["mention", 22, 1, "b40c0ab1a13e81d3526396eb691c8ae6255e13486d72405d54828d021d5bab61"]]', '6058a842baca862e8aebf96042660ca650ad0d02d8b15a9005b8963a7350f535', 'd01fcdccfb2b6bd9fd4de41842e3953e577119c60f59bb6297392f059fb16b8d', 1),
	(144, '2026-11-28 01:29:30.845251+00', 'verdict.published', 'verdict', 12, '', '{"state": "approved"}', '{"slug": "the-spokeswoman-spoke-for-the-harbor-office", "state": "published", "sha256": "ce0f91bca6c45785ca98e49a17a6dc79383db8db818705ab1861fd8f19f6fddb", "version": 1, "publication": 1}', '[["verdict", 12, 4, "7c02e1726a458543c4334b0753efdcf07a32e6ad873bfa6ac8599c11291fe82b"], ["publication", 7, 1, "541b041aeb44ee1af011260ea7c62eaa1b5ec2c3038df9f489329ff1dab9f8ef"]]', 'd75c9605846568ff7b5da410af7af264a4bae40864c64f657f933009fda9b951', '75f396067b8b091fe0756b9137da9c3093dbf53da34df3db074730b5fcf8bfc7', 3),
	(156, '2026-11-28 01:29:31.943837+00', 'evidence.added', 'evidence', 20, '', NULL, '{"note": "The register notes each arrival.", "claim": 17, "exact": "Arrived 2 May, berthed 4 May – “crane out of service”.", "origin": null, "source": 14, "stance": "contradicts", "address": "https://register.example/may", "locator": "", "closeness": "primary", "evidence_set": "", "available_since": "2024-05-10", "available_precision": "day"}', '[["evidence", 20, 1, "b82edd57f6521769f4cae481ef44c1275e2e671a842f1f8674432959f54850f7"]]', '69cd85b5de2de51d1a04523b7a3f8b9248e75ef290f650ec19da3c1946e3149b', '4a7b7f6a3729c3a59d7e82e834e3a9f47b31a5dc92dcdbfb03135a0a6a98ceab', 1),
	(162, '2026-11-28 01:29:32.937633+00', 'verdict.correcting', 'verdict', 14, '', '{"state": "published"}', '{"kind": "typo", "state": "correcting", "notice": "Never public."}', '[["verdict", 14, 5, "2aca362008121030b6c015a4b389d43b5b36008f846d1927e6c18ee0a9cbae9b"], ["correction", 6, 1, "cdc41e55218a3cd1ea9435778ce74772c97f87729dec53ff952296ff8a2fc901"]]', 'e11d3284da63452364d7853e18c9b7f9ff1988f343a318fefe43c3cc4c2d8815', 'a1cbedf26d939f52c267885a8fe35f37e583080fdc42fa6746919e073b11b8ca', 1),
	(164, '2026-11-28 01:29:33.333239+00', 'article.revised', 'article', 3, '', '{"sha256": "47f312edf8b4ddb05ab0a7b41dc00236c4e01e2ce8fd610c35fc558434d856db"}', '{"length": 254, "sha256": "d0fd804afe94420c52741540442f05c1a3561172417329f8191210c98f57d8bc", "revision": 2}', '[["article", 3, 2, "7866f2decdfb8bff3e6a2139a965c06445cec7782b42d34513f6ad8a6426a9e5"], ["capture", 5, 1, "0497389b0d0fff8e53a13d8e4be4ed5efc21e20f2f015bdf4993bf5470ec8b9a"], ["revision", 5, 1, "7703984a96d673862beef3bc88fcfe94d4d372e47450c5f7795d7a0248a1eb33"]]', '11f974fc675514414155ddeb717d92679a183dbaa6004833fd4c151105d0aec7', 'f6495d942d95b224ae5ac6627271d717f6b729a401ef45c53b314acce95107c1', 2),
	(165, '2026-11-28 01:29:33.335754+00', 'mention.carried', 'mention', 9, '', '{"spans": [{"end": 147, "exact": "The crane was never out of service.", "start": 112, "prefix": " longer than a day”.\nHe added: “", "suffix": "” Two captains disagree.\n\nA spok"}], "anchor": "anchored", "revision": 3}', '{"spans": [{"end": 147, "exact": "The crane was never out of service.", "start": 112, "prefix": " longer than a day”.\nHe added: “", "suffix": "” Two captains disagree.\n\nA spok"}], "anchor": "orphan", "revision": 3}', '[["mention", 9, 2, "a11e07749bfd60998afe4e4100c7d8de4ae19cfa02b31064f9dd907ae59d18ec"]]', 'f6495d942d95b224ae5ac6627271d717f6b729a401ef45c53b314acce95107c1', 'd7b857d9ae3c83b444dbcf7b959e340d901d0e6b2d7789a0d192275ab6fb3981', 2),
	(166, '2026-11-28 01:29:33.341855+00', 'mention.carried', 'mention', 10, '', '{"spans": [{"end": 255, "exact": "Twelve ships had called in May", "start": 225, "prefix": "hat 12 ships had called in May. ", "suffix": ", the office repeated.\n"}], "anchor": "anchored", "revision": 3}', '{"spans": [{"end": 255, "exact": "Twelve ships had called in May", "start": 225, "prefix": "hat 12 ships had called in May. ", "suffix": ", the office repeated.\n"}], "anchor": "orphan", "revision": 3}', '[["mention", 10, 2, "7b0787d04e9d084c24f2a10f16cae84a9a429c0422492bdfa396c15e1c39c44a"]]', 'd7b857d9ae3c83b444dbcf7b959e340d901d0e6b2d7789a0d192275ab6fb3981', '5d51a8084524c16d651da298c16b419b8de7104ed5bc4f3e0c14f7916a1bff4d', 2),
	(167, '2026-11-28 01:29:33.346509+00', 'mention.carried', 'mention', 11, '', '{"spans": [{"end": 80, "exact": "no ship waited", "start": 66, "prefix": "rbor master said on 3 May that “", "suffix": " longer than a day”.\nHe added: “"}], "anchor": "anchored", "revision": 3}', '{"spans": [{"end": 80, "exact": "no ship waited", "start": 66, "prefix": "rbor master said on 3 May that “", "suffix": " longer than a day”.\nHe added: “"}], "anchor": "anchored", "revision": 5}', '[["mention", 11, 2, "4ae444915536988e048d393649844e63bff15b264dc321ac361d00381780beeb"]]', '5d51a8084524c16d651da298c16b419b8de7104ed5bc4f3e0c14f7916a1bff4d', 'fa5acee3e84ba2e81559355f5a905f78135ec84280debee9b0eb376bdeef1575', 2),
	(168, '2026-11-28 01:29:33.348711+00', 'mention.carried', 'mention', 12, '', '{"spans": [{"end": 98, "exact": "longer than a day", "start": 81, "prefix": "d on 3 May that “no ship waited ", "suffix": "”.\nHe added: “The crane was neve"}], "anchor": "anchored", "revision": 3}', '{"spans": [{"end": 98, "exact": "longer than a day", "start": 81, "prefix": "d on 3 May that “no ship waited ", "suffix": "”.\nHe added: “The crane was out "}], "anchor": "anchored", "revision": 5}', '[["mention", 12, 2, "844c67c9d986e0e022ae8e855c84f8ab7ff60c09634ba4018a980e28fc55194e"]]', 'fa5acee3e84ba2e81559355f5a905f78135ec84280debee9b0eb376bdeef1575', 'b62a171c0a95fa3b15cac0d7b8c6b6ab207b89761e9aec342854d40cbe1bf1a3', 2),
	(169, '2026-11-28 01:29:33.354356+00', 'mention.carried', 'mention', 13, '', '{"spans": [{"end": 59, "exact": "said on 3 May", "start": 46, "prefix": "denies delay\n\nThe harbor master ", "suffix": " that “no ship waited longer tha"}], "anchor": "anchored", "revision": 3}', '{"spans": [{"end": 59, "exact": "said on 3 May", "start": 46, "prefix": "denies delay\n\nThe harbor master ", "suffix": " that “no ship waited longer tha"}], "anchor": "anchored", "revision": 5}', '[["mention", 13, 2, "f2468f574161907c5db7be7f990c205821c364be5d99bba2d3ec93243065989f"]]', 'b62a171c0a95fa3b15cac0d7b8c6b6ab207b89761e9aec342854d40cbe1bf1a3', '9d84b4ac9104e9c7f53701487d2c00e23af9c140d7a54769ac01a164d39223a9', 2),
	(170, '2026-11-28 01:29:33.356466+00', 'mention.carried', 'mention', 14, '', '{"spans": [{"end": 26, "exact": "Harbor office denies delay", "start": 0, "prefix": "", "suffix": "\n\nThe harbor master said on 3 Ma"}], "anchor": "anchored", "revision": 3}', '{"spans": [{"end": 26, "exact": "Harbor office denies delay", "start": 0, "prefix": "", "suffix": "\n\nThe harbor master said on 3 Ma"}], "anchor": "anchored", "revision": 5}', '[["mention", 14, 2, "20a1fde8a9c065c9ef19041cfeeda0eac85a0811f4b2370bd02b8e6c4455f592"]]', '9d84b4ac9104e9c7f53701487d2c00e23af9c140d7a54769ac01a164d39223a9', 'f008e3596e35c9a82859d87d9bff386f369d4cef2af5c2a1b15d96247d1121b2', 2),
	(153, '2026-11-28 01:29:31.835491+00', 'verdict.published', 'verdict', 13, '', '{"state": "approved"}', '{"slug": "the-office-repeated-the-figure", "state": "published", "sha256": "540a5cd0a5334474c09ad65764e642a70cc2ed7c596890eb70b5621104df3c90", "version": 1, "publication": 1}', '[["verdict", 13, 4, "6093dd81ec25445a617da9abd1139afea77f67b105ac1c0b71d37e76f3a08159"], ["publication", 8, 1, "8c4591ee0fdaff861adf54c6e34512ad9f2a495d89edb3c8acfe8774d44e29b4"]]', '3356d67924414bfec4ff39668e5e2bebf81507389b07489eb98b70ee2edc0627', '5d78db2f922686261a4759a2459b8077d1ec4bfc2b440adb5b79820890490ac9', 3),
	(155, '2026-11-28 01:29:31.919013+00', 'claim.added', 'claim', 17, '', NULL, '{"layer": "proposition", "place": "The harbor", "types": ["event"], "topics": ["Harbor"], "context": "", "mention": {"mode": "direct", "chain": [10, 9], "claim": 17, "spans": [{"end": 45, "exact": "The harbor master", "start": 28, "prefix": "Harbor office denies delay\n\n", "suffix": " said on 3 May that “no ship wai"}], "anchor": "anchored", "revision": 3}, "said_on": "2024-05-03", "claimant": 9, "statement": "The harbor master denied the delay on 3 May.", "said_precision": "day"}', '[["claim", 17, 1, "3727c4c868858332cefb5dafe42b3128e7a5be312a9c273cc7072ac59d8b8ace"], ["mention", 20, 1, "12f09e08a6e8fe9acfc39547a6298eea2ca3e7bacdbda66a50fbbc6b1149c447"]]', '838476bcdbc43aeebe234a13e721170a497c05215e71f7e1e88716a9f03c26be', '69cd85b5de2de51d1a04523b7a3f8b9248e75ef290f650ec19da3c1946e3149b', 1),
	(159, '2026-11-28 01:29:32.240358+00', 'verdict.submitted', 'verdict', 14, '', '{"state": "draft"}', '{"state": "submitted", "version": 1, "exceptions": {}}', '[["verdict", 14, 2, "6f70f31adf60c80a33278b1db49507ee0b30059ee0ded3fc0abdad4c4934f7d4"]]', '51d009713a6df32efed66a8f751eda1a80453c248b407a41c578c54e469bcb4a', 'be28367d958c251bd9fa09a5a41db860e2082a6b08bbd62b966c2ee06dc93c93', 1),
	(177, '2026-11-28 01:29:33.427517+00', 'source.edited', 'source', 14, '', '{"address": "https://register.example/", "country": ""}', '{"address": "https://register.example/en/", "country": "Norway"}', '[["source", 14, 2, "8b48b61cde2da5e0cb458d0ba9da266ddd10e6decb3866c856b581735065eac5"]]', 'f16178cabefbe3fd9e25a429f30e585ace63dba87984c2b0f517da1ff4176628', '502a5a8e8691ce9c8b77cdc7a48b57172af5b873816709f569799f916927291b', 2),
	(178, '2026-11-28 01:29:33.469589+00', 'actor.edited', 'actor', 10, '', '{"description": ""}', '{"description": "daily newspaper"}', '[["actor", 10, 2, "5d4af50f3a0568f477c15aa1c1e3c9ebf37f20171aa6c5700d30ce2e5de00adf"]]', '502a5a8e8691ce9c8b77cdc7a48b57172af5b873816709f569799f916927291b', '3a54266486cdff5b86a3f127db4bf4686d2d756844760550eebcb2c90259163c', 2),
	(179, '2026-11-28 01:29:33.499216+00', 'rating.edited', 'rating', 5, '', '{"description": "The evidence contradicts the claim; nothing of weight speaks for it."}', '{"description": "The evidence contradicts the claim."}', '[["rating", 5, 2, "d140d2b22b1e357bd4dfcb0307e26fa212915779bd130853e65ad3e8e2ec530a"]]', '3a54266486cdff5b86a3f127db4bf4686d2d756844760550eebcb2c90259163c', '033b9302f8d4d7c59e6082b83b66e1fa074e00b280aca645f2bc4f5eac59ea8d', 4),
	(184, '2026-11-28 01:29:33.701289+00', 'evidence.added', 'evidence', 23, '', NULL, '{"end": 149, "note": "The register notes each arrival.", "claim": 19, "exact": "Журнал порту", "start": 137, "origin": null, "prefix": "ацював.\nКапітани кажуть інше… 🚢 ", "source": 14, "stance": "context", "suffix": " — у додатку.\n", "locator": "", "revision": 4, "closeness": "primary", "evidence_set": "", "available_since": "2024-05-10", "available_precision": "day"}', '[["evidence", 23, 1, "49bfd334d65be6a444afa53109a1283480474f65f5fca91a8782b32718414029"]]', '74b6c1dca03233181851e361539a96521243f7d320372f8386d60bbd9db28a0d', 'e0d01fed29b8659c8a9429cf29635d97cab4158448288b6b077d589aeb078716', 2),
	(189, '2026-11-28 01:29:33.944291+00', 'relation.withdrawn', 'relation', 4, 'It is narrower.', NULL, NULL, '[["relation", 4, 2, "1d85a5883b15a8bbf9482f5ee82818d5571d51bb9faa282195d93db631d56986"]]', 'a0d84f847d231771c6c0e12a004e110da1bf61cf58045a7d15a74b6b576333f3', 'b05e1166a4b651af1b421b810ed91225d2e98fe7653e1b53361062ed7508339a', 1),
	(193, '2026-11-28 01:29:34.084578+00', 'verdict.saved', 'verdict', 15, '', '{"as_of": "2024-05-12", "number": 1, "rating": "False", "summary": "The register shows ships that waited two days.", "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted"}', '{"as_of": "2024-05-12", "number": 2, "rating": "False", "summary": "Three ships waited for two days.", "rationale": "The register notes **each** ship.", "conclusion": "refuted"}', '[["verdict", 15, 2, "56d0cf1cbd74a9f5e752889041c56d637d9f12dd11a15d33df58c934722e85bd"], ["verdictversion", 19, 1, "c93ff183f9480baa9b96c34bc968a622a5196a64baca9d7f1b9d199ce5063f6c"]]', 'd95e6b8f9a2e490a2bf9c00eb301f9477ec2c2dfd1bc9e7b23ce71482b333fae', '6f7284997f0d5cf0fab77574da01150085f30209d12b75922a057c7e753b102e', 2),
	(158, '2026-11-28 01:29:31.991511+00', 'verdict.opened', 'verdict', 14, '', NULL, '{"as_of": "2024-05-12", "claim": 17, "number": 1, "rating": "False", "summary": "The register shows ships that waited two days.", "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted"}', '[["verdict", 14, 1, "0b26268131d81c12e462fd6006bbebe5f04607adf53483a94818eb69c911c221"], ["verdictversion", 17, 1, "e74429a8971ad75eddc4f2b050c1beb4ffeeec6c0f789ac830c1c8515aa2559c"]]', 'aabe6f8aa426795908d2dbc6524c14d5e1596b0bf90f5bdce4edb9a7f949d678', '51d009713a6df32efed66a8f751eda1a80453c248b407a41c578c54e469bcb4a', 1),
	(160, '2026-11-28 01:29:32.470333+00', 'verdict.approved', 'verdict', 14, 'Both sources agree.', '{"state": "submitted"}', '{"basis": "3db940138f920d2fa31f66b1c7434374fcf61b37eaa1a3b5642b4d8d68f108b9", "state": "approved", "version": 1}', '[["verdict", 14, 3, "ae0d422eedd2bb65bcb2f3e259f9479cf61ef32cd1ddb5caeae280faf39f72ce"], ["review", 12, 1, "08df2c1204d2ab01ef1c3838fc4bcf5497531248c146df58473d8fd20175b29c"]]', 'be28367d958c251bd9fa09a5a41db860e2082a6b08bbd62b966c2ee06dc93c93', 'a3822fda32b41aa8a2e4f69d88b83d10a90a1e92ba0c4c8bb3f2c194b6403bfa', 3),
	(163, '2026-11-28 01:29:33.104111+00', 'verdict.retracted', 'verdict', 14, 'The statement was about another day.', '{"state": "correcting"}', '{"slug": "the-harbor-master-denied-the-delay-on-3-may", "state": "retracted", "sha256": "c16752c1022fd940b4ba588b215eb44c1ec077fa41b963e62b620d9ec3e6e270", "publication": 2}', '[["verdict", 14, 6, "99f00f72a332d9addab5cf1f3f0d8ec8761d68ecaa9093ccffafae732f9438a9"], ["publication", 11, 1, "69366256424d5ea690413547f39d656bfb9d9ce93d19ae05f72fc9a2b10fc743"], ["publication", 10, 2, "6e4a51bfb5eebb9aaef4147c0e78c721967965f3c0fbb49b776ac8376add3d40"], ["correction", 7, 1, "5780d8d0ab793006954fd7b7615359c980ba126b95d046e768333f03658bf2e7"]]', 'a1cbedf26d939f52c267885a8fe35f37e583080fdc42fa6746919e073b11b8ca', '11f974fc675514414155ddeb717d92679a183dbaa6004833fd4c151105d0aec7', 3),
	(180, '2026-11-28 01:29:33.541755+00', 'claim.added', 'claim', 18, '', NULL, '{"layer": "proposition", "place": "The harbor", "types": ["event"], "topics": ["Harbor"], "context": "", "mention": {"mode": "direct", "chain": [10, 11], "claim": 18, "spans": [{"end": 133, "exact": "Капітани кажуть інше", "start": 113, "prefix": "» — і додала, що кран працював.\n", "suffix": "… 🚢 Журнал порту — у додатку.\n"}], "anchor": "anchored", "revision": 4}, "said_on": "2024-05-03", "claimant": 11, "statement": "Ships waited for two days at the harbor in May 2024.", "said_precision": "day"}', '[["claim", 18, 1, "ad579887f46c299a9254408ee57abe4d4c04d6850fbc94f9391ed57fbad7d2e2"], ["mention", 21, 1, "9e50d5d2fb72b8b2ecda819012a560db7440a8817d0623300c85919be0356464"]]', '033b9302f8d4d7c59e6082b83b66e1fa074e00b280aca645f2bc4f5eac59ea8d', '6058a842baca862e8aebf96042660ca650ad0d02d8b15a9005b8963a7350f535', 2),
	(190, '2026-11-28 01:29:33.98347+00', 'mention.added', 'mention', 23, '', NULL, '{"mode": "indirect", "chain": [10], "claim": 19, "spans": [{"end": 111, "exact": "кран працював", "start": 98, "prefix": "кало довше доби» — і додала, що ", "suffix": ".\nКапітани кажуть інше… 🚢 Журнал"}], "anchor": "anchored", "revision": 4}', '[["mention", 23, 1, "dbd95ae4c08b45f6cec9a3b8e13923dcf2003904f6a48fe19ae7416585bbf12e"]]', 'b05e1166a4b651af1b421b810ed91225d2e98fe7653e1b53361062ed7508339a', '04d1f037f6aa750dec6a552c94155ec43bb91d736c8cb1ce1ffcfd1e1888a484', 2),
	(195, '2026-11-28 01:29:34.214735+00', 'verdict.approved', 'verdict', 15, '', '{"state": "submitted"}', '{"basis": "0797f0318c89e4ec68ec01f9404e9dc279a02287305708e110d7154a85c54dd5", "state": "approved", "version": 2}', '[["verdict", 15, 4, "0843283a97aa934aa4911a955b867ea49135797d7cdee32cf9c4fbdf0d15457e"], ["review", 13, 1, "39c627d36232791d345c8923d588f790c3a0b4497189cd435a249343a4f3135d"]]', '2502a53616fe2cc19a9951e735d4c6767260bad390f5deba16f07626218d3582', 'df651a90d44e9b39c4fe0d59849452e12ebc3d4d4d832d28a90ad8cbee9d6428', 3),
	(171, '2026-11-28 01:29:33.358397+00', 'mention.carried', 'mention', 15, '', '{"spans": [{"end": 121, "exact": "crane", "start": 116, "prefix": "ger than a day”.\nHe added: “The ", "suffix": " was never out of service.” Two "}], "anchor": "anchored", "revision": 3}', '{"spans": [{"end": 121, "exact": "crane", "start": 116, "prefix": "ger than a day”.\nHe added: “The ", "suffix": " was out of service once.” Two c"}], "anchor": "anchored", "revision": 5}', '[["mention", 15, 2, "135589c9881afa8a054245d415456cc13881cc2b432fdbdf0bad7688c2f45ce4"]]', 'f008e3596e35c9a82859d87d9bff386f369d4cef2af5c2a1b15d96247d1121b2', '7df6f6215d3a21bb80408e2a6ff594783d2fb026da17cdfb25cf07bb223476d9', 2),
	(172, '2026-11-28 01:29:33.362097+00', 'mention.carried', 'mention', 16, '', '{"spans": [{"end": 170, "exact": "Two captains disagree", "start": 149, "prefix": "rane was never out of service.” ", "suffix": ".\n\nA spokeswoman said that 12 sh"}], "anchor": "anchored", "revision": 3}', '{"spans": [{"end": 169, "exact": "Two captains disagree", "start": 148, "prefix": "crane was out of service once.” ", "suffix": ".\n\nA spokeswoman said that 12 sh"}], "anchor": "anchored", "revision": 5}', '[["mention", 16, 2, "7b9e8db10912d3be84c77d98abdd9b954cc5990e845261f79d0eace8d2e356f9"]]', '7df6f6215d3a21bb80408e2a6ff594783d2fb026da17cdfb25cf07bb223476d9', '997fb8cb88d6902061d2ebe4f576bae8e4f3eaffe68b8a0e05221fec2ff62831', 2),
	(173, '2026-11-28 01:29:33.363974+00', 'mention.carried', 'mention', 17, '', '{"spans": [{"end": 223, "exact": "12 ships had called in May", "start": 197, "prefix": "agree.\n\nA spokeswoman said that ", "suffix": ". Twelve ships had called in May"}], "anchor": "anchored", "revision": 3}', '{"spans": [{"end": 222, "exact": "12 ships had called in May", "start": 196, "prefix": "agree.\n\nA spokeswoman said that ", "suffix": ". The office did not repeat it.\n"}], "anchor": "anchored", "revision": 5}', '[["mention", 17, 2, "ce6a3a7584a0d276f8b1d4edff3c28ff1ecc9182f57ace8b3534354c14523486"]]', '997fb8cb88d6902061d2ebe4f576bae8e4f3eaffe68b8a0e05221fec2ff62831', '9b67548f45238bf532601ea9b88f229f98690a6f293a2d9533a4b3c227e7b335', 2),
	(174, '2026-11-28 01:29:33.369669+00', 'mention.carried', 'mention', 18, '', '{"spans": [{"end": 191, "exact": "A spokeswoman said", "start": 173, "prefix": "rvice.” Two captains disagree.\n\n", "suffix": " that 12 ships had called in May"}], "anchor": "anchored", "revision": 3}', '{"spans": [{"end": 190, "exact": "A spokeswoman said", "start": 172, "prefix": " once.” Two captains disagree.\n\n", "suffix": " that 12 ships had called in May"}], "anchor": "anchored", "revision": 5}', '[["mention", 18, 2, "08318d8cafbee85d1f9be9524c153990c61b39178875789dec7878b2266e0088"]]', '9b67548f45238bf532601ea9b88f229f98690a6f293a2d9533a4b3c227e7b335', '5a2c8eed5f708a09db035048bc40b85f918c7cfb63b1591d427ef881f87ecc20', 2),
	(175, '2026-11-28 01:29:33.371559+00', 'mention.carried', 'mention', 19, '', '{"spans": [{"end": 276, "exact": "the office repeated", "start": 257, "prefix": "Twelve ships had called in May, ", "suffix": ".\n"}], "anchor": "anchored", "revision": 3}', '{"spans": [{"end": 276, "exact": "the office repeated", "start": 257, "prefix": "Twelve ships had called in May, ", "suffix": ".\n"}], "anchor": "orphan", "revision": 3}', '[["mention", 19, 2, "3cf5b885041a2a04874f3158fe5312da687ee8333a25b4265e2411c8d1a173c4"]]', '5a2c8eed5f708a09db035048bc40b85f918c7cfb63b1591d427ef881f87ecc20', 'b903b1c6a8d6282f09a44c6a4ae2ebc4d17ec0f78302a0756bb6a2dbff8d456d', 2),
	(176, '2026-11-28 01:29:33.377612+00', 'mention.carried', 'mention', 20, '', '{"spans": [{"end": 45, "exact": "The harbor master", "start": 28, "prefix": "Harbor office denies delay\n\n", "suffix": " said on 3 May that “no ship wai"}], "anchor": "anchored", "revision": 3}', '{"spans": [{"end": 45, "exact": "The harbor master", "start": 28, "prefix": "Harbor office denies delay\n\n", "suffix": " said on 3 May that “no ship wai"}], "anchor": "anchored", "revision": 5}', '[["mention", 20, 2, "67916721f85fb6f425ea96d012dd3d079342b95f81466a0eb4804db8f0acea8e"]]', 'b903b1c6a8d6282f09a44c6a4ae2ebc4d17ec0f78302a0756bb6a2dbff8d456d', 'f16178cabefbe3fd9e25a429f30e585ace63dba87984c2b0f517da1ff4176628', 2),
	(182, '2026-11-28 01:29:33.616672+00', 'evidence.added', 'evidence', 21, '', NULL, '{"note": "The register notes each arrival.", "claim": 19, "exact": "Arrived 2 May, berthed 4 May – “crane out of service”.", "origin": null, "source": 14, "stance": "contradicts", "address": "https://register.example/may", "locator": "", "closeness": "primary", "evidence_set": "", "available_since": "2024-05-10", "available_precision": "day"}', '[["evidence", 21, 1, "ac8537718b61a121d0eae3f30d137d428c9f5fe5b007c52887a833f0d201d709"]]', 'd01fcdccfb2b6bd9fd4de41842e3953e577119c60f59bb6297392f059fb16b8d', '57f8ab46ac2282e6a4b616b057547f38decca8fc997bedda00e4a02d308d12fa', 1),
	(185, '2026-11-28 01:29:33.740326+00', 'evidence.added', 'evidence', 24, '', NULL, '{"note": "The register notes each arrival.", "claim": 19, "exact": "No delay.", "origin": null, "source": 14, "stance": "supports", "address": "https://harbor.example/copy", "locator": "", "closeness": "primary", "evidence_set": "", "available_since": "2024-05-10", "available_precision": "day"}', '[["evidence", 24, 1, "2c2be69938803841ef704075f1c742301577bd25571382a1592fa90260bf2494"]]', 'e0d01fed29b8659c8a9429cf29635d97cab4158448288b6b077d589aeb078716', '49bbfdfde42751f66a0984ead0e323513fc10a90fa0687051925c8fa93587547', 2),
	(186, '2026-11-28 01:29:33.793876+00', 'evidence.withdrawn', 'evidence', 24, 'It is a copy of the office’s statement.', '{"note": "The register notes each arrival.", "origin": null, "source": 14, "stance": "supports", "locator": "", "closeness": "primary", "evidence_set": "", "available_since": "2024-05-10", "available_precision": "day"}', NULL, '[["evidence", 24, 2, "e875e457cde6c9f152d16627d7e4483f14cf49ce03cf9eab4df49f3544e33607"]]', '49bbfdfde42751f66a0984ead0e323513fc10a90fa0687051925c8fa93587547', 'f49f09e7bfb6df95af6ca6fbedda580e7a15ac8b8e2063213226ae18c2afa55a', 2),
	(192, '2026-11-28 01:29:34.036986+00', 'verdict.opened', 'verdict', 15, '', NULL, '{"as_of": "2024-05-12", "claim": 19, "number": 1, "rating": "False", "summary": "The register shows ships that waited two days.", "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted"}', '[["verdict", 15, 1, "5284be83bb7b6ddd26e292951077fc8669c03a5bef948073538c33066252e35b"], ["verdictversion", 18, 1, "f9d912a4e8fbdb8c7ca66661671403026f2461e61b0db3c09692f4c08b1af444"]]', 'bc07a63caf672369e14f2e37820804bef61aeb000da46c1f61ad56b6ac3ee996', 'd95e6b8f9a2e490a2bf9c00eb301f9477ec2c2dfd1bc9e7b23ce71482b333fae', 1),
	(183, '2026-11-28 01:29:33.651435+00', 'evidence.added', 'evidence', 22, '', NULL, '{"note": "The log of the pilots.", "claim": 19, "exact": "", "origin": null, "sha256": "57fb310c25b27f4e6cf774b94b48427f3793db15660744d8c571627738aac74c", "source": 14, "stance": "contradicts", "capture": 6, "locator": "", "closeness": "primary", "evidence_set": "", "available_since": null, "available_precision": "day"}', '[["evidence", 22, 1, "59f2b4e6822880ed40614cf6f4c49763087fa65ce4707f4bfd7e157268e0f447"], ["capture", 6, 1, "9938cdc1a151fec016697542fac58213af8790059e1e4b32b05250d34fb4b997"]]', '57f8ab46ac2282e6a4b616b057547f38decca8fc997bedda00e4a02d308d12fa', '74b6c1dca03233181851e361539a96521243f7d320372f8386d60bbd9db28a0d', 1),
	(187, '2026-11-28 01:29:33.823671+00', 'relation.added', 'relation', 3, '', NULL, '{"claim": 19, "other": 18, "relation": "denies"}', '[["relation", 3, 1, "6e04d1594705a7a805eaa78815d1d050678647f9b9d5411dfa1869fa9de06de3"]]', 'f49f09e7bfb6df95af6ca6fbedda580e7a15ac8b8e2063213226ae18c2afa55a', '67c51e47f510ddf58133481de79cdc5ae2461e98a56c70967113ccce358cdfa1', 1),
	(188, '2026-11-28 01:29:33.916254+00', 'relation.added', 'relation', 4, '', NULL, '{"claim": 19, "other": 9, "relation": "same_as"}', '[["relation", 4, 1, "d12045af807addf3a9dddc30b2c87ea64d091e750fafbd1c48e8860c7d407226"]]', '67c51e47f510ddf58133481de79cdc5ae2461e98a56c70967113ccce358cdfa1', 'a0d84f847d231771c6c0e12a004e110da1bf61cf58045a7d15a74b6b576333f3', 1),
	(191, '2026-11-28 01:29:34.022195+00', 'mention.withdrawn', 'mention', 23, 'It is about the crane.', '{"mode": "indirect", "chain": [10], "claim": 19, "spans": [{"end": 111, "exact": "кран працював", "start": 98, "prefix": "кало довше доби» — і додала, що ", "suffix": ".\nКапітани кажуть інше… 🚢 Журнал"}], "anchor": "anchored", "revision": 4}', NULL, '[["mention", 23, 2, "f9d9dbfb118d8eec4c85fd0eeeb5f8084315ef56b9cf1d22480d48336b391900"]]', '04d1f037f6aa750dec6a552c94155ec43bb91d736c8cb1ce1ffcfd1e1888a484', 'bc07a63caf672369e14f2e37820804bef61aeb000da46c1f61ad56b6ac3ee996', 2),
	(194, '2026-11-28 01:29:34.13852+00', 'verdict.submitted', 'verdict', 15, '', '{"state": "draft"}', '{"state": "submitted", "version": 2, "exceptions": {"for": "The office does not answer."}}', '[["verdict", 15, 3, "d6ec985d11b738fc76a1b378c8c448945d7adc7f0a72f29c0270e1ffd80cd54d"], ["waiver", 1, 1, "5caa2e13ea235e48a9024a7bafa22b8d03b75efc88d4743cf71169c3d16ab6f7"]]', '6f7284997f0d5cf0fab77574da01150085f30209d12b75922a057c7e753b102e', '2502a53616fe2cc19a9951e735d4c6767260bad390f5deba16f07626218d3582', 1);


--
-- Data for Name: ledger_head; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ledger_head VALUES
	(1, 195, 'df651a90d44e9b39c4fe0d59849452e12ebc3d4d4d832d28a90ad8cbee9d6428');


--
-- Data for Name: ledger_touch; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ledger_touch VALUES
	(1, 'rating', 1, 1, 1, '7714b71d2d01a58cf1cb3b349c5af084cda2b77854983a7e8503f345fb299d96'),
	(2, 'rating', 2, 1, 2, '313bda6b445b4131ef2fa36b78f8fa7f9435b36b504fde5d9533643b0c802ecf'),
	(3, 'rating', 3, 1, 3, '61f2264e0395daecc72e83dfa3b551faa7f186c2b7908385c38c75176f8f9b12'),
	(4, 'rating', 4, 1, 4, '7a4a93e302ee4aafe7d44ab12c0807b2a3fe3826b201944f3e120d3dd2aeb2f1'),
	(5, 'rating', 5, 1, 5, '4ad864d664ac0875c84ceaad52641f29d15a046bbf44a58fc3d2231544afb3d9'),
	(6, 'rating', 6, 1, 6, '60c3f7a1f1867f129df22f3f1ceb4a0f00f626da05ca8bf709b54d2af9050cd9'),
	(7, 'rating', 7, 1, 7, 'c72b541ed847cf2c0bd4e7a7c40307244af6cf5ec74ee322f0e860ecc501c03b'),
	(8, 'person', 1, 1, 8, '6ecdf7d5b5a04f5e2bc5e11a3dd5aeaaf1042a1771d51609a364c33849d7e0a8'),
	(9, 'person', 2, 1, 9, '7584c2c3454919bbfc8b4aa5315a9d2d8f9a60d819a02f18af1530e542b5e025'),
	(10, 'person', 3, 1, 10, '6b606973e4ebf19a8f6b9c21fc35147fdd8c8c1eb86ed6c479cb7db9dffd6cf6'),
	(11, 'person', 4, 1, 11, '09f5add907dc34528da850bbf8b0fe1ca194950058a1c6e2612bb91fc742fa2d'),
	(12, 'source', 1, 1, 12, 'dcb2d134648c27dccc63a610d598e22c74e254962a2e81ab6fbb28dff8c65365'),
	(13, 'source', 2, 1, 13, '3ff64aa3f3e2939aa77c71627dea4d89a13ff9a254fed8caab82e159f1253a36'),
	(14, 'source', 3, 1, 14, '5f8e6a4a3e1b843c0976a522c72aa7301333e406f0779bd5ca22eb9250a41b19'),
	(15, 'source', 4, 1, 15, '3dc0700a8b66b5716d9e62cece78b98dab7c8037d469651fdf235dd938e89bb6'),
	(16, 'source', 5, 1, 16, '70bcc5729a4ef7847b2684dcc4e4103f4ee1d2f0d420c2457ca54f4fff436af9'),
	(17, 'source', 6, 1, 17, '7f138deb098be94c5c18ff3500cc1a88fb4cf83debaf0c154217c7703d087c1a'),
	(18, 'source', 7, 1, 18, '5bd992142786870edeb73bbc82c946fa1cfb44b486084c7132a0e279989c0fa3'),
	(19, 'source', 8, 1, 19, 'd875b3ebf978ab5cdccbc7a6f190eb9cb554e7fa5ef430ef9d69a1bd57ed0b27'),
	(20, 'source', 9, 1, 20, '0ca57dd7a58b8afe33a6ce536aa955e49cc715dd6481c1418168148ff1569016'),
	(21, 'source', 10, 1, 21, '454732204ede089c24fca60801aa29caddeaf885b179d10f6d1e0dc1b7affd60'),
	(22, 'source', 11, 1, 22, '4086b79e13a372d04f17ec34df80cccf8438f06496d705a7c2e0bfdb07dd9cf7'),
	(23, 'actor', 1, 1, 23, 'ab5b0e5ab6b8dd221bfa5b6bc17c8fd0bd009890d7291f70fc73495bcc7b12c9'),
	(24, 'actor', 2, 1, 24, '7a8371c6e04f7db2f5884366099f3b2fcf50364f2b17845f5b130f41fa4a63bb'),
	(25, 'actor', 3, 1, 25, 'af112f3d63dec73d5b32d21ca6cada5be8094f50d969e7f2ab90ec617465555a'),
	(26, 'actor', 4, 1, 26, 'a542c7410447546625715e62b36f942c440a0e33884559ceb18fa9453e3eff77'),
	(27, 'actor', 5, 1, 27, 'a52144ab7626fed4dc7158abad4d7a43d6c36a0336ddcb27084f17961600ebeb'),
	(28, 'actor', 6, 1, 28, 'a6e86c6ef63e17ef0891f029e5ecc20502d5a16c8118a39080b1efd9588fc296'),
	(29, 'actor', 7, 1, 29, '2085a6c132d3f76ab3b2e000b0fe9b4a9d9107f4a57a8cbc2c5cf55d72190d83'),
	(30, 'actor', 8, 1, 30, '1784adb4f0dab5b88fe8afde2e3235e10b41267796755966e75a95bf3b3ebfb4'),
	(31, 'article', 1, 1, 31, 'b0f426500eda793034dc612559d9bb7180c2919125cb9e733ce33803846f6378'),
	(32, 'capture', 1, 1, 31, '19485cca67d8d2658638ebe805ac061fc372b6c80d073f86f3a3f39830eaee84'),
	(33, 'revision', 1, 1, 31, '31e0620ace2e26d5a0ed9b39f97741d505bd491a913fd4bfc60d0cb9fdbf001e'),
	(34, 'article', 2, 1, 32, 'e7c9e427721d88bfa09759f56225b925799ac3aff5f1880ed9f3387235c9d7d8'),
	(35, 'capture', 2, 1, 32, '1feeef53562dc45d6d65f57ca6a63ea49f7404e36f96c989275e3969e1bde272'),
	(36, 'revision', 2, 1, 32, '69ddd596a0793c5a7c60be76d7679dcd6cbd7084a0582cb3da5934310b073ec5'),
	(37, 'claim', 1, 1, 33, '021745f9ec7b1b498d57bd5a5157353ace8444cda839b06fdbcc21b6bba8699c'),
	(38, 'mention', 1, 1, 33, '3dfad641089f02fe5e52a72c560e1fe54fbdb35e666d4efeea41f4385dc2802a'),
	(39, 'mention', 2, 1, 34, '8d9eb4c38b3f56cf02e68e9fb70d80c5057533c1223ca5452aecb90f9c820afa'),
	(40, 'evidence', 1, 1, 35, '235812524e13959247c040df153fcf338582cad41da85ff0b445cd3965cd6a88'),
	(41, 'claim', 2, 1, 36, 'cb600361c863ff58a592b3a5acc86e8dff743a6e1bf2faf41c046b23ad5777d2'),
	(42, 'mention', 3, 1, 36, '43cb27701b97fa284c9afe42f1d58feb00c4391b30feb1e3a50b95867517773b'),
	(43, 'mention', 4, 1, 37, '85bce52aa379dcece370762a1784ffc5eb9e0c858522dbbb86df95273dd30418'),
	(44, 'relation', 1, 1, 38, 'd44baf602dcb215dd11ebc9c8541da38f15809b2f6c6b574ecfc2c3a2dba2188'),
	(45, 'evidence', 2, 1, 39, 'a06dd9da0b3332e8e94055653fe3c36b841d6f08e750dd43f82dc1246fb40de3'),
	(46, 'evidence', 3, 1, 40, '67c2079d96ed2d1c489c6ea890c2bf95362373c5832b83d66620ca266e73a2dd'),
	(47, 'evidence', 4, 1, 41, 'a4ebbcf02b6f36efd0c76a21302846d5183975e2cb58c4430aba7ff4406ee21a'),
	(48, 'evidence', 5, 1, 42, '8403689b22686a2cb34c952e117b3beb5a72da0d5d5a9461b5b3aeaa3a071b24'),
	(49, 'evidence', 6, 1, 43, '2d83ee4a91e70842560ca7d60adc6311b6fda6dfe67474906d1d0e49daab0cd2'),
	(50, 'search', 1, 1, 44, 'ba03b783825d39e3479a2dd80e2610c6f0fc5c460dfa2bf748b447f455072201');
INSERT INTO public.ledger_touch VALUES
	(51, 'verdict', 1, 1, 45, '4a0d4aa573330942dbd136d70a98fa340b20bd3cd356bca60af77c23dddcc184'),
	(52, 'verdictversion', 1, 1, 45, 'f660b4f1cf484ae6f21dea02e4cd604797f956c0163cd0a7e765aa3976c9f0b0'),
	(53, 'verdict', 1, 2, 46, '3b44806174ed4ec447bfad384a8a07d065e65c568c57bf284002bd483a276a50'),
	(54, 'verdict', 1, 3, 47, '196add7b828ea5de5a820ee8f7909644daa7ea023cb4a9eae7c19393f11695c8'),
	(55, 'review', 1, 1, 47, 'd00278fd1ce8042e7fb681c174493550dd9ba91a888aa3ad594b8c9c4537baee'),
	(56, 'verdict', 1, 4, 48, '20e3092a4e08624063b6c2ee3aad96ae790bd7cc939c0147d009989fdc9f3468'),
	(57, 'publication', 1, 1, 48, '2ebd5792d6bca5649cab63a2bbf3d1ede2bbf87a0264aa44b2010ff1db1165c4'),
	(58, 'verdict', 1, 5, 49, '92176654569c122705b012ad264039e1f657938199e34d5f7ce39cf3c74ae401'),
	(59, 'correction', 1, 1, 49, '26225009501a4acce692077d4c102f254c7a60dc408bf03d02392d618e8a4aca'),
	(60, 'verdict', 1, 6, 50, '71824ecbd9d5e05c753487a78ea7d96b9c6b18b0c2f49c72fa43208a95858672'),
	(61, 'verdictversion', 2, 1, 50, '704683cc7d117410c1156a72a4958df431de25c6c5ca58bb4f158d28214c3528'),
	(62, 'verdict', 1, 7, 51, '89a74f13ccaf530bb59057e9bd633ffe6715180e3c62c9ef58b943470ead8a00'),
	(63, 'verdict', 1, 8, 52, '1a24880b4bc5d0e4d45d25344b887a1d93a87b0d1e01bdab87d5341f40a59933'),
	(64, 'review', 2, 1, 52, 'ba6591b8835c6195beabccefdfb57ff1313b6c5fa6f928990c09f46c01adcd6c'),
	(65, 'verdict', 1, 9, 53, '1c769282f6ea1770922ed179759ac8353b77fdb2b45934cd1d96b308bcf45df2'),
	(66, 'publication', 2, 1, 53, '256a0f9aa34642871e58ebadeb3d86bffabba0f9c97d759567e9643f9744e24a'),
	(67, 'publication', 1, 2, 53, '62e2c4759c0db5982e9c0013aeddf996ce61e82ab645566d839827d8aaea134d'),
	(68, 'correction', 1, 2, 53, '028631a56d90a83f0859b7df6478e43bcad13535d0f2eb00b8e12960b2f0fc7f'),
	(69, 'claim', 3, 1, 54, '10ba0b11b57018140b853a8c93ef9c31a56e7c8f3f1172969709bcc515e4534b'),
	(70, 'mention', 5, 1, 54, 'd0ee5984f6631c932a052e991790fe2a4a4450d1c05d0779e2ad6a9e944c0697'),
	(71, 'evidence', 7, 1, 55, 'e11d39ca6ba0cb9ebb95e35a851372b9e6931841f844fde458627adc26b0b7ce'),
	(72, 'search', 2, 1, 56, 'aaec51488c4f7f7b5cb2a3a11f19dd6c2d48bcc2e254a8aade60c0b0f621fe8c'),
	(73, 'verdict', 2, 1, 57, '5345b77eb0d30b1a77d197a3f0b6477f644462cc775f5261c1cc4977f4772d0c'),
	(74, 'verdictversion', 3, 1, 57, '6326d1485c67b5096593c5bbf2eaaa7b6e91a547f070a27504ba48dcfa7b1e59'),
	(75, 'verdict', 2, 2, 58, '0b6b7c4cacf51f6d5c7ef1efe2ab64048d8678b4870e93fd6b76d4c4f42cc0ae'),
	(76, 'claim', 4, 1, 59, 'c9bb0f705c258977eafd77a45d766997a7615aa77dfb8870e9fec4d2c5642b69'),
	(77, 'mention', 6, 1, 59, '55ef08f2301342d2fa2eea206636e1b9b41930e4a8f49bc0884a0d129d2e8bbf'),
	(78, 'evidence', 8, 1, 60, '9f4cb9d93c3cc7a4cffc995028a0e935712dc90687af1e49a7bbcd139b7d6db5'),
	(79, 'search', 3, 1, 61, 'b16af1635f07db0dd613057a0506e8f8d04245279bad0e0f900516060158ff2e'),
	(80, 'search', 4, 1, 62, '9cb71971d60fab186887ad763a32985085434692f7d8ce7871d37b18c6bcf966'),
	(81, 'verdict', 3, 1, 63, 'c28390512027b6876e90609e8e8f4812f9b21b84123ab645b9a456680ffc651f'),
	(82, 'verdictversion', 4, 1, 63, '1818d23c177bbd81e11ef148b62dee162e2cec820480f4dfba479adf1047dabb'),
	(83, 'verdict', 3, 2, 64, '005a8dae9d04fbe8c7e4f7f49749fc1414ea1ab72e219ab15a7f5b57fcf6b377'),
	(84, 'verdict', 3, 3, 65, '1bbd9c0526896c4ef602c9ae50d1421649560960d354e13b2a33e1af12171c15'),
	(85, 'review', 3, 1, 65, 'aa3c39cb65cb9c428d330297e86d8ba9949117e415be2b785b5788a565301d30'),
	(86, 'claim', 5, 1, 66, '0b82a7c7e1c28a265fb54d98ad989f7e9f38a86e26d173e157d290a60f2d760f'),
	(87, 'mention', 7, 1, 66, '0aaf65226a6c9fe52969741a460c86757636168e07535d16b6ef91181b48ddf7'),
	(88, 'mention', 8, 1, 67, '13d79723495b1ef7c89cec0a801b7f20f9d7615aaef75f73d1e526de557f853d'),
	(89, 'evidence', 9, 1, 68, '5d8f3e2ac90a2e387ea69d9956a0dd02e351dd828af8913d026c4e7e477f3f8b'),
	(90, 'verdict', 4, 1, 69, '46542a97a6eb62c25e25e44868757b767af8313c12479aa55e13fadcf5d43fd9'),
	(91, 'verdictversion', 5, 1, 69, '21f461a21c9fc8f763a650e65ca2b3981444de56f5aaf10fbd12a5b883be9bba'),
	(92, 'person', 5, 1, 70, '30427ff1b51876811b2f0988acd5a9b857ea28b1147d941c2a534ba40489a95d'),
	(93, 'person', 6, 1, 71, '1157cf4d12f5bdb3fef431530de1b9db3b63f2d4ff69a6c63b387a81a4c342b5'),
	(94, 'person', 7, 1, 72, '8a4b1119bba2f4c0a8ba103aba2d2c338bb405b7bdab1b936824f374abd7d7d3'),
	(95, 'person', 7, 2, 73, '476d453f8e903654f9194328ebaff59236280357f4ffc44c6c36d3c370becbc5'),
	(96, 'person', 7, 3, 74, '81ac812275b9babe7b0ab8ec81de0a83f3185b57b3e1619282a78ec5478940e7'),
	(97, 'source', 12, 1, 75, '9423d360c8524b2c0f08549d777e0587e49b81d3ff669267aca742261e766c45'),
	(98, 'source', 13, 1, 76, '54fd1dcc293a5fdf43588a428b57d1f64f091aaa8768c2cdb72e72830fcaddfa'),
	(99, 'source', 14, 1, 77, '7f88c03b25863ef16cd3e0882f2458c24b154ce63d2ceb6754a296ba6b076d4b'),
	(100, 'actor', 9, 1, 78, '9cbbe2eb57a4fc23ce752002b9f8932bd0d8275bbb92f43592aa90fc3c44d15b');
INSERT INTO public.ledger_touch VALUES
	(101, 'actor', 10, 1, 79, '1e2db2426245a0c053bff6355bd27238edad1dd4609153279d27b0cd6dbf8c97'),
	(102, 'actor', 11, 1, 80, '71c747f29416b84fd4dd35fa51750ef92d956dee5c81ed8d1d4f5db059ae10bc'),
	(103, 'article', 3, 1, 81, '2c15cf50c4ae77d152a5fce2e6b7800aaf68e7de7b70b34af96afa38ad462a5d'),
	(104, 'capture', 3, 1, 81, '594b967f750ddbb47e83c104b9bbd51eb472aecfb5d9a4d51d4b7f357e35c971'),
	(105, 'revision', 3, 1, 81, 'ca48e325a918934e78e1e8325715a8f467c2e0c0347bc3ae60a8b3c5b4826b1e'),
	(106, 'article', 4, 1, 82, 'a2a5c7649d3f938ec7f07a0b41daf8bade94113ab9202ec96217ab8c6029cb9a'),
	(107, 'capture', 4, 1, 82, 'f92ade2cd05f35208f1960eb4e7e0956eb6963c1c135866c7a83b30cb2edebc5'),
	(108, 'revision', 4, 1, 82, '1c97dd9e834e372a23c4a89988f2c3fc94f91ce3d19a18857f46cfd90c03847f'),
	(109, 'claim', 6, 1, 83, 'e4584995abd200d65990cc3732abe46f6eac0aff9e6357af3408d253070c32a0'),
	(110, 'mention', 9, 1, 83, '2b7d6d4150d3db0120716600e7197d4e4b77e36275941723800815eff84dad5d'),
	(111, 'claim', 7, 1, 84, '6a6672525ed4c787f412b89e9f53b6b2cf1f6daaeef1f3c843425a6de00d7893'),
	(112, 'mention', 10, 1, 84, '4d4378392d298f2b95527762a1df021fc25a4d8370f1e70314408453b410a76c'),
	(113, 'evidence', 10, 1, 85, '61d47092c9132fe78f6ee689ce8d4357e7739c3e164c2fd0c3f41ba20052fbdb'),
	(114, 'claim', 8, 1, 86, '858158d202710357d67538e2c75084901b18ac3c7f2480ca064a9525b8426f01'),
	(115, 'mention', 11, 1, 86, 'cc648049d2c6cbf32a3916e8f03f15b4b1c5e0c3f504adc0a51510138ce26942'),
	(118, 'verdict', 5, 1, 89, '7eaadab7f01324fe358edb4bfb3ff3407073977640b6a4e8ae8535b1d507f877'),
	(119, 'verdictversion', 6, 1, 89, '67ecbbd9e7f8b3e9dc08fe1fbd4467ece52751beaa3926c7dcff2fc178f717ca'),
	(123, 'search', 6, 1, 92, 'c8a432edced54c33e2534c20a11df60223193fcfd8d117bebcef495abb512beb'),
	(126, 'verdict', 6, 2, 94, '0a59715d9a9a4f7d3b3f6866c994008bec49668262851b5b67f9fd81589ac42b'),
	(139, 'search', 8, 1, 103, '11ac8a82ed663a7a94dd29704889d1f12752173175974583a9856a256ca0b588'),
	(146, 'claim', 12, 1, 108, '9dbbd583a0e65d47710544dff66f6a8ad4302305290747bd389330d9b353eedf'),
	(147, 'mention', 15, 1, 108, '933a8b3ce0bd627e8442f165b3dc9e6854d41e6e586c51b8cf5bbf3e0839ca4a'),
	(155, 'verdict', 9, 4, 114, '3d1a02348a0d34826ae0fd06744efd29a059359bb1c50123fbd70ea762b67270'),
	(156, 'publication', 3, 1, 114, '9e566041672acdaa23a9865c7aedc2767edac383c8eea8268b9ff0ceb7bc251a'),
	(158, 'claim', 13, 1, 116, '90ea0f4da3ab60451056d89db6ffc0ac0c7c328ee935d6d72f43e275cd19ecff'),
	(159, 'mention', 16, 1, 116, 'e638ee971b8254c2fef08d04bc64e07be111eeb7c2fbca19bf7a3689431641b0'),
	(161, 'search', 10, 1, 118, '1192952eaea765cdbdcc28dfcce4243b35190eca9f82f9315873e6708488715e'),
	(171, 'verdict', 10, 6, 124, '59024fdfa904176ffeded30e266f3a966ae7c9deb934f23207f0653cd9e1c997'),
	(172, 'verdictversion', 12, 1, 124, '50e375113091e25367e0391d402aa0cfc4ea7e05ed23f8f59f0f02d39b8af6c4'),
	(174, 'verdict', 10, 7, 126, '11961cd777fcad20e8de7811346d801bc0b50f2f04fe75f6025312e4f54eee9b'),
	(177, 'verdict', 10, 9, 128, '149f14032893271ad99027e71ebfe929aaf6c78fded64c56983659d81fa7cbe8'),
	(178, 'publication', 5, 1, 128, '778d235b0e9b7e66988ddd33bd8474858bc5f595efd4e731cd54978c04bbb235'),
	(179, 'publication', 4, 2, 128, '8e76cc9e4aae6a3076b64fb28f4cbb98aa1ccd5aeafe0efd7983afa279ff6270'),
	(180, 'correction', 2, 2, 128, 'fac973a3a95c0112251e61154fdcd1a729fc57c2a3d6010b5f574ff1dc2c482c'),
	(185, 'verdict', 11, 1, 132, '70cc8f5168d4f240a85f44a43e9768654059586cd702e468a356b21da249acad'),
	(186, 'verdictversion', 13, 1, 132, '665173a67f0e89cc7a12d3bbe57eb2e00e4d64fcba29800661619e71b73b10aa'),
	(188, 'verdict', 11, 3, 134, '7d700b46e82b46c7aa4fba075db23b54f07117ceee0c26ca7c4dd9f91e976777'),
	(189, 'review', 9, 1, 134, 'a9cb562e69d223abe83460127af88689e0f72b0502faaeef14044a95d5c7b6e2'),
	(196, 'claim', 15, 1, 138, 'd973800847d45552e5ac966f8ee114467cff58471bdd4b0424808cbec0a3535c'),
	(197, 'mention', 18, 1, 138, '40625f2692954b0a5071215b5b300e6901a116e043bf14c7801976f3c8ca67d7'),
	(203, 'verdict', 12, 3, 143, '57d806d8bb3784881ace38e8f72af526706154d4ac29cfa54bf86f9c2d896fad'),
	(204, 'review', 10, 1, 143, 'b9440f57eb357a2ccc974ad101194ee47cb17d9cfce14e8956da866c39c614fd'),
	(209, 'verdict', 12, 6, 146, 'f06439311306aefc12da1920844678bea474097d65faa6e891e84b535b416d18'),
	(213, 'search', 14, 1, 149, '611bf7497fdf187ad0a983016e1f31f22a2b6defb9c2fd9980c5c948d76b0486'),
	(216, 'verdict', 13, 2, 151, '423f77921a1feb8b5bfe8c49bd3a8c15682e5c7c45d8199c80713bddfb22a023'),
	(219, 'verdict', 13, 4, 153, '6093dd81ec25445a617da9abd1139afea77f67b105ac1c0b71d37e76f3a08159'),
	(220, 'publication', 8, 1, 153, '8c4591ee0fdaff861adf54c6e34512ad9f2a495d89edb3c8acfe8774d44e29b4'),
	(225, 'claim', 17, 1, 155, '3727c4c868858332cefb5dafe42b3128e7a5be312a9c273cc7072ac59d8b8ace'),
	(226, 'mention', 20, 1, 155, '12f09e08a6e8fe9acfc39547a6298eea2ca3e7bacdbda66a50fbbc6b1149c447'),
	(231, 'verdict', 14, 2, 159, '6f70f31adf60c80a33278b1db49507ee0b30059ee0ded3fc0abdad4c4934f7d4');
INSERT INTO public.ledger_touch VALUES
	(257, 'source', 14, 2, 177, '8b48b61cde2da5e0cb458d0ba9da266ddd10e6decb3866c856b581735065eac5'),
	(258, 'actor', 10, 2, 178, '5d4af50f3a0568f477c15aa1c1e3c9ebf37f20171aa6c5700d30ce2e5de00adf'),
	(259, 'rating', 5, 2, 179, 'd140d2b22b1e357bd4dfcb0307e26fa212915779bd130853e65ad3e8e2ec530a'),
	(267, 'evidence', 23, 1, 184, '49bfd334d65be6a444afa53109a1283480474f65f5fca91a8782b32718414029'),
	(272, 'relation', 4, 2, 189, '1d85a5883b15a8bbf9482f5ee82818d5571d51bb9faa282195d93db631d56986'),
	(277, 'verdict', 15, 2, 193, '56d0cf1cbd74a9f5e752889041c56d637d9f12dd11a15d33df58c934722e85bd'),
	(278, 'verdictversion', 19, 1, 193, 'c93ff183f9480baa9b96c34bc968a622a5196a64baca9d7f1b9d199ce5063f6c'),
	(116, 'evidence', 11, 1, 87, 'a80c701217dd991f349d24c74ebf7f73e275c9c73fda414d3b053eb1c3cece4a'),
	(129, 'evidence', 13, 1, 96, '7afef92125caab1bb8e9d6d648d2e475662372b42680613c0ef271780acefe70'),
	(136, 'claim', 11, 1, 101, 'e116d1604dbcd4cd1a56177442ee392edf7b2c7c50eaec1584c0f463fd9dad11'),
	(137, 'mention', 14, 1, 101, '58a125a7009afc8849569f4be8d7ec043d50485d2cb918765ffbeff3d1e4f91a'),
	(140, 'verdict', 8, 1, 104, 'fca2a175160e392b5b4aaa29aaee21bb478a865be5ff9a60e873d0a7ec4c2223'),
	(141, 'verdictversion', 9, 1, 104, 'a6a6905ecb3f35f29741dd5b9d78e2de228c380ccf93ff06cbac30709ffe2e5b'),
	(143, 'verdict', 8, 3, 106, '06ef9593d9ec28653457cc86ca84887fa829708126ef411506ddcc0d35bb03c1'),
	(144, 'review', 5, 1, 106, '7e1b66d5e8dd6b638a8be29a46331cb4a560c4e188e9ec0f8cb922e4fbe76cb8'),
	(149, 'search', 9, 1, 110, 'a2e38296b018b28f4589b9c7f5321ff3125ad4e608ec4d5e341898120b450f54'),
	(153, 'verdict', 9, 3, 113, 'bb7356caa88996abebeb4d181330a40eba8c2a9429d25eb9caf11e99935f825c'),
	(154, 'review', 6, 1, 113, '97f6197b00f3d988ae35342d71559b2ac0d347c3e13b1a2190ba45a3f504f113'),
	(162, 'verdict', 10, 1, 119, '6d46707c1294103fc0fb972c6b90462745cf8e75fbb90914a5b40858043fb086'),
	(163, 'verdictversion', 11, 1, 119, '472f8aa121af954a7a8c2bc1ee579dd2310234d7cb123bdec90a3cfa4813d62e'),
	(164, 'verdict', 10, 2, 120, 'db67f10695a0cfb661412ed03e3b74c65bdd1a3cb4c757eed39287216b1587c3'),
	(169, 'verdict', 10, 5, 123, 'ca2c195d236b018ada9776ebc22e1d261d7a0757125d03e5913d952f1d6cf3cf'),
	(170, 'correction', 2, 1, 123, '827c210aa19199667b7e0140b94c890d6862c1849807555346e072b1491a66d7'),
	(184, 'search', 12, 1, 131, '7a9d006153bb2757d5a6fc0802b1ec3ca547dfa1dfceb8bfd934a3752dfb1851'),
	(192, 'verdict', 11, 5, 136, '50d4dcad644617804e4bdc023b88b262d7a99c23750b29ca3ae6f91873140388'),
	(193, 'correction', 3, 1, 136, '23718cb21d7607850e96eff55d0a6d08c120c685cd71811a78c51bb33270da26'),
	(198, 'evidence', 18, 1, 139, '12590618e57504a7ec2851159809eac3c7fe4c1dc93b798217485ec3a403267c'),
	(202, 'verdict', 12, 2, 142, 'fbcdcd3c21d7f9945502300b6a0fb7f93749520113533068ab37f0fd34485170'),
	(205, 'verdict', 12, 4, 144, '7c02e1726a458543c4334b0753efdcf07a32e6ad873bfa6ac8599c11291fe82b'),
	(206, 'publication', 7, 1, 144, '541b041aeb44ee1af011260ea7c62eaa1b5ec2c3038df9f489329ff1dab9f8ef'),
	(227, 'evidence', 20, 1, 156, 'b82edd57f6521769f4cae481ef44c1275e2e671a842f1f8674432959f54850f7'),
	(236, 'verdict', 14, 5, 162, '2aca362008121030b6c015a4b389d43b5b36008f846d1927e6c18ee0a9cbae9b'),
	(237, 'correction', 6, 1, 162, 'cdc41e55218a3cd1ea9435778ce74772c97f87729dec53ff952296ff8a2fc901'),
	(242, 'article', 3, 2, 164, '7866f2decdfb8bff3e6a2139a965c06445cec7782b42d34513f6ad8a6426a9e5'),
	(243, 'capture', 5, 1, 164, '0497389b0d0fff8e53a13d8e4be4ed5efc21e20f2f015bdf4993bf5470ec8b9a'),
	(244, 'revision', 5, 1, 164, '7703984a96d673862beef3bc88fcfe94d4d372e47450c5f7795d7a0248a1eb33'),
	(245, 'mention', 9, 2, 165, 'a11e07749bfd60998afe4e4100c7d8de4ae19cfa02b31064f9dd907ae59d18ec'),
	(246, 'mention', 10, 2, 166, '7b0787d04e9d084c24f2a10f16cae84a9a429c0422492bdfa396c15e1c39c44a'),
	(247, 'mention', 11, 2, 167, '4ae444915536988e048d393649844e63bff15b264dc321ac361d00381780beeb'),
	(248, 'mention', 12, 2, 168, '844c67c9d986e0e022ae8e855c84f8ab7ff60c09634ba4018a980e28fc55194e'),
	(249, 'mention', 13, 2, 169, 'f2468f574161907c5db7be7f990c205821c364be5d99bba2d3ec93243065989f'),
	(250, 'mention', 14, 2, 170, '20a1fde8a9c065c9ef19041cfeeda0eac85a0811f4b2370bd02b8e6c4455f592'),
	(251, 'mention', 15, 2, 171, '135589c9881afa8a054245d415456cc13881cc2b432fdbdf0bad7688c2f45ce4'),
	(252, 'mention', 16, 2, 172, '7b9e8db10912d3be84c77d98abdd9b954cc5990e845261f79d0eace8d2e356f9'),
	(253, 'mention', 17, 2, 173, 'ce6a3a7584a0d276f8b1d4edff3c28ff1ecc9182f57ace8b3534354c14523486'),
	(254, 'mention', 18, 2, 174, '08318d8cafbee85d1f9be9524c153990c61b39178875789dec7878b2266e0088'),
	(255, 'mention', 19, 2, 175, '3cf5b885041a2a04874f3158fe5312da687ee8333a25b4265e2411c8d1a173c4'),
	(256, 'mention', 20, 2, 176, '67916721f85fb6f425ea96d012dd3d079342b95f81466a0eb4804db8f0acea8e'),
	(264, 'evidence', 21, 1, 182, 'ac8537718b61a121d0eae3f30d137d428c9f5fe5b007c52887a833f0d201d709'),
	(268, 'evidence', 24, 1, 185, '2c2be69938803841ef704075f1c742301577bd25571382a1592fa90260bf2494');
INSERT INTO public.ledger_touch VALUES
	(269, 'evidence', 24, 2, 186, 'e875e457cde6c9f152d16627d7e4483f14cf49ce03cf9eab4df49f3544e33607'),
	(275, 'verdict', 15, 1, 192, '5284be83bb7b6ddd26e292951077fc8669c03a5bef948073538c33066252e35b'),
	(276, 'verdictversion', 18, 1, 192, 'f9d912a4e8fbdb8c7ca66661671403026f2461e61b0db3c09692f4c08b1af444'),
	(279, 'verdict', 15, 3, 194, 'd6ec985d11b738fc76a1b378c8c448945d7adc7f0a72f29c0270e1ffd80cd54d'),
	(280, 'waiver', 1, 1, 194, '5caa2e13ea235e48a9024a7bafa22b8d03b75efc88d4743cf71169c3d16ab6f7'),
	(117, 'search', 5, 1, 88, '5b58959b2cafcb1b3323de71aecc05d676db42db716112ef81ccb53f40993151'),
	(120, 'claim', 9, 1, 90, 'c3194de0ccce1e4713c1b82fd277f9bfdf742a02f5308b6a22c46afdd12510c9'),
	(121, 'mention', 12, 1, 90, '68be65edc4afc421c2bc556da9d5b79efeeeae647abd4f95bb3a526309643383'),
	(124, 'verdict', 6, 1, 93, '4ea568a1ec49081ee29bfd1d90ade52b4d9fb49dc25e8a99f86e794d5a01ff71'),
	(125, 'verdictversion', 7, 1, 93, 'bdecda1ef0ae5714994359a448b5cc6a91f5d90f8ad8cecf3e0a79eceb755598'),
	(130, 'search', 7, 1, 97, '6e7f541885373d9c1f454fafa522f8948c1fc25dda573f9d8281ed4e0b69912e'),
	(133, 'verdict', 7, 2, 99, 'e35c1431a2bb694a40254a67aa329a7ba5dd1f4f9bd961278597bad5245350d2'),
	(142, 'verdict', 8, 2, 105, '33646f98c71d38563703d0f63fb76957ef9456fe8de9d8f5ef0f75c61b88eb9c'),
	(148, 'evidence', 15, 1, 109, '5ec8a90d6bf35f6bb0c487f16fa00f7405fb020764c9a54f52fb33aaa3e8e7fb'),
	(152, 'verdict', 9, 2, 112, '8ad88fc61759f72b611ece5ac3f46502cccff8fda9c407fe11f53f182cd92610'),
	(160, 'evidence', 16, 1, 117, 'cb1916207a9abb7a3af0bfbcc570b7331f8e910fb2934459048219c7b09a8c4f'),
	(173, 'search', 11, 1, 125, 'ce2639d4e45283a3488a74975cc5f3dec5c0b73d7e4a2ab02022991052ca2c29'),
	(175, 'verdict', 10, 8, 127, '4b684ed8d434b107455618aa5e599e0bc9317784eccdda6a65218c950af5a1fa'),
	(176, 'review', 8, 1, 127, '58a97523da14d88abc8499511e1bf4be667e437d7bad4f1b6bbf728ae5450344'),
	(183, 'evidence', 17, 1, 130, 'b380f3095a49054034fb18d7e23c07b8b1f0ee3f4aefc30a0b16936e29226331'),
	(199, 'search', 13, 1, 140, '9052c11c4582f9212421da75cc14ff5debb772f3da4d58733f4ab5dcdec1d83d'),
	(207, 'verdict', 12, 5, 145, '1d491004ec1abe395ada4059a1e087325e0eefea843b280e444d79e61069606f'),
	(208, 'correction', 4, 1, 145, '65c670ed3fe6645237aae35b1741e95416fb40ed36bed60bb2e7aa144f2fc58d'),
	(212, 'evidence', 19, 1, 148, '7a170414bf734f3517696171e963d124a5b447b791b4cb6bf77f99fbcc695264'),
	(214, 'verdict', 13, 1, 150, '28727729dbf2265694dc39a11aea10538f562318aa51bfb6ab1c65e0b049283f'),
	(215, 'verdictversion', 16, 1, 150, '845c0b0dd747db202c10ad6162f413dbde4a01e7bedd05db6df59cb97b3f239b'),
	(217, 'verdict', 13, 3, 152, 'e44a345d95e016971c53cbeeccccfd0e4c087d90e5ff15503de08010693d2a5b'),
	(218, 'review', 11, 1, 152, 'fb57c995387dd17a09e7db4cb066bc8862126ef1685115a76bf478013f28f2df'),
	(221, 'verdict', 13, 5, 154, 'a2d26c784e073e11a91e6898148b751c5cfb6c1f1b42a0d769e18f1d43c95905'),
	(222, 'publication', 9, 1, 154, 'a059eeb99d999da4dbaabf6a0d88825508d204f4a7cce0bb8a564e1d38353503'),
	(223, 'publication', 8, 2, 154, '17a91c4df14a266d2bd9178e99e3bfbc646ccb2e63b97a36ae4b096e2798d8f9'),
	(224, 'correction', 5, 1, 154, 'c3040bd5614ddaa9edc8bf2bd12bb53cc02b5b97ba74ebd11020bdbf7022f773'),
	(229, 'verdict', 14, 1, 158, '0b26268131d81c12e462fd6006bbebe5f04607adf53483a94818eb69c911c221'),
	(230, 'verdictversion', 17, 1, 158, 'e74429a8971ad75eddc4f2b050c1beb4ffeeec6c0f789ac830c1c8515aa2559c'),
	(232, 'verdict', 14, 3, 160, 'ae0d422eedd2bb65bcb2f3e259f9479cf61ef32cd1ddb5caeae280faf39f72ce'),
	(233, 'review', 12, 1, 160, '08df2c1204d2ab01ef1c3838fc4bcf5497531248c146df58473d8fd20175b29c'),
	(238, 'verdict', 14, 6, 163, '99f00f72a332d9addab5cf1f3f0d8ec8761d68ecaa9093ccffafae732f9438a9'),
	(239, 'publication', 11, 1, 163, '69366256424d5ea690413547f39d656bfb9d9ce93d19ae05f72fc9a2b10fc743'),
	(240, 'publication', 10, 2, 163, '6e4a51bfb5eebb9aaef4147c0e78c721967965f3c0fbb49b776ac8376add3d40'),
	(241, 'correction', 7, 1, 163, '5780d8d0ab793006954fd7b7615359c980ba126b95d046e768333f03658bf2e7'),
	(260, 'claim', 18, 1, 180, 'ad579887f46c299a9254408ee57abe4d4c04d6850fbc94f9391ed57fbad7d2e2'),
	(261, 'mention', 21, 1, 180, '9e50d5d2fb72b8b2ecda819012a560db7440a8817d0623300c85919be0356464'),
	(273, 'mention', 23, 1, 190, 'dbd95ae4c08b45f6cec9a3b8e13923dcf2003904f6a48fe19ae7416585bbf12e'),
	(281, 'verdict', 15, 4, 195, '0843283a97aa934aa4911a955b867ea49135797d7cdee32cf9c4fbdf0d15457e'),
	(282, 'review', 13, 1, 195, '39c627d36232791d345c8923d588f790c3a0b4497189cd435a249343a4f3135d'),
	(122, 'evidence', 12, 1, 91, '15fc2fa236308b75630b6850540955886f128dd5b5408da52a3d6c7b173879b6'),
	(127, 'claim', 10, 1, 95, 'd7a4a0c7c33278329a00e01e842c960661a5461461b948071d1406f14a7f1ea5'),
	(128, 'mention', 13, 1, 95, '3ef9f3fd89e4728a5f34917c5a15beb7dc0dcfe8afbede3f5fd6b5bbc61681e5'),
	(131, 'verdict', 7, 1, 98, '932fffdab3b1f76830c535812f1bf9b82b911304842c66a0827769bc91a15def'),
	(132, 'verdictversion', 8, 1, 98, 'e2105d004e9bcdcbbfbe7284f5eb19155651037ea1ccbd6ce441634bcf719d26');
INSERT INTO public.ledger_touch VALUES
	(134, 'verdict', 7, 3, 100, '197312b726920619e3b6df6853ce4d4e5db5fab49b2c780066b3f1944cdf18a7'),
	(135, 'review', 4, 1, 100, '05a820b99a67eab5efd2eec2fb7dd5e7b12bbf0e498468cc1878b069c75aba54'),
	(138, 'evidence', 14, 1, 102, '45644c8c5ede79bdadb4a1b82b5247e541ac9f7646224c87fd35c074e6eab489'),
	(145, 'verdict', 8, 4, 107, '53dc978ec7f251e3e0fd30d5e9d92433c63c11833461172e9a9a4727545ff5a7'),
	(150, 'verdict', 9, 1, 111, 'd6f4805c34eb6ed9d7989171d6fab96cefaf6c475343b02ce13d7f89759e4f7f'),
	(151, 'verdictversion', 10, 1, 111, '10bf52c32f4e7e77b19b6d18ed32280e1c2aa945eec272464355c3b680042d1a'),
	(157, 'relation', 2, 1, 115, '7a6702d89796fb4f274c7375254bc4ef604fdf0eae5a311acfa746505d621310'),
	(165, 'verdict', 10, 3, 121, '54971c59f99e4dda315f44c42a9bf324a58185949ef230675a4b4c30d844f1c2'),
	(166, 'review', 7, 1, 121, '1a4a80c40dc79dd0323becbc6da398b417862b0eefd58bbca1d5dd03d48b0bca'),
	(167, 'verdict', 10, 4, 122, '5800148f65b5b5c382fd0a64077d79070d5e9ab5737fb30b6666cb9628fea93b'),
	(168, 'publication', 4, 1, 122, '2656a261e53a0d7aa0d6103b059f1db236c4796609849becef9c29cbb8e40136'),
	(181, 'claim', 14, 1, 129, '74eda605ee2079843ed4828dd0e989bd6cafc554e21e1b20d6d95429a9a7c052'),
	(182, 'mention', 17, 1, 129, '7c4651d0f02f182b32129fb3944f0ac099b76d522952c9119e77f9b259f41e9d'),
	(187, 'verdict', 11, 2, 133, '6126b7b356bfc5c7b8b53be46591d74d6b1b5e0511e25a256aba91c4c7409bde'),
	(190, 'verdict', 11, 4, 135, 'f759aedc9dcd1cc0911f13a56b1fc9b121ce3b73adeaab20fc6a8ce8d7687b61'),
	(191, 'publication', 6, 1, 135, '5a6c6b197d3059bc9176f4b21b78c449a579acf33dac044902430d3265d448de'),
	(194, 'verdict', 11, 6, 137, 'b7f961bb3effe63255eccfa5fc4c4fbfd5c2c8a44ba318ec8b75f033394e6667'),
	(195, 'verdictversion', 14, 1, 137, 'b1531c77b7d68bb48de4296d4567898e51f713420be397574bb54adde6042f42'),
	(200, 'verdict', 12, 1, 141, 'a218ced5e59d2e32f9380758a6483116db7269d8a07dbcb37bdef887a1f9da0a'),
	(201, 'verdictversion', 15, 1, 141, '820e56ce7eab2bcdab03193875575f088fee88cc3cda4025fa2e11e6a0d1b48e'),
	(210, 'claim', 16, 1, 147, '4e906b22f0e7f052dd7ae8026aef473fe5a328bd63219239fff8296fc32cd704'),
	(211, 'mention', 19, 1, 147, 'a60560ee7955f5aaf0d5ffbd197bea4095e5bcc43b970415fceb40180cad60fa'),
	(228, 'search', 15, 1, 157, 'c026513d867301bbbef45528a25162176e68f2e8411671b43b3f27085adbb68d'),
	(234, 'verdict', 14, 4, 161, '63a5a86e38652a5c764e768c20aed422aa3dc36072eb5393709c90bd49c3ce78'),
	(235, 'publication', 10, 1, 161, 'ba9722cb097ceb820dd1795d3dd72c1689cecf1e73fd99161f6497a0a550022d'),
	(262, 'claim', 19, 1, 181, 'f2b12b095a00602e20270cb1add31522e66cb25bdbde39266fb371e4a2834bf0'),
	(263, 'mention', 22, 1, 181, 'b40c0ab1a13e81d3526396eb691c8ae6255e13486d72405d54828d021d5bab61'),
	(265, 'evidence', 22, 1, 183, '59f2b4e6822880ed40614cf6f4c49763087fa65ce4707f4bfd7e157268e0f447'),
	(266, 'capture', 6, 1, 183, '9938cdc1a151fec016697542fac58213af8790059e1e4b32b05250d34fb4b997'),
	(270, 'relation', 3, 1, 187, '6e04d1594705a7a805eaa78815d1d050678647f9b9d5411dfa1869fa9de06de3'),
	(271, 'relation', 4, 1, 188, 'd12045af807addf3a9dddc30b2c87ea64d091e750fafbd1c48e8860c7d407226'),
	(274, 'mention', 23, 2, 191, 'f9d9dbfb118d8eec4c85fd0eeeb5f8084315ef56b9cf1d22480d48336b391900');


--
-- Data for Name: mfa_authenticator; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: procrastinate_events; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: procrastinate_jobs; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: procrastinate_periodic_defers; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.procrastinate_periodic_defers VALUES
	(1, 'factcheck.operations.tasks.retry_stalled_jobs', 1795829100, NULL, '');


--
-- Data for Name: publishing_correction; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.publishing_correction VALUES
	(1, 2, 'clarification', 'An earlier version dated the first images to 11 March 2022. The objects appeared between 9 and 11 March. The rating is the same.', '2026-11-28 01:29:04.007047+00', 1, 1, 2),
	(2, 2, 'change_of_verdict', 'The second captain withdrew the statement.', '2026-11-28 01:29:28.078726+00', 1, 10, 5),
	(3, 1, 'clarification', 'The month was missing.', '2026-11-28 01:29:30.089852+00', 1, 11, NULL),
	(4, 1, 'typo', 'A name was misspelled.', '2026-11-28 01:29:31.002004+00', 3, 12, NULL),
	(5, 1, 'retraction', 'The register belonged to another harbor.', '2026-11-28 01:29:31.895843+00', 6, 13, 9),
	(6, 1, 'typo', 'Never public.', '2026-11-28 01:29:32.936224+00', 1, 14, NULL),
	(7, 1, 'retraction', 'The statement was about another day.', '2026-11-28 01:29:33.10319+00', 3, 14, 11);


--
-- Data for Name: publishing_publication; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.publishing_publication VALUES
	(1, 2, 1, 'the-bodies-seen-on-the-streets-of-bucha-were-placed-there-after-russian-units', false, 'first', '{"kind": "first", "slug": "the-bodies-seen-on-the-streets-of-bucha-were-placed-there-after-russian-units", "about": ["This claim denies another one: “Russian forces killed civilians in Bucha in March 2022.” The rating is about the denial: the evidence contradicts the denial."], "claim": {"layer": "proposition", "place": "Bucha, Ukraine", "types": ["event or property", "causal"], "topics": ["Bucha"], "context": "Stated by the ministry on 3 April 2022 in answer to the accusation that Russian forces killed civilians in the town.", "said_on": "2022-04-03", "claimant": {"kind": "organization", "name": "Ministry of Defence of the Russian Federation", "same_as": "", "description": ""}, "statement": "The bodies seen on the streets of Bucha were placed there after Russian units had withdrawn.", "said_precision": "day"}, "shape": 1, "method": ["Written by Anna Checker; approved on 28 November 2026 by Erin Editor, who had no part in the claim, its evidence or its verdict.", "The verdict rests on 5 items of evidence from 3 independent origins, as of 9 December 2022. Sources that repeat the same root count as one origin.", "Searches logged: 1, of which 1 found nothing. Each is listed below."], "number": 1, "authors": ["Anna Checker"], "origins": {"context": 1, "supports": 1, "contradicts": 2}, "verdict": {"best": 5, "as_of": "2022-12-09", "worst": 1, "number": 1, "rating": "False", "meaning": "The evidence contradicts the claim; nothing of weight speaks for it.", "summary": "Satellite images show bodies in the same places while Russian units held the town.", "version": 1, "rationale": "The ministry says that its units left around **30 March 2022** and that the bodies were placed afterwards.\n\nSatellite images show objects the size of bodies on Yablonska Street from **11 March** on, in the positions in which bodies were filmed at the beginning of April. An image of 19 March shows bodies on the street.\n\nNothing that could be examined was found for the ministry''s account. This verdict is about *when the bodies lay there*. Who killed these people is a claim of its own, which is still open.", "conclusion": "refuted", "conclusion_words": "refuted"}, "evidence": {"context": [{"file": null, "note": "When the units left, by the ministry''s own account: what was seen before that day was seen while they held the town.", "quote": "its units withdrew around 30 March", "title": "Moscow rejects blame for the dead of Bucha", "number": 5, "origin": "", "prefix": "ministry itself had stated that ", "sha256": "19f2c70495c62bde75fee9ab548b0ad5dd7b4086bef3cb3237f3a0355f171497", "source": {"kind": "government body", "name": "Ministry of Defence of the Russian Federation", "address": "", "country": "Russia", "interest": "Its units held the town and are the ones accused.", "is_party": true}, "stance": "context", "suffix": ", and that the bodies were place", "address": "", "locator": "", "closeness": "secondary", "is_graphic": true, "evidence_set": "", "published_on": "2022-04-05", "available_since": "2022-04-03", "available_precision": "day"}], "supports": [{"file": null, "note": "The ministry''s own account. It is a party to the dispute, and gives nothing that can be examined.", "quote": "It called the images a hoax.", "title": "Moscow rejects blame for the dead of Bucha", "number": 1, "origin": "", "prefix": "er the withdrawal was complete. ", "sha256": "19f2c70495c62bde75fee9ab548b0ad5dd7b4086bef3cb3237f3a0355f171497", "source": {"kind": "government body", "name": "Ministry of Defence of the Russian Federation", "address": "", "country": "Russia", "interest": "Its units held the town and are the ones accused.", "is_party": true}, "stance": "supports", "suffix": "\n\nLavrov went further. While the", "address": "", "locator": "", "closeness": "secondary", "is_graphic": true, "evidence_set": "", "published_on": "2022-04-05", "available_since": "2022-04-03", "available_precision": "day"}], "contradicts": [{"file": null, "note": "Images show dark objects the size of bodies on Yablonska Street that appeared between 9 and 11 March 2022, in the positions in which bodies were filmed at the beginning of April. Russian units held the town at that time.", "quote": "Satellite images show bodies lay in Bucha for weeks, despite Russian claims", "title": "", "number": 2, "origin": "Maxar Technologies", "prefix": "", "sha256": "", "source": {"kind": "news outlet", "name": "The New York Times, Visual Investigations", "address": "https://www.nytimes.com/", "country": "United States", "interest": "Examined images of a commercial provider by itself.", "is_party": false}, "stance": "contradicts", "suffix": "", "address": "https://www.nytimes.com/2022/04/04/world/europe/bucha-ukraine-bodies.html", "locator": "", "closeness": "primary", "is_graphic": false, "evidence_set": "", "published_on": null, "available_since": "2022-04-04", "available_precision": "day"}, {"file": null, "note": "Reports the same images; it goes back to the same origin and adds no independent one.", "quote": "show dark objects the size of bodies on Yablonska Street in the middle of March", "title": "Dispute over Bucha goes on before vote at the United Nations", "number": 3, "origin": "Maxar Technologies", "prefix": "s that were published this week ", "sha256": "15fa851a35cf7209946afb45cf0991cd21864eac8d09e4b30d1f6f822837ff28", "source": {"kind": "news outlet", "name": "Demonstration Gazette", "address": "", "country": "", "interest": "An invented outlet of this demonstration.", "is_party": false}, "stance": "contradicts", "suffix": ", when Russian units still held ", "address": "", "locator": "", "closeness": "secondary", "is_graphic": true, "evidence_set": "", "published_on": "2022-04-06", "available_since": "2022-04-06", "available_precision": "day"}, {"file": null, "note": "Documented after a visit on 9 April 2022.", "quote": "the unlawful killing, including by summary execution, of some 50 civilians in Bucha", "title": "", "number": 4, "origin": "", "prefix": "", "sha256": "", "source": {"kind": "international organization", "name": "Office of the United Nations High Commissioner for Human Rights", "address": "https://www.ohchr.org/", "country": "", "interest": "Documents on behalf of the United Nations; visited the town.", "is_party": false}, "stance": "contradicts", "suffix": "", "address": "https://www.ohchr.org/", "locator": "", "closeness": "primary", "is_graphic": false, "evidence_set": "", "published_on": null, "available_since": "2022-04-22", "available_precision": "day"}]}, "newsroom": "The Factcheck newsroom", "reviewer": "Erin Editor", "searches": [{"note": "Nothing that could be examined was found.", "place": "Statements and briefings of the ministry, 3 to 30 April 2022", "terms": "images, witnesses or dates that show the bodies being placed", "sought": "supports", "is_found": false, "searched_on": "2022-12-09"}], "versions": [], "relations": [{"kind": "denies", "slug": "", "words": "denies", "statement": "Russian forces killed civilians in Bucha in March 2022."}], "exceptions": [], "is_graphic": true, "looked_for": {"context": false, "supports": true, "contradicts": false}, "appearances": [{"mode": "indirect speech", "chain": ["Demonstration Courier", "Ministry of Defence of the Russian Federation"], "title": "Moscow rejects blame for the dead of Bucha", "words": [{"exact": "the bodies were placed on the streets only after the withdrawal was complete", "prefix": "hdrew around 30 March, and that ", "suffix": ". It called the images a hoax.\n\n"}], "outlet": "Demonstration Courier", "sha256": "19f2c70495c62bde75fee9ab548b0ad5dd7b4086bef3cb3237f3a0355f171497", "address": "", "is_graphic": true, "published_on": "2022-04-05"}, {"mode": "indirect speech", "chain": ["Demonstration Gazette", "Ministry of Defence of the Russian Federation"], "title": "Dispute over Bucha goes on before vote at the United Nations", "words": [{"exact": "bodies appeared in the streets only when its soldiers were gone", "prefix": " According to the Russian side, ", "suffix": ". Kyiv says that Russian soldier"}], "outlet": "Demonstration Gazette", "sha256": "15fa851a35cf7209946afb45cf0991cd21864eac8d09e4b30d1f6f822837ff28", "address": "", "is_graphic": true, "published_on": "2022-04-06"}], "corrections": [], "reviewed_at": "2026-11-28T01:29:03.955135+00:00", "published_at": "2026-11-28T01:29:03.963194+00:00", "first_published_at": "2026-11-28T01:29:03.963194+00:00"}', 'ce2f1526db9b38c8b18a0507ab5b5df06d6bd958f835647c1c6abda98fa2b644', '2026-11-28 01:29:03.963194+00', '2026-11-28 01:29:03.963194+00', 'The bodies seen on the streets of Bucha were placed there after Russian units had withdrawn.', 'False', 'refuted', 'Ministry of Defence of the Russian Federation', '{Bucha}', 3, 1, 1, 1),
	(2, 1, 2, 'the-bodies-seen-on-the-streets-of-bucha-were-placed-there-after-russian-units', true, 'corrected', '{"kind": "corrected", "slug": "the-bodies-seen-on-the-streets-of-bucha-were-placed-there-after-russian-units", "about": ["This claim denies another one: “Russian forces killed civilians in Bucha in March 2022.” The rating is about the denial: the evidence contradicts the denial."], "claim": {"layer": "proposition", "place": "Bucha, Ukraine", "types": ["event or property", "causal"], "topics": ["Bucha"], "context": "Stated by the ministry on 3 April 2022 in answer to the accusation that Russian forces killed civilians in the town.", "said_on": "2022-04-03", "claimant": {"kind": "organization", "name": "Ministry of Defence of the Russian Federation", "same_as": "", "description": ""}, "statement": "The bodies seen on the streets of Bucha were placed there after Russian units had withdrawn.", "said_precision": "day"}, "shape": 1, "method": ["Written by Anna Checker; approved on 28 November 2026 by Erin Editor, who had no part in the claim, its evidence or its verdict.", "The verdict rests on 5 items of evidence from 3 independent origins, as of 9 December 2022. Sources that repeat the same root count as one origin.", "Searches logged: 1, of which 1 found nothing. Each is listed below."], "number": 2, "authors": ["Anna Checker"], "origins": {"context": 1, "supports": 1, "contradicts": 2}, "verdict": {"best": 5, "as_of": "2022-12-09", "worst": 1, "number": 1, "rating": "False", "meaning": "The evidence contradicts the claim; nothing of weight speaks for it.", "summary": "Satellite images show bodies in the same places while Russian units held the town.", "version": 2, "rationale": "The ministry says that its units left around **30 March 2022** and that the bodies were placed afterwards.\n\nSatellite images show objects the size of bodies on Yablonska Street that appeared **between 9 and 11 March**, in the positions in which bodies were filmed at the beginning of April. An image of 19 March shows bodies on the street.\n\nNothing that could be examined was found for the ministry''s account. This verdict is about *when the bodies lay there*. Who killed these people is a claim of its own, which is still open.", "conclusion": "refuted", "conclusion_words": "refuted"}, "evidence": {"context": [{"file": null, "note": "When the units left, by the ministry''s own account: what was seen before that day was seen while they held the town.", "quote": "its units withdrew around 30 March", "title": "Moscow rejects blame for the dead of Bucha", "number": 5, "origin": "", "prefix": "ministry itself had stated that ", "sha256": "19f2c70495c62bde75fee9ab548b0ad5dd7b4086bef3cb3237f3a0355f171497", "source": {"kind": "government body", "name": "Ministry of Defence of the Russian Federation", "address": "", "country": "Russia", "interest": "Its units held the town and are the ones accused.", "is_party": true}, "stance": "context", "suffix": ", and that the bodies were place", "address": "", "locator": "", "closeness": "secondary", "is_graphic": true, "evidence_set": "", "published_on": "2022-04-05", "available_since": "2022-04-03", "available_precision": "day"}], "supports": [{"file": null, "note": "The ministry''s own account. It is a party to the dispute, and gives nothing that can be examined.", "quote": "It called the images a hoax.", "title": "Moscow rejects blame for the dead of Bucha", "number": 1, "origin": "", "prefix": "er the withdrawal was complete. ", "sha256": "19f2c70495c62bde75fee9ab548b0ad5dd7b4086bef3cb3237f3a0355f171497", "source": {"kind": "government body", "name": "Ministry of Defence of the Russian Federation", "address": "", "country": "Russia", "interest": "Its units held the town and are the ones accused.", "is_party": true}, "stance": "supports", "suffix": "\n\nLavrov went further. While the", "address": "", "locator": "", "closeness": "secondary", "is_graphic": true, "evidence_set": "", "published_on": "2022-04-05", "available_since": "2022-04-03", "available_precision": "day"}], "contradicts": [{"file": null, "note": "Images show dark objects the size of bodies on Yablonska Street that appeared between 9 and 11 March 2022, in the positions in which bodies were filmed at the beginning of April. Russian units held the town at that time.", "quote": "Satellite images show bodies lay in Bucha for weeks, despite Russian claims", "title": "", "number": 2, "origin": "Maxar Technologies", "prefix": "", "sha256": "", "source": {"kind": "news outlet", "name": "The New York Times, Visual Investigations", "address": "https://www.nytimes.com/", "country": "United States", "interest": "Examined images of a commercial provider by itself.", "is_party": false}, "stance": "contradicts", "suffix": "", "address": "https://www.nytimes.com/2022/04/04/world/europe/bucha-ukraine-bodies.html", "locator": "", "closeness": "primary", "is_graphic": false, "evidence_set": "", "published_on": null, "available_since": "2022-04-04", "available_precision": "day"}, {"file": null, "note": "Reports the same images; it goes back to the same origin and adds no independent one.", "quote": "show dark objects the size of bodies on Yablonska Street in the middle of March", "title": "Dispute over Bucha goes on before vote at the United Nations", "number": 3, "origin": "Maxar Technologies", "prefix": "s that were published this week ", "sha256": "15fa851a35cf7209946afb45cf0991cd21864eac8d09e4b30d1f6f822837ff28", "source": {"kind": "news outlet", "name": "Demonstration Gazette", "address": "", "country": "", "interest": "An invented outlet of this demonstration.", "is_party": false}, "stance": "contradicts", "suffix": ", when Russian units still held ", "address": "", "locator": "", "closeness": "secondary", "is_graphic": true, "evidence_set": "", "published_on": "2022-04-06", "available_since": "2022-04-06", "available_precision": "day"}, {"file": null, "note": "Documented after a visit on 9 April 2022.", "quote": "the unlawful killing, including by summary execution, of some 50 civilians in Bucha", "title": "", "number": 4, "origin": "", "prefix": "", "sha256": "", "source": {"kind": "international organization", "name": "Office of the United Nations High Commissioner for Human Rights", "address": "https://www.ohchr.org/", "country": "", "interest": "Documents on behalf of the United Nations; visited the town.", "is_party": false}, "stance": "contradicts", "suffix": "", "address": "https://www.ohchr.org/", "locator": "", "closeness": "primary", "is_graphic": false, "evidence_set": "", "published_on": null, "available_since": "2022-04-22", "available_precision": "day"}]}, "newsroom": "The Factcheck newsroom", "reviewer": "Erin Editor", "searches": [{"note": "Nothing that could be examined was found.", "place": "Statements and briefings of the ministry, 3 to 30 April 2022", "terms": "images, witnesses or dates that show the bodies being placed", "sought": "supports", "is_found": false, "searched_on": "2022-12-09"}], "versions": [{"kind": "first", "number": 1, "rating": "False", "published_at": "2026-11-28T01:29:03.963194+00:00"}], "relations": [{"kind": "denies", "slug": "", "words": "denies", "statement": "Russian forces killed civilians in Bucha in March 2022."}], "exceptions": [], "is_graphic": true, "looked_for": {"context": false, "supports": true, "contradicts": false}, "appearances": [{"mode": "indirect speech", "chain": ["Demonstration Courier", "Ministry of Defence of the Russian Federation"], "title": "Moscow rejects blame for the dead of Bucha", "words": [{"exact": "the bodies were placed on the streets only after the withdrawal was complete", "prefix": "hdrew around 30 March, and that ", "suffix": ". It called the images a hoax.\n\n"}], "outlet": "Demonstration Courier", "sha256": "19f2c70495c62bde75fee9ab548b0ad5dd7b4086bef3cb3237f3a0355f171497", "address": "", "is_graphic": true, "published_on": "2022-04-05"}, {"mode": "indirect speech", "chain": ["Demonstration Gazette", "Ministry of Defence of the Russian Federation"], "title": "Dispute over Bucha goes on before vote at the United Nations", "words": [{"exact": "bodies appeared in the streets only when its soldiers were gone", "prefix": " According to the Russian side, ", "suffix": ". Kyiv says that Russian soldier"}], "outlet": "Demonstration Gazette", "sha256": "15fa851a35cf7209946afb45cf0991cd21864eac8d09e4b30d1f6f822837ff28", "address": "", "is_graphic": true, "published_on": "2022-04-06"}], "corrections": [{"at": "2026-11-28T01:29:04.059745+00:00", "kind": "clarification", "words": "clarification", "notice": "An earlier version dated the first images to 11 March 2022. The objects appeared between 9 and 11 March. The rating is the same.", "number": 2, "rating_after": "False", "rating_before": "False"}], "reviewed_at": "2026-11-28T01:29:04.049002+00:00", "published_at": "2026-11-28T01:29:04.059745+00:00", "first_published_at": "2026-11-28T01:29:03.963194+00:00"}', '5b42bc05f971444d4c778c4e60fdf2e3de3c313912c3dbc6234641011782d4a3', '2026-11-28 01:29:03.963194+00', '2026-11-28 01:29:04.059745+00', 'The bodies seen on the streets of Bucha were placed there after Russian units had withdrawn.', 'False', 'refuted', 'Ministry of Defence of the Russian Federation', '{Bucha}', 3, 2, 1, 2),
	(3, 1, 1, 'the-harbor-has-one-crane', true, 'first', '{"kind": "first", "slug": "the-harbor-has-one-crane", "about": [], "claim": {"layer": "proposition", "place": "The harbor", "types": ["event or property"], "topics": ["Harbor"], "context": "", "said_on": "2024-05-03", "claimant": {"kind": "person", "name": "Nils Havnen", "same_as": "", "description": "harbor master"}, "statement": "The harbor has one crane.", "said_precision": "day"}, "shape": 1, "method": ["Written by Anna Checker; approved on 28 November 2026 by Erin Editor, who had no part in the claim, its evidence or its verdict.", "The verdict rests on 1 item of evidence from 1 independent origin, as of 12 May 2024. Sources that repeat the same root count as one origin.", "Searches logged: 1, of which 1 found nothing. Each is listed below."], "number": 1, "authors": ["Anna Checker"], "origins": {"context": 0, "supports": 0, "contradicts": 1}, "verdict": {"best": 5, "as_of": "2024-05-12", "worst": 1, "number": 1, "rating": "False", "meaning": "The evidence contradicts the claim; nothing of weight speaks for it.", "summary": "The register shows ships that waited two days.", "version": 1, "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted", "conclusion_words": "refuted"}, "evidence": {"context": [], "supports": [], "contradicts": [{"file": null, "note": "The register notes each arrival.", "quote": "Arrived 2 May, berthed 4 May – “crane out of service”.", "title": "", "number": 1, "origin": "", "prefix": "", "sha256": "", "source": {"kind": "research or investigation", "name": "Ship Register", "address": "https://register.example/", "country": "", "interest": "", "is_party": false}, "stance": "contradicts", "suffix": "", "address": "https://register.example/may", "locator": "", "closeness": "primary", "is_graphic": false, "evidence_set": "", "published_on": null, "available_since": "2024-05-10", "available_precision": "day"}]}, "newsroom": "The Factcheck newsroom", "reviewer": "Erin Editor", "searches": [{"note": "Nothing was found.", "place": "Port journal", "terms": "waiting times May 2024", "sought": "supports", "is_found": false, "searched_on": "2024-05-12"}], "versions": [], "relations": [], "exceptions": [], "is_graphic": false, "looked_for": {"context": false, "supports": true, "contradicts": false}, "appearances": [{"mode": "direct quote", "chain": ["The Coast Daily", "Nils Havnen"], "title": "Harbor office denies delay", "words": [{"exact": "crane", "prefix": "ger than a day”.\nHe added: “The ", "suffix": " was never out of service.” Two "}], "outlet": "The Coast Daily", "sha256": "47f312edf8b4ddb05ab0a7b41dc00236c4e01e2ce8fd610c35fc558434d856db", "address": "", "is_graphic": false, "published_on": "2024-05-04"}], "corrections": [], "reviewed_at": "2026-11-28T01:29:26.602321+00:00", "published_at": "2026-11-28T01:29:26.749917+00:00", "first_published_at": "2026-11-28T01:29:26.749917+00:00"}', 'd00acecf4c252cdbabcdcffbcd82c4df2da6401ef8c0d9648271587daa776b84', '2026-11-28 01:29:26.749917+00', '2026-11-28 01:29:26.749917+00', 'The harbor has one crane.', 'False', 'refuted', 'Nils Havnen', '{Harbor}', 3, 6, 9, 10),
	(4, 2, 1, 'two-captains-contradict-the-harbor-office', false, 'first', '{"kind": "first", "slug": "two-captains-contradict-the-harbor-office", "about": [], "claim": {"layer": "proposition", "place": "The harbor", "types": ["event or property"], "topics": ["Harbor"], "context": "", "said_on": "2024-05-03", "claimant": {"kind": "person", "name": "Nils Havnen", "same_as": "", "description": "harbor master"}, "statement": "Two captains contradict the harbor office.", "said_precision": "day"}, "shape": 1, "method": ["Written by Anna Checker; approved on 28 November 2026 by Erin Editor, who had no part in the claim, its evidence or its verdict.", "The verdict rests on 1 item of evidence from 1 independent origin, as of 12 May 2024. Sources that repeat the same root count as one origin.", "Searches logged: 1, of which 1 found nothing. Each is listed below."], "number": 1, "authors": ["Anna Checker"], "origins": {"context": 0, "supports": 0, "contradicts": 1}, "verdict": {"best": 5, "as_of": "2024-05-12", "worst": 1, "number": 1, "rating": "False", "meaning": "The evidence contradicts the claim; nothing of weight speaks for it.", "summary": "The register shows ships that waited two days.", "version": 1, "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted", "conclusion_words": "refuted"}, "evidence": {"context": [], "supports": [], "contradicts": [{"file": null, "note": "The register notes each arrival.", "quote": "Arrived 2 May, berthed 4 May – “crane out of service”.", "title": "", "number": 1, "origin": "", "prefix": "", "sha256": "", "source": {"kind": "research or investigation", "name": "Ship Register", "address": "https://register.example/", "country": "", "interest": "", "is_party": false}, "stance": "contradicts", "suffix": "", "address": "https://register.example/may", "locator": "", "closeness": "primary", "is_graphic": false, "evidence_set": "", "published_on": null, "available_since": "2024-05-10", "available_precision": "day"}]}, "newsroom": "The Factcheck newsroom", "reviewer": "Erin Editor", "searches": [{"note": "Nothing was found.", "place": "Port journal", "terms": "waiting times May 2024", "sought": "supports", "is_found": false, "searched_on": "2024-05-12"}], "versions": [], "relations": [], "exceptions": [], "is_graphic": false, "looked_for": {"context": false, "supports": true, "contradicts": false}, "appearances": [{"mode": "direct quote", "chain": ["The Coast Daily", "Nils Havnen"], "title": "Harbor office denies delay", "words": [{"exact": "Two captains disagree", "prefix": "rane was never out of service.” ", "suffix": ".\n\nA spokeswoman said that 12 sh"}], "outlet": "The Coast Daily", "sha256": "47f312edf8b4ddb05ab0a7b41dc00236c4e01e2ce8fd610c35fc558434d856db", "address": "", "is_graphic": false, "published_on": "2024-05-04"}], "corrections": [], "reviewed_at": "2026-11-28T01:29:27.566859+00:00", "published_at": "2026-11-28T01:29:27.748620+00:00", "first_published_at": "2026-11-28T01:29:27.748620+00:00"}', 'ef50142dc103eaa74216952b48cdead9ad0dda5dddf197c3dd786e146cf42337', '2026-11-28 01:29:27.74862+00', '2026-11-28 01:29:27.74862+00', 'Two captains contradict the harbor office.', 'False', 'refuted', 'Nils Havnen', '{Harbor}', 3, 7, 10, 11),
	(5, 1, 2, 'two-captains-contradict-the-harbor-office', true, 'corrected', '{"kind": "corrected", "slug": "two-captains-contradict-the-harbor-office", "about": [], "claim": {"layer": "proposition", "place": "The harbor", "types": ["event or property"], "topics": ["Harbor"], "context": "", "said_on": "2024-05-03", "claimant": {"kind": "person", "name": "Nils Havnen", "same_as": "", "description": "harbor master"}, "statement": "Two captains contradict the harbor office.", "said_precision": "day"}, "shape": 1, "method": ["Written by Anna Checker; approved on 28 November 2026 by Erin Editor, who had no part in the claim, its evidence or its verdict.", "The verdict rests on 1 item of evidence from 1 independent origin, as of 12 May 2024. Sources that repeat the same root count as one origin.", "Searches logged: 2, of which 2 found nothing. Each is listed below."], "number": 2, "authors": ["Anna Checker"], "origins": {"context": 0, "supports": 0, "contradicts": 1}, "verdict": {"best": null, "as_of": "2024-05-12", "worst": null, "number": null, "rating": "Unproven", "meaning": "The evidence found does not decide it.", "summary": "Only one captain says so.", "version": 2, "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "not_enough", "conclusion_words": "not enough evidence"}, "evidence": {"context": [], "supports": [], "contradicts": [{"file": null, "note": "The register notes each arrival.", "quote": "Arrived 2 May, berthed 4 May – “crane out of service”.", "title": "", "number": 1, "origin": "", "prefix": "", "sha256": "", "source": {"kind": "research or investigation", "name": "Ship Register", "address": "https://register.example/", "country": "", "interest": "", "is_party": false}, "stance": "contradicts", "suffix": "", "address": "https://register.example/may", "locator": "", "closeness": "primary", "is_graphic": false, "evidence_set": "", "published_on": null, "available_since": "2024-05-10", "available_precision": "day"}]}, "newsroom": "The Factcheck newsroom", "reviewer": "Erin Editor", "searches": [{"note": "Nothing was found.", "place": "Port journal", "terms": "waiting times May 2024", "sought": "supports", "is_found": false, "searched_on": "2024-05-12"}, {"note": "", "place": "Radio log", "terms": "captains", "sought": "contradicts", "is_found": false, "searched_on": "2024-05-14"}], "versions": [{"kind": "first", "number": 1, "rating": "False", "published_at": "2026-11-28T01:29:27.748620+00:00"}], "relations": [], "exceptions": [], "is_graphic": false, "looked_for": {"context": false, "supports": true, "contradicts": true}, "appearances": [{"mode": "direct quote", "chain": ["The Coast Daily", "Nils Havnen"], "title": "Harbor office denies delay", "words": [{"exact": "Two captains disagree", "prefix": "rane was never out of service.” ", "suffix": ".\n\nA spokeswoman said that 12 sh"}], "outlet": "The Coast Daily", "sha256": "47f312edf8b4ddb05ab0a7b41dc00236c4e01e2ce8fd610c35fc558434d856db", "address": "", "is_graphic": false, "published_on": "2024-05-04"}], "corrections": [{"at": "2026-11-28T01:29:28.939096+00:00", "kind": "change_of_verdict", "words": "change of verdict", "notice": "The second captain withdrew the statement.", "number": 2, "rating_after": "Unproven", "rating_before": "False"}], "reviewed_at": "2026-11-28T01:29:28.770472+00:00", "published_at": "2026-11-28T01:29:28.939096+00:00", "first_published_at": "2026-11-28T01:29:27.748620+00:00"}', '0c981d81c5b4f5544a60a587efb9feb9e709113b2578281dd5e7ab519c223064', '2026-11-28 01:29:27.74862+00', '2026-11-28 01:29:28.939096+00', 'Two captains contradict the harbor office.', 'Unproven', 'not_enough', 'Nils Havnen', '{Harbor}', 3, 8, 10, 12),
	(6, 1, 1, 'twelve-ships-had-called-in-may-said-a-spokeswoman', true, 'first', '{"kind": "first", "slug": "twelve-ships-had-called-in-may-said-a-spokeswoman", "about": [], "claim": {"layer": "proposition", "place": "The harbor", "types": ["event or property"], "topics": ["Harbor"], "context": "", "said_on": "2024-05-03", "claimant": {"kind": "person", "name": "Речниця порту", "same_as": "", "description": "spokeswoman"}, "statement": "Twelve ships had called in May, said a spokeswoman.", "said_precision": "day"}, "shape": 1, "method": ["Written by Anna Checker; approved on 28 November 2026 by Erin Editor, who had no part in the claim, its evidence or its verdict.", "The verdict rests on 1 item of evidence from 1 independent origin, as of 12 May 2024. Sources that repeat the same root count as one origin.", "Searches logged: 1, of which 1 found nothing. Each is listed below."], "number": 1, "authors": ["Anna Checker"], "origins": {"context": 0, "supports": 0, "contradicts": 1}, "verdict": {"best": 5, "as_of": "2024-05-12", "worst": 1, "number": 1, "rating": "False", "meaning": "The evidence contradicts the claim; nothing of weight speaks for it.", "summary": "The register shows ships that waited two days.", "version": 1, "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted", "conclusion_words": "refuted"}, "evidence": {"context": [], "supports": [], "contradicts": [{"file": null, "note": "The register notes each arrival.", "quote": "Arrived 2 May, berthed 4 May – “crane out of service”.", "title": "", "number": 1, "origin": "", "prefix": "", "sha256": "", "source": {"kind": "research or investigation", "name": "Ship Register", "address": "https://register.example/", "country": "", "interest": "", "is_party": false}, "stance": "contradicts", "suffix": "", "address": "https://register.example/may", "locator": "", "closeness": "primary", "is_graphic": false, "evidence_set": "", "published_on": null, "available_since": "2024-05-10", "available_precision": "day"}]}, "newsroom": "The Factcheck newsroom", "reviewer": "Erin Editor", "searches": [{"note": "Nothing was found.", "place": "Port journal", "terms": "waiting times May 2024", "sought": "supports", "is_found": false, "searched_on": "2024-05-12"}], "versions": [], "relations": [], "exceptions": [], "is_graphic": false, "looked_for": {"context": false, "supports": true, "contradicts": false}, "appearances": [{"mode": "direct quote", "chain": ["The Coast Daily", "Речниця порту"], "title": "Harbor office denies delay", "words": [{"exact": "12 ships had called in May", "prefix": "agree.\n\nA spokeswoman said that ", "suffix": ". Twelve ships had called in May"}], "outlet": "The Coast Daily", "sha256": "47f312edf8b4ddb05ab0a7b41dc00236c4e01e2ce8fd610c35fc558434d856db", "address": "", "is_graphic": false, "published_on": "2024-05-04"}], "corrections": [], "reviewed_at": "2026-11-28T01:29:29.661981+00:00", "published_at": "2026-11-28T01:29:29.825208+00:00", "first_published_at": "2026-11-28T01:29:29.825208+00:00"}', '3e26886d165aa4dc4e6ab1574dc9fc42752948de8cb0517823b8b777966974c4', '2026-11-28 01:29:29.825208+00', '2026-11-28 01:29:29.825208+00', 'Twelve ships had called in May, said a spokeswoman.', 'False', 'refuted', 'Речниця порту', '{Harbor}', 3, 9, 11, 13),
	(7, 1, 1, 'the-spokeswoman-spoke-for-the-harbor-office', true, 'first', '{"kind": "first", "slug": "the-spokeswoman-spoke-for-the-harbor-office", "about": [], "claim": {"layer": "proposition", "place": "The harbor", "types": ["event or property"], "topics": ["Harbor"], "context": "", "said_on": "2024-05-03", "claimant": {"kind": "person", "name": "Nils Havnen", "same_as": "", "description": "harbor master"}, "statement": "The spokeswoman spoke for the harbor office.", "said_precision": "day"}, "shape": 1, "method": ["Written by Anna Checker; approved on 28 November 2026 by Erin Editor, who had no part in the claim, its evidence or its verdict.", "The verdict rests on 1 item of evidence from 1 independent origin, as of 12 May 2024. Sources that repeat the same root count as one origin.", "Searches logged: 1, of which 1 found nothing. Each is listed below."], "number": 1, "authors": ["Anna Checker"], "origins": {"context": 0, "supports": 0, "contradicts": 1}, "verdict": {"best": 5, "as_of": "2024-05-12", "worst": 1, "number": 1, "rating": "False", "meaning": "The evidence contradicts the claim; nothing of weight speaks for it.", "summary": "The register shows ships that waited two days.", "version": 1, "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted", "conclusion_words": "refuted"}, "evidence": {"context": [], "supports": [], "contradicts": [{"file": null, "note": "The register notes each arrival.", "quote": "Arrived 2 May, berthed 4 May – “crane out of service”.", "title": "", "number": 1, "origin": "", "prefix": "", "sha256": "", "source": {"kind": "research or investigation", "name": "Ship Register", "address": "https://register.example/", "country": "", "interest": "", "is_party": false}, "stance": "contradicts", "suffix": "", "address": "https://register.example/may", "locator": "", "closeness": "primary", "is_graphic": false, "evidence_set": "", "published_on": null, "available_since": "2024-05-10", "available_precision": "day"}]}, "newsroom": "The Factcheck newsroom", "reviewer": "Erin Editor", "searches": [{"note": "Nothing was found.", "place": "Port journal", "terms": "waiting times May 2024", "sought": "supports", "is_found": false, "searched_on": "2024-05-12"}], "versions": [], "relations": [], "exceptions": [], "is_graphic": false, "looked_for": {"context": false, "supports": true, "contradicts": false}, "appearances": [{"mode": "direct quote", "chain": ["The Coast Daily", "Nils Havnen"], "title": "Harbor office denies delay", "words": [{"exact": "A spokeswoman said", "prefix": "rvice.” Two captains disagree.\n\n", "suffix": " that 12 ships had called in May"}], "outlet": "The Coast Daily", "sha256": "47f312edf8b4ddb05ab0a7b41dc00236c4e01e2ce8fd610c35fc558434d856db", "address": "", "is_graphic": false, "published_on": "2024-05-04"}], "corrections": [], "reviewed_at": "2026-11-28T01:29:30.628450+00:00", "published_at": "2026-11-28T01:29:30.758611+00:00", "first_published_at": "2026-11-28T01:29:30.758611+00:00"}', 'ce0f91bca6c45785ca98e49a17a6dc79383db8db818705ab1861fd8f19f6fddb', '2026-11-28 01:29:30.758611+00', '2026-11-28 01:29:30.758611+00', 'The spokeswoman spoke for the harbor office.', 'False', 'refuted', 'Nils Havnen', '{Harbor}', 3, 10, 12, 15),
	(8, 2, 1, 'the-office-repeated-the-figure', false, 'first', '{"kind": "first", "slug": "the-office-repeated-the-figure", "about": [], "claim": {"layer": "proposition", "place": "The harbor", "types": ["event or property"], "topics": ["Harbor"], "context": "", "said_on": "2024-05-03", "claimant": {"kind": "person", "name": "Nils Havnen", "same_as": "", "description": "harbor master"}, "statement": "The office repeated the figure.", "said_precision": "day"}, "shape": 1, "method": ["Written by Anna Checker; approved on 28 November 2026 by Erin Editor, who had no part in the claim, its evidence or its verdict.", "The verdict rests on 1 item of evidence from 1 independent origin, as of 12 May 2024. Sources that repeat the same root count as one origin.", "Searches logged: 1, of which 1 found nothing. Each is listed below."], "number": 1, "authors": ["Anna Checker"], "origins": {"context": 0, "supports": 0, "contradicts": 1}, "verdict": {"best": 5, "as_of": "2024-05-12", "worst": 1, "number": 1, "rating": "False", "meaning": "The evidence contradicts the claim; nothing of weight speaks for it.", "summary": "The register shows ships that waited two days.", "version": 1, "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted", "conclusion_words": "refuted"}, "evidence": {"context": [], "supports": [], "contradicts": [{"file": null, "note": "The register notes each arrival.", "quote": "Arrived 2 May, berthed 4 May – “crane out of service”.", "title": "", "number": 1, "origin": "", "prefix": "", "sha256": "", "source": {"kind": "research or investigation", "name": "Ship Register", "address": "https://register.example/", "country": "", "interest": "", "is_party": false}, "stance": "contradicts", "suffix": "", "address": "https://register.example/may", "locator": "", "closeness": "primary", "is_graphic": false, "evidence_set": "", "published_on": null, "available_since": "2024-05-10", "available_precision": "day"}]}, "newsroom": "The Factcheck newsroom", "reviewer": "Erin Editor", "searches": [{"note": "Nothing was found.", "place": "Port journal", "terms": "waiting times May 2024", "sought": "supports", "is_found": false, "searched_on": "2024-05-12"}], "versions": [], "relations": [], "exceptions": [], "is_graphic": false, "looked_for": {"context": false, "supports": true, "contradicts": false}, "appearances": [{"mode": "direct quote", "chain": ["The Coast Daily", "Nils Havnen"], "title": "Harbor office denies delay", "words": [{"exact": "the office repeated", "prefix": "Twelve ships had called in May, ", "suffix": ".\n"}], "outlet": "The Coast Daily", "sha256": "47f312edf8b4ddb05ab0a7b41dc00236c4e01e2ce8fd610c35fc558434d856db", "address": "", "is_graphic": false, "published_on": "2024-05-04"}], "corrections": [], "reviewed_at": "2026-11-28T01:29:31.635400+00:00", "published_at": "2026-11-28T01:29:31.762436+00:00", "first_published_at": "2026-11-28T01:29:31.762436+00:00"}', '540a5cd0a5334474c09ad65764e642a70cc2ed7c596890eb70b5621104df3c90', '2026-11-28 01:29:31.762436+00', '2026-11-28 01:29:31.762436+00', 'The office repeated the figure.', 'False', 'refuted', 'Nils Havnen', '{Harbor}', 3, 11, 13, 16),
	(9, 1, 2, 'the-office-repeated-the-figure', true, 'retracted', '{"kind": "retracted", "slug": "the-office-repeated-the-figure", "about": [], "claim": {"layer": "proposition", "place": "The harbor", "types": ["event or property"], "topics": ["Harbor"], "context": "", "said_on": "2024-05-03", "claimant": {"kind": "person", "name": "Nils Havnen", "same_as": "", "description": "harbor master"}, "statement": "The office repeated the figure.", "said_precision": "day"}, "shape": 1, "method": ["Written by Anna Checker; approved on 28 November 2026 by Erin Editor, who had no part in the claim, its evidence or its verdict.", "The verdict rests on 1 item of evidence from 1 independent origin, as of 12 May 2024. Sources that repeat the same root count as one origin.", "Searches logged: 1, of which 1 found nothing. Each is listed below."], "number": 2, "authors": ["Anna Checker"], "origins": {"context": 0, "supports": 0, "contradicts": 1}, "verdict": {"best": 5, "as_of": "2024-05-12", "worst": 1, "number": 1, "rating": "False", "meaning": "The evidence contradicts the claim; nothing of weight speaks for it.", "summary": "The register shows ships that waited two days.", "version": 1, "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted", "conclusion_words": "refuted"}, "evidence": {"context": [], "supports": [], "contradicts": [{"file": null, "note": "The register notes each arrival.", "quote": "Arrived 2 May, berthed 4 May – “crane out of service”.", "title": "", "number": 1, "origin": "", "prefix": "", "sha256": "", "source": {"kind": "research or investigation", "name": "Ship Register", "address": "https://register.example/", "country": "", "interest": "", "is_party": false}, "stance": "contradicts", "suffix": "", "address": "https://register.example/may", "locator": "", "closeness": "primary", "is_graphic": false, "evidence_set": "", "published_on": null, "available_since": "2024-05-10", "available_precision": "day"}]}, "newsroom": "The Factcheck newsroom", "reviewer": "Erin Editor", "searches": [{"note": "Nothing was found.", "place": "Port journal", "terms": "waiting times May 2024", "sought": "supports", "is_found": false, "searched_on": "2024-05-12"}], "versions": [{"kind": "first", "number": 1, "rating": "False", "published_at": "2026-11-28T01:29:31.762436+00:00"}], "relations": [], "exceptions": [], "is_graphic": false, "looked_for": {"context": false, "supports": true, "contradicts": false}, "appearances": [{"mode": "direct quote", "chain": ["The Coast Daily", "Nils Havnen"], "title": "Harbor office denies delay", "words": [{"exact": "the office repeated", "prefix": "Twelve ships had called in May, ", "suffix": ".\n"}], "outlet": "The Coast Daily", "sha256": "47f312edf8b4ddb05ab0a7b41dc00236c4e01e2ce8fd610c35fc558434d856db", "address": "", "is_graphic": false, "published_on": "2024-05-04"}], "corrections": [{"at": "2026-11-28T01:29:31.889921+00:00", "kind": "retraction", "words": "retraction", "notice": "The register belonged to another harbor.", "number": 2, "rating_after": "", "rating_before": "False"}], "reviewed_at": "2026-11-28T01:29:31.635400+00:00", "published_at": "2026-11-28T01:29:31.889921+00:00", "first_published_at": "2026-11-28T01:29:31.762436+00:00"}', '2c424ab68fbecd6f9a3b1cfc12177236704b49765e998af63a9568d9a31fcbff', '2026-11-28 01:29:31.762436+00', '2026-11-28 01:29:31.889921+00', 'The office repeated the figure.', 'False', 'refuted', 'Nils Havnen', '{Harbor}', 6, 11, 13, 16),
	(10, 2, 1, 'the-harbor-master-denied-the-delay-on-3-may', false, 'first', '{"kind": "first", "slug": "the-harbor-master-denied-the-delay-on-3-may", "about": [], "claim": {"layer": "proposition", "place": "The harbor", "types": ["event or property"], "topics": ["Harbor"], "context": "", "said_on": "2024-05-03", "claimant": {"kind": "person", "name": "Nils Havnen", "same_as": "", "description": "harbor master"}, "statement": "The harbor master denied the delay on 3 May.", "said_precision": "day"}, "shape": 1, "method": ["Written by Anna Checker; approved on 28 November 2026 by Erin Editor, who had no part in the claim, its evidence or its verdict.", "The verdict rests on 1 item of evidence from 1 independent origin, as of 12 May 2024. Sources that repeat the same root count as one origin.", "Searches logged: 1, of which 1 found nothing. Each is listed below."], "number": 1, "authors": ["Anna Checker"], "origins": {"context": 0, "supports": 0, "contradicts": 1}, "verdict": {"best": 5, "as_of": "2024-05-12", "worst": 1, "number": 1, "rating": "False", "meaning": "The evidence contradicts the claim; nothing of weight speaks for it.", "summary": "The register shows ships that waited two days.", "version": 1, "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted", "conclusion_words": "refuted"}, "evidence": {"context": [], "supports": [], "contradicts": [{"file": null, "note": "The register notes each arrival.", "quote": "Arrived 2 May, berthed 4 May – “crane out of service”.", "title": "", "number": 1, "origin": "", "prefix": "", "sha256": "", "source": {"kind": "research or investigation", "name": "Ship Register", "address": "https://register.example/", "country": "", "interest": "", "is_party": false}, "stance": "contradicts", "suffix": "", "address": "https://register.example/may", "locator": "", "closeness": "primary", "is_graphic": false, "evidence_set": "", "published_on": null, "available_since": "2024-05-10", "available_precision": "day"}]}, "newsroom": "The Factcheck newsroom", "reviewer": "Erin Editor", "searches": [{"note": "Nothing was found.", "place": "Port journal", "terms": "waiting times May 2024", "sought": "supports", "is_found": false, "searched_on": "2024-05-12"}], "versions": [], "relations": [], "exceptions": [], "is_graphic": false, "looked_for": {"context": false, "supports": true, "contradicts": false}, "appearances": [{"mode": "direct quote", "chain": ["The Coast Daily", "Nils Havnen"], "title": "Harbor office denies delay", "words": [{"exact": "The harbor master", "prefix": "Harbor office denies delay\n\n", "suffix": " said on 3 May that “no ship wai"}], "outlet": "The Coast Daily", "sha256": "47f312edf8b4ddb05ab0a7b41dc00236c4e01e2ce8fd610c35fc558434d856db", "address": "", "is_graphic": false, "published_on": "2024-05-04"}], "corrections": [], "reviewed_at": "2026-11-28T01:29:32.459904+00:00", "published_at": "2026-11-28T01:29:32.635577+00:00", "first_published_at": "2026-11-28T01:29:32.635577+00:00"}', '8f12290bd1e2d579d8d844d48e95ab967bb9c8a1f549e3a4b963612300f1374d', '2026-11-28 01:29:32.635577+00', '2026-11-28 01:29:32.635577+00', 'The harbor master denied the delay on 3 May.', 'False', 'refuted', 'Nils Havnen', '{Harbor}', 3, 12, 14, 17),
	(11, 1, 2, 'the-harbor-master-denied-the-delay-on-3-may', true, 'retracted', '{"kind": "retracted", "slug": "the-harbor-master-denied-the-delay-on-3-may", "about": [], "claim": {"layer": "proposition", "place": "The harbor", "types": ["event or property"], "topics": ["Harbor"], "context": "", "said_on": "2024-05-03", "claimant": {"kind": "person", "name": "Nils Havnen", "same_as": "", "description": "harbor master"}, "statement": "The harbor master denied the delay on 3 May.", "said_precision": "day"}, "shape": 1, "method": ["Written by Anna Checker; approved on 28 November 2026 by Erin Editor, who had no part in the claim, its evidence or its verdict.", "The verdict rests on 1 item of evidence from 1 independent origin, as of 12 May 2024. Sources that repeat the same root count as one origin.", "Searches logged: 1, of which 1 found nothing. Each is listed below."], "number": 2, "authors": ["Anna Checker"], "origins": {"context": 0, "supports": 0, "contradicts": 1}, "verdict": {"best": 5, "as_of": "2024-05-12", "worst": 1, "number": 1, "rating": "False", "meaning": "The evidence contradicts the claim; nothing of weight speaks for it.", "summary": "The register shows ships that waited two days.", "version": 1, "rationale": "The register notes the *arrival* of **each** ship.\n\n| ship | days |\n| --- | --- |\n| Freya | 2 |", "conclusion": "refuted", "conclusion_words": "refuted"}, "evidence": {"context": [], "supports": [], "contradicts": [{"file": null, "note": "The register notes each arrival.", "quote": "Arrived 2 May, berthed 4 May – “crane out of service”.", "title": "", "number": 1, "origin": "", "prefix": "", "sha256": "", "source": {"kind": "research or investigation", "name": "Ship Register", "address": "https://register.example/", "country": "", "interest": "", "is_party": false}, "stance": "contradicts", "suffix": "", "address": "https://register.example/may", "locator": "", "closeness": "primary", "is_graphic": false, "evidence_set": "", "published_on": null, "available_since": "2024-05-10", "available_precision": "day"}]}, "newsroom": "The Factcheck newsroom", "reviewer": "Erin Editor", "searches": [{"note": "Nothing was found.", "place": "Port journal", "terms": "waiting times May 2024", "sought": "supports", "is_found": false, "searched_on": "2024-05-12"}], "versions": [{"kind": "first", "number": 1, "rating": "False", "published_at": "2026-11-28T01:29:32.635577+00:00"}], "relations": [], "exceptions": [], "is_graphic": false, "looked_for": {"context": false, "supports": true, "contradicts": false}, "appearances": [{"mode": "direct quote", "chain": ["The Coast Daily", "Nils Havnen"], "title": "Harbor office denies delay", "words": [{"exact": "The harbor master", "prefix": "Harbor office denies delay\n\n", "suffix": " said on 3 May that “no ship wai"}], "outlet": "The Coast Daily", "sha256": "47f312edf8b4ddb05ab0a7b41dc00236c4e01e2ce8fd610c35fc558434d856db", "address": "", "is_graphic": false, "published_on": "2024-05-04"}], "corrections": [{"at": "2026-11-28T01:29:33.089669+00:00", "kind": "retraction", "words": "retraction", "notice": "The statement was about another day.", "number": 2, "rating_after": "", "rating_before": "False"}], "reviewed_at": "2026-11-28T01:29:32.459904+00:00", "published_at": "2026-11-28T01:29:33.089669+00:00", "first_published_at": "2026-11-28T01:29:32.635577+00:00"}', 'c16752c1022fd940b4ba588b215eb44c1ec077fa41b963e62b620d9ec3e6e270', '2026-11-28 01:29:32.635577+00', '2026-11-28 01:29:33.089669+00', 'The harbor master denied the delay on 3 May.', 'False', 'refuted', 'Nils Havnen', '{Harbor}', 3, 12, 14, 17);


--
-- Data for Name: verdicts_rating; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.verdicts_rating VALUES
	(1, 1, 'True', 'supported', 5, 'The evidence supports the claim; nothing of weight speaks against it.', 0, true),
	(2, 1, 'Mostly true', 'supported', 4, 'Right in its substance; a detail is imprecise.', 1, true),
	(3, 1, 'Half true', 'conflicting', 3, 'Parts hold and parts do not.', 2, true),
	(4, 1, 'Mostly false', 'refuted', 2, 'Wrong in its substance; something in it is right.', 3, true),
	(6, 1, 'Misleading', 'refuted', NULL, 'Built from things that may be right, to a conclusion that is not.', 5, true),
	(7, 1, 'Unproven', 'not_enough', NULL, 'The evidence found does not decide it.', 6, true),
	(5, 2, 'False', 'refuted', 1, 'The evidence contradicts the claim.', 4, true);


--
-- Data for Name: verdicts_review; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.verdicts_review VALUES
	(1, 1, 'approve', '', '7bf76afeba7a1a07012b4a039283dc1653deca01842cc6b01463af6c750f8c50', '2026-11-28 01:29:03.955135+00', 3, 1),
	(2, 1, 'approve', '', '419ba06c4298067f428c911e4ad3eec80cc19127394e0de4b40729079299f8d9', '2026-11-28 01:29:04.049002+00', 3, 2),
	(3, 1, 'return', 'AFP Fact Check looked into older videos of the mayor that were shared out of context in April 2022. Read it, attach it, and say in the rationale which video is meant.', '4bcef0a144255e78e1683a966f89d94f66ff7bd02f5b25c574f732154c898686', '2026-11-28 01:29:04.163746+00', 3, 4),
	(4, 1, 'return', 'Name the ship.', '0e75ccc7e6bd262ffbc847d6fd9b32f1c5d40e8654104a8d6475dad6351e6efb', '2026-11-28 01:29:25.408086+00', 3, 8),
	(5, 1, 'approve', '', '4a48357018d2d06860e74db0b3f87d76c1fca1f85e3f1bc8cb1aa02b1dd43800', '2026-11-28 01:29:25.89565+00', 6, 9),
	(6, 1, 'approve', 'Both sources agree.', '523d11593a05473199b4047f1cb962b08dfdc0fe1cb0c4c8cfc2b065ba86b67d', '2026-11-28 01:29:26.602321+00', 3, 10),
	(7, 1, 'approve', 'Both sources agree.', '35f283749d9806f5d0f952e59185727c346a4564ecbb4cb487d768527d1f2bbb', '2026-11-28 01:29:27.566859+00', 3, 11),
	(8, 1, 'approve', '', 'dcd54187955271b566115fbb6cbe446e77141c5da8cae87bf2572c84f0b0490e', '2026-11-28 01:29:28.770472+00', 3, 12),
	(9, 1, 'approve', 'Both sources agree.', '72b4dda7209aa824e8bbfaa08ca29f025cca5d9673d9968ed357007f8bb3255f', '2026-11-28 01:29:29.661981+00', 3, 13),
	(10, 1, 'approve', 'Both sources agree.', '395cf626e0d7d10da6ccfd67ca6bca93cf570262db14d4c3910dd298bde93615', '2026-11-28 01:29:30.62845+00', 3, 15),
	(11, 1, 'approve', 'Both sources agree.', '50ed2af3aa709695285b2f303454f62eb6455d844d4bd2f4210129850ae2edf6', '2026-11-28 01:29:31.6354+00', 3, 16),
	(12, 1, 'approve', 'Both sources agree.', '3db940138f920d2fa31f66b1c7434374fcf61b37eaa1a3b5642b4d8d68f108b9', '2026-11-28 01:29:32.459904+00', 3, 17),
	(13, 1, 'approve', '', '0797f0318c89e4ec68ec01f9404e9dc279a02287305708e110d7154a85c54dd5', '2026-11-28 01:29:34.212061+00', 3, 19);


--
-- Data for Name: verdicts_verdict; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.verdicts_verdict VALUES
	(1, 9, 'published', '2026-11-28 01:29:04.095984+00', 1, 2, 2),
	(2, 2, 'submitted', '2026-11-28 01:29:04.122359+00', 2, 3, NULL),
	(3, 3, 'returned', '2026-11-28 01:29:04.164618+00', 1, 4, NULL),
	(4, 1, 'draft', '2026-11-28 01:29:04.182044+00', 2, 5, NULL),
	(5, 1, 'draft', '2026-11-28 01:29:24.325763+00', 1, 8, NULL),
	(6, 2, 'submitted', '2026-11-28 01:29:24.762391+00', 1, 9, NULL),
	(7, 3, 'returned', '2026-11-28 01:29:25.410211+00', 1, 10, NULL),
	(8, 4, 'draft', '2026-11-28 01:29:26.083328+00', 1, 11, NULL),
	(9, 4, 'published', '2026-11-28 01:29:26.821464+00', 1, 12, 10),
	(10, 9, 'published', '2026-11-28 01:29:29.011937+00', 1, 13, 12),
	(11, 6, 'correcting', '2026-11-28 01:29:30.086879+00', 1, 14, 13),
	(12, 6, 'submitted', '2026-11-28 01:29:31.134088+00', 1, 15, 15),
	(13, 5, 'retracted', '2026-11-28 01:29:31.891992+00', 1, 16, 16),
	(14, 6, 'retracted', '2026-11-28 01:29:33.093475+00', 1, 17, 17),
	(15, 4, 'approved', '2026-11-28 01:29:34.213669+00', 1, 19, 19);


--
-- Data for Name: verdicts_verdictversion; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.verdicts_verdictversion VALUES
	(1, 1, 1, 'refuted', 'Satellite images show bodies in the same places while Russian units held the town.', 'The ministry says that its units left around **30 March 2022** and that the bodies were placed afterwards.

Satellite images show objects the size of bodies on Yablonska Street from **11 March** on, in the positions in which bodies were filmed at the beginning of April. An image of 19 March shows bodies on the street.

Nothing that could be examined was found for the ministry''s account. This verdict is about *when the bodies lay there*. Who killed these people is a claim of its own, which is still open.', '2022-12-09', '2026-11-28 01:29:03.864501+00', 1, 5, 1),
	(2, 1, 2, 'refuted', 'Satellite images show bodies in the same places while Russian units held the town.', 'The ministry says that its units left around **30 March 2022** and that the bodies were placed afterwards.

Satellite images show objects the size of bodies on Yablonska Street that appeared **between 9 and 11 March**, in the positions in which bodies were filmed at the beginning of April. An image of 19 March shows bodies on the street.

Nothing that could be examined was found for the ministry''s account. This verdict is about *when the bodies lay there*. Who killed these people is a claim of its own, which is still open.', '2022-12-09', '2026-11-28 01:29:04.01478+00', 1, 5, 1),
	(3, 1, 1, 'refuted', 'The figure is right as reported, its source is not: it came from the Prosecutor General.', 'On 3 April 2022 the Prosecutor General, Iryna Venediktova, said that the bodies of 410 civilians had been recovered between 1 and 3 April, and that 140 of them had been examined.

The article gives the same figure to the Defence Ministry. This verdict is about the report, not about the figure.', '2022-04-12', '2026-11-28 01:29:04.114446+00', 2, 4, 2),
	(4, 1, 1, 'not_enough', 'No announcement in these words was found.', 'The mayor announced the liberation of the town. That he said everything was all right was not found.', '2022-04-11', '2026-11-28 01:29:04.137395+00', 1, 7, 3),
	(5, 1, 1, 'supported', 'He is reported with these words by several agencies.', '', '2022-04-12', '2026-11-28 01:29:04.183954+00', 2, 1, 4),
	(6, 1, 1, 'refuted', 'The register shows ships that waited two days.', 'The register notes the *arrival* of **each** ship.

| ship | days |
| --- | --- |
| Freya | 2 |', '2024-05-12', '2026-11-28 01:29:24.332197+00', 1, 5, 5),
	(7, 1, 1, 'refuted', 'The register shows ships that waited two days.', 'The register notes the *arrival* of **each** ship.

| ship | days |
| --- | --- |
| Freya | 2 |', '2024-05-12', '2026-11-28 01:29:24.544931+00', 1, 5, 6),
	(8, 1, 1, 'refuted', 'The register shows ships that waited two days.', 'The register notes the *arrival* of **each** ship.

| ship | days |
| --- | --- |
| Freya | 2 |', '2024-05-12', '2026-11-28 01:29:24.968455+00', 1, 5, 7),
	(9, 1, 1, 'refuted', 'The register shows ships that waited two days.', 'The register notes the *arrival* of **each** ship.

| ship | days |
| --- | --- |
| Freya | 2 |', '2024-05-12', '2026-11-28 01:29:25.553505+00', 1, 5, 8),
	(10, 1, 1, 'refuted', 'The register shows ships that waited two days.', 'The register notes the *arrival* of **each** ship.

| ship | days |
| --- | --- |
| Freya | 2 |', '2024-05-12', '2026-11-28 01:29:26.293571+00', 1, 5, 9),
	(11, 1, 1, 'refuted', 'The register shows ships that waited two days.', 'The register notes the *arrival* of **each** ship.

| ship | days |
| --- | --- |
| Freya | 2 |', '2024-05-12', '2026-11-28 01:29:27.197801+00', 1, 5, 10),
	(12, 1, 2, 'not_enough', 'Only one captain says so.', 'The register notes the *arrival* of **each** ship.

| ship | days |
| --- | --- |
| Freya | 2 |', '2024-05-12', '2026-11-28 01:29:28.263183+00', 1, 7, 10),
	(13, 1, 1, 'refuted', 'The register shows ships that waited two days.', 'The register notes the *arrival* of **each** ship.

| ship | days |
| --- | --- |
| Freya | 2 |', '2024-05-12', '2026-11-28 01:29:29.25582+00', 1, 5, 11),
	(14, 1, 2, 'refuted', 'The register names nine ships.', 'The register notes the *arrival* of **each** ship.

| ship | days |
| --- | --- |
| Freya | 2 |', '2024-05-12', '2026-11-28 01:29:30.215265+00', 1, 5, 11),
	(15, 1, 1, 'refuted', 'The register shows ships that waited two days.', 'The register notes the *arrival* of **each** ship.

| ship | days |
| --- | --- |
| Freya | 2 |', '2024-05-12', '2026-11-28 01:29:30.378037+00', 1, 5, 12),
	(16, 1, 1, 'refuted', 'The register shows ships that waited two days.', 'The register notes the *arrival* of **each** ship.

| ship | days |
| --- | --- |
| Freya | 2 |', '2024-05-12', '2026-11-28 01:29:31.315089+00', 1, 5, 13),
	(17, 1, 1, 'refuted', 'The register shows ships that waited two days.', 'The register notes the *arrival* of **each** ship.

| ship | days |
| --- | --- |
| Freya | 2 |', '2024-05-12', '2026-11-28 01:29:31.990687+00', 1, 5, 14),
	(18, 1, 1, 'refuted', 'The register shows ships that waited two days.', 'The register notes the *arrival* of **each** ship.

| ship | days |
| --- | --- |
| Freya | 2 |', '2024-05-12', '2026-11-28 01:29:34.035884+00', 1, 5, 15),
	(19, 1, 2, 'refuted', 'Three ships waited for two days.', 'The register notes **each** ship.', '2024-05-12', '2026-11-28 01:29:34.082962+00', 2, 5, 15);


--
-- Data for Name: verdicts_waiver; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.verdicts_waiver VALUES
	(1, 1, 'for', 'The office does not answer.', '2026-11-28 01:29:34.135962+00', 1, 19);


--
-- Data for Name: web_receipt; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.web_receipt VALUES
	(1, 'a4f9ae18-5e36-4347-85da-c0ff38e274f8', 'person', 7, '2026-11-28 01:29:21.804169+00', 4, '389e7b124b0b5f32aa7f4a9a5e7de5366aac349126623ba7daa90675b8ab05f4'),
	(2, '80e0cd25-9caf-4ba5-8662-9786bc58b6b7', 'source', 12, '2026-11-28 01:29:21.925647+00', 1, 'a9c7fb2eeb40146ad8cb84d4578cec815f52cd96d24b5934c9380b9e87058a9c'),
	(3, '6172e2b0-b7de-49db-8143-043541a22e5c', 'source', 13, '2026-11-28 01:29:21.971187+00', 1, 'f8b20d6dce6aa2c63d9c93f8ce689239acec5b10863c8d47400cf237d01a2cea'),
	(4, 'd5df9d97-0b1c-491f-95a0-f84e068c9ad7', 'source', 14, '2026-11-28 01:29:21.996413+00', 1, '32d9f849b16963e70a17ff4516b5b6bab6284dda79aa51e4a557bdcd1ee59e12'),
	(5, 'd9cb1e59-6ff4-49d7-bc89-dd048820ee46', 'article', 3, '2026-11-28 01:29:22.085618+00', 1, '7a824875a53adcb7124c5f07458612aa193a92451d1590daa3afcfa18e11d926'),
	(6, '26aea499-81cb-45a0-a7fb-7b2b59a74b85', 'claim', 6, '2026-11-28 01:29:23.925897+00', 1, 'e7238b1ef8c6fffcdd467df9a6c532ec577407bfd037b6c0352899dd59986369'),
	(7, '5710c137-d4ed-4155-8eac-3af63f893b09', 'claim', 7, '2026-11-28 01:29:23.999247+00', 2, 'f41c2f29607edfe1c68047590919dffd06c1c21a22c30e07a8897a53b82564e0'),
	(8, 'a898a49b-bd2f-4ae7-94b1-27bbcd59a003', 'evidence', 10, '2026-11-28 01:29:24.069332+00', 2, 'b25a70d9c67ad51c21a1000a9ae05d2dd1b9d7075769c4c47c0e3d5a6507ac83'),
	(9, '6dc98aed-dc93-42bb-ad9b-d9106ef30049', 'claim', 8, '2026-11-28 01:29:24.123445+00', 1, 'bf0973c17efa0554f82eb055efbbc0532fae712f76f64c71d7f8dba7db502533'),
	(10, '6d010b46-6505-416d-87df-1fac82e66771', 'evidence', 11, '2026-11-28 01:29:24.237267+00', 1, 'cf126566cc2bb364a59603ceac2e24dfd60f3e1ac88ed1992190c436e0fdd7ea'),
	(11, '1f586f03-c78f-4ce8-a3ec-815503d3a59b', 'search', 5, '2026-11-28 01:29:24.276451+00', 2, 'e8b91bca1846af1082e481b4c57f2ac3844b6cfb2c12c5423495d4cf1010c8bf'),
	(12, '287075ba-2632-4eeb-8931-36fd6d448a55', 'verdict', 5, '2026-11-28 01:29:24.3111+00', 1, '5581fe71d5e0f252ba0fdd39d87c0a2a7f0921287dc467bbae8d9d19bc009b4d'),
	(13, '70650fe5-20c2-4ff7-b9dc-2f9a843ccf85', 'claim', 9, '2026-11-28 01:29:24.407086+00', 1, '746bc3e37bc887d67d6d26a27ef0332df8929bb441e6825e29d8910f5c4200a8'),
	(14, '31bf0f0b-a1de-4623-8e7f-faf93a5908ce', 'evidence', 12, '2026-11-28 01:29:24.458095+00', 1, '4c6956ea878c9502cb81ec41452f08442cf8b180545bb5800203c4ad300cbdcf'),
	(15, 'e7e73884-9f55-46f6-b5c4-7ef77fe2bb68', 'search', 6, '2026-11-28 01:29:24.498485+00', 2, '4786aaa21d98ea842d76a2ccafc839514e46be49576b2900674213e371e1b6cd'),
	(16, '37d68d2e-0ed6-48b8-9164-90fd1f0c9c3c', 'verdict', 6, '2026-11-28 01:29:24.529208+00', 1, '306bd09683109789b58df84f259dcbf60334729728595723a662d01ea300c1bd'),
	(17, '5b265309-a148-40f5-83ec-319bd383aa38', 'claim', 10, '2026-11-28 01:29:24.838027+00', 1, '171134c2cc221b4d7c8098e1e8e66d99dd468e160e755c7f5cf81c1f89d60848'),
	(18, '2667b889-0458-4085-be04-5c6f7bff1adc', 'evidence', 13, '2026-11-28 01:29:24.887807+00', 1, 'a69638257012d0c30f7bb2edc12d8f9937d08b004981543807a0a7166c7572ce'),
	(19, 'd71c75aa-6519-40a4-a6eb-3aa94a7b220d', 'search', 7, '2026-11-28 01:29:24.914566+00', 2, 'c4e3e924c8cfe0686b0e26e25b1d1303f7c57ee9abda9587d781aebeefd18f68'),
	(20, '8e603156-e53c-415b-9543-7beb6bf18d89', 'verdict', 7, '2026-11-28 01:29:24.959982+00', 1, '28c50b6659cd656a86c9739ff33eb245f4c349f602f837fe505ffdbc410d9d01'),
	(21, '9f41eb98-7fda-4170-973e-2789c0c34243', 'claim', 11, '2026-11-28 01:29:25.457808+00', 1, '8a9818960776a6e4180b9781e489fb514a871964263840c52ff4a827ff125e56'),
	(22, '356b490e-5c3b-401a-9923-54ccf4c03929', 'evidence', 14, '2026-11-28 01:29:25.483048+00', 1, '7ab4b98b789830b559407737d916ff6b2adf614c3e5725164bd4c4b0abcb48c1'),
	(23, '5cec6e83-f3ec-44c2-b2f9-78a5705e59a7', 'search', 8, '2026-11-28 01:29:25.515636+00', 2, 'c39e4e121805c69b2a6b490ded7f75d7b1abdbc2ce1130f051b8e284ac335007'),
	(24, '8d0e2ab4-aec8-4ea0-b2e5-0f92d42808dd', 'verdict', 8, '2026-11-28 01:29:25.54481+00', 1, '1a2a3bc3109e6bf397d3486528cab7b0451632ca3b96a83bc897d75181dc065f'),
	(25, '90e681fa-b8c6-4522-9db6-02e8e1e468c3', 'claim', 12, '2026-11-28 01:29:26.163736+00', 1, '2ad77d25dfd09eabe55749f7da1cbcfc7f7c5cb3b35ef07717fe9a934e8bd467'),
	(26, 'b4732418-4fda-44e0-9134-4c63accb23bb', 'evidence', 15, '2026-11-28 01:29:26.200669+00', 1, '1db86b522a0bd3e2998fca8da3c1cfd02c0572848912b7f646e435baa1a6063e'),
	(27, '9d8d6137-ecbf-47b9-b033-d1106eff8235', 'search', 9, '2026-11-28 01:29:26.244433+00', 2, '65c5a65c3d482374d32bea9662fb10230929c6aeb88a76128a1130a1f3f74142'),
	(28, '8b4c4317-a7a3-4e69-b35f-69b55291262e', 'verdict', 9, '2026-11-28 01:29:26.284331+00', 1, '5f25241d6b904874a78082749edf433d7e200837961d56f99d3b734eb8d92fc8'),
	(29, '390a1e9a-ced3-4a91-9857-2556281fb622', 'relation', 2, '2026-11-28 01:29:27.018629+00', 1, '3cd9ce347be53dd58e21c13486513cd2cddc8ecaf9dc7db083051e28012bae2c'),
	(30, '32a83962-e449-45e5-aec0-62c37d28ef58', 'claim', 13, '2026-11-28 01:29:27.065786+00', 1, 'fba81896442b4f31c8d24d728ab391c96a7afb9321d2ff6bbe72b5ca6c803f13'),
	(31, 'c465c12d-654f-4548-8845-6e42f9457564', 'evidence', 16, '2026-11-28 01:29:27.115938+00', 1, 'bc7409345e0caffe953fed38289bcdf03a9ae6aadf3a103771b026436cae1147'),
	(32, 'a75b4ac8-0184-4ecf-b4d8-af9b4db88ad4', 'search', 10, '2026-11-28 01:29:27.152268+00', 2, '71b2f1bd180ee67c802de89723f12ef07747d5b1a01228011a54fb999d8f3c92'),
	(33, '10656a9e-5ae3-49a1-ab63-7a4e5e8b78ea', 'verdict', 10, '2026-11-28 01:29:27.185178+00', 1, '88dd72ab8ca3ba6a57ae85750978e9bda6128fe3a8c4b353fe4270f2c685a3c4'),
	(34, '2633ee21-8084-46b9-9da2-05dc39f9fe02', 'search', 11, '2026-11-28 01:29:28.362431+00', 2, 'c1314ea37012a4c0ad0b35c2b8a4ab209a63f6a05f444e8ab8139414b8b9fa82'),
	(35, '7de91470-84c9-4eaa-90fb-b359a7460751', 'claim', 14, '2026-11-28 01:29:29.127343+00', 1, '0a31a6bdfd0a2230d16797268ad6fe2beb6afbb9ccc4df1672c2b9967c94196b'),
	(36, '7f371a25-70bf-499f-b762-4cf3120d4e6b', 'evidence', 17, '2026-11-28 01:29:29.182289+00', 1, '145dd65061ccbe74b6d5b1a8692ce87edc14c8b0945eaaa0dbd65b87bb759adc'),
	(37, 'b1e683da-b36f-4f34-96e4-980ac1669c0a', 'search', 12, '2026-11-28 01:29:29.217848+00', 2, 'd072919c27895e34a156aea4bbb90e8fe838761815385bc241abf88e8437cf01'),
	(38, '64e2e50f-13f0-416b-8ee3-0c04634363ad', 'verdict', 11, '2026-11-28 01:29:29.242996+00', 1, '038f7fef09ba7bb6f0edd0734450b44a46a70d4c24df77497fcc3cb788832032'),
	(39, 'ec348be9-eec6-4dfb-8e93-97223a9899a4', 'claim', 15, '2026-11-28 01:29:30.253853+00', 1, 'c5fb993ca62b4ea55bea7580ebb455f4af5bbc544779b7e6509a955b7270138c'),
	(40, 'f943bd88-a4b1-4520-b612-e04e06b60334', 'evidence', 18, '2026-11-28 01:29:30.315187+00', 1, '23dc47fba42c44d935913f2dd52b00acab220a48613b4e1d916dc26a3a7c48e4'),
	(41, '00254f2c-6242-4b98-8db4-71a460bd76c6', 'search', 13, '2026-11-28 01:29:30.346222+00', 2, '0c957cd06c3f42cd4f00faea3370126cd85f0e1933fcffa83ea828c3102be2bf'),
	(42, 'e0d2dd76-1208-4ab7-bbb1-a2dd08360676', 'verdict', 12, '2026-11-28 01:29:30.366555+00', 1, 'f78bd39c96790054618f7a6adb3cefaea7c8f98b1919509d19fdb8644e4462ef'),
	(43, '7bfd2f69-edfa-4481-b8ca-d827cc7dee0a', 'claim', 16, '2026-11-28 01:29:31.194559+00', 1, 'bc3a90b1fd60bbb76498c51578912340cf3b7097a14cce8c05ca57d00275523c'),
	(44, '1b45fbf4-6bc4-449d-821f-1beabf01ef3e', 'evidence', 19, '2026-11-28 01:29:31.232495+00', 1, '59cff41bc15f8ba5ae15820c62991c9927faff19c01519f859512cf892777460'),
	(45, 'bff24b93-4b4a-4719-8117-02cb891b8255', 'search', 14, '2026-11-28 01:29:31.260086+00', 2, 'f7d090d4402259e577090f59d27c810867c8d409cfb1c4a2f14ea385c8efdee3'),
	(46, '7024b539-2916-423c-89de-75a81808811f', 'verdict', 13, '2026-11-28 01:29:31.291124+00', 1, '6f2dfbd3b8e60e6b29a64a6b54620cf204cca8773ec23b4a34bf760f91176f47'),
	(47, '05be941c-9ad7-445d-9d03-f9bb5ac73b03', 'claim', 17, '2026-11-28 01:29:31.916439+00', 1, 'c9223d8a9823d9b31e1c795efd291aef4f6112a156e5ca3215859955b5ca4063'),
	(48, 'd22e8321-987c-4afc-9e66-573d5573b6a6', 'evidence', 20, '2026-11-28 01:29:31.94183+00', 1, '115922474e28316cee19a905ad4eaa7c05c9908966d44e564e41f07574ce0e55'),
	(49, '7de072d6-dc4e-4e06-b356-dc450cc4fefc', 'search', 15, '2026-11-28 01:29:31.969436+00', 2, '734919d7da197e937ae604b731428b85b71afed397d3fff3465ab92818d3f0e2'),
	(50, '6c1af6ff-6f4f-401a-87d6-7f521f5ffc3a', 'verdict', 14, '2026-11-28 01:29:31.987049+00', 1, 'a5e6d6363759cc6c4e1b73fb6aa3025544d0dfc701542b20c4ffa40d46e0dc0c');
INSERT INTO public.web_receipt VALUES
	(52, '8869579b-36dc-41cc-a59c-571d8908aebb', 'claim', 18, '2026-11-28 01:29:33.527172+00', 2, '25a0d69fb33f54b19007b147f4cccecd6a1202ea400d0f3d622916b2815031d4'),
	(59, '9064ff1b-9a5d-4012-8996-1d1ad59d071b', 'mention', 23, '2026-11-28 01:29:33.980384+00', 2, '34d34686286a74d1ac1399708e8c1393d0b1ef23c618ccbae656b9d38d39747f'),
	(51, '82040c2c-5e34-4b20-ba7e-25cf214c1e8c', 'revision', 5, '2026-11-28 01:29:33.312467+00', 2, '5876156e40e73dd8722abd659b3801ba2037dc12bf21f00f0ce4c8daff698f07'),
	(54, '43814b92-b156-4936-a677-c98cdba2856f', 'evidence', 21, '2026-11-28 01:29:33.614706+00', 1, 'cc4280caac969316219514c12ac9c62cd8a8e77b045106708f64439adf2f9e7f'),
	(56, '2117b4c6-b702-4986-8565-eb835d44318b', 'evidence', 24, '2026-11-28 01:29:33.738342+00', 2, '172a0e8f8d42107b65c14156d8d8dee06aa2b428e1f253aa34edb309a8994b70'),
	(60, 'f8ecd40f-fb38-4d6f-92ed-9d390dd29e1b', 'verdict', 15, '2026-11-28 01:29:34.032532+00', 1, '6b54934b4d27dc8fd8b42004abcf47545c8490d90bc6027119711e8047cd90dc'),
	(53, '4b1e48f4-b43b-4417-81f5-d731288aeaef', 'claim', 19, '2026-11-28 01:29:33.573919+00', 1, '9bba863c6368ae88dd5b4376633398866819bfe08e1be33c122e498fff5448cc'),
	(57, '624179ad-1ed9-4e09-87dc-85a616b003b4', 'relation', 3, '2026-11-28 01:29:33.820805+00', 1, '08dc6c8736738a322a14877a4f57119be8dc95324cb819991659005cf7a3d924'),
	(58, '82c5c2e0-bc50-4078-aabd-21f30e6e7fde', 'relation', 4, '2026-11-28 01:29:33.914794+00', 1, 'cec40d501b21267e44a72e06747d6fe7face01693b45633885210c77ce13d9e6'),
	(55, '043dd4b4-007a-47b5-ab8b-2677f84e8443', 'evidence', 23, '2026-11-28 01:29:33.692135+00', 2, 'b93c3e4e119e18e99641279252eef9b41bd276c281466ff15967e257b9136883');


--
-- Name: account_emailaddress_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 2, true);


--
-- Name: account_emailconfirmation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);


--
-- Name: accounts_person_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_person_id_seq', 7, true);


--
-- Name: accounts_token_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_token_id_seq', 5, true);


--
-- Name: archive_capture_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.archive_capture_id_seq', 6, true);


--
-- Name: articles_article_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.articles_article_id_seq', 4, true);


--
-- Name: articles_revision_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.articles_revision_id_seq', 5, true);


--
-- Name: articles_source_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.articles_source_id_seq', 14, true);


--
-- Name: auth_group_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);


--
-- Name: auth_group_permissions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);


--
-- Name: auth_permission_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_permission_id_seq', 148, true);


--
-- Name: claims_actor_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.claims_actor_id_seq', 11, true);


--
-- Name: claims_attribution_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.claims_attribution_id_seq', 45, true);


--
-- Name: claims_claim_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.claims_claim_id_seq', 19, true);


--
-- Name: claims_contribution_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.claims_contribution_id_seq', 126, true);


--
-- Name: claims_mention_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.claims_mention_id_seq', 23, true);


--
-- Name: claims_relation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.claims_relation_id_seq', 4, true);


--
-- Name: claims_span_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.claims_span_id_seq', 32, true);


--
-- Name: django_content_type_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_content_type_id_seq', 37, true);


--
-- Name: django_migrations_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_migrations_id_seq', 107, true);


--
-- Name: evidence_evidence_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.evidence_evidence_id_seq', 24, true);


--
-- Name: evidence_search_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.evidence_search_id_seq', 15, true);


--
-- Name: ledger_touch_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.ledger_touch_id_seq', 282, true);


--
-- Name: mfa_authenticator_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);


--
-- Name: procrastinate_events_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.procrastinate_events_id_seq', 2, true);


--
-- Name: procrastinate_jobs_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.procrastinate_jobs_id_seq', 1, true);


--
-- Name: procrastinate_periodic_defers_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.procrastinate_periodic_defers_id_seq', 1, true);


--
-- Name: procrastinate_workers_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.procrastinate_workers_id_seq', 1, true);


--
-- Name: publishing_correction_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.publishing_correction_id_seq', 7, true);


--
-- Name: publishing_publication_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.publishing_publication_id_seq', 11, true);


--
-- Name: verdicts_rating_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.verdicts_rating_id_seq', 7, true);


--
-- Name: verdicts_review_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.verdicts_review_id_seq', 13, true);


--
-- Name: verdicts_verdict_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.verdicts_verdict_id_seq', 15, true);


--
-- Name: verdicts_verdictversion_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.verdicts_verdictversion_id_seq', 19, true);


--
-- Name: verdicts_waiver_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.verdicts_waiver_id_seq', 1, true);


--
-- Name: web_receipt_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.web_receipt_id_seq', 60, true);


--
-- Name: account_emailaddress account_emailaddress_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);


--
-- Name: account_emailaddress account_emailaddress_user_id_email_987c8728_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);


--
-- Name: account_emailconfirmation account_emailconfirmation_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);


--
-- Name: account_emailconfirmation account_emailconfirmation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);


--
-- Name: accounts_person accounts_person_email_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_person
    ADD CONSTRAINT accounts_person_email_key UNIQUE (email);


--
-- Name: accounts_person accounts_person_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_person
    ADD CONSTRAINT accounts_person_pkey PRIMARY KEY (id);


--
-- Name: accounts_token accounts_token_digest_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_token
    ADD CONSTRAINT accounts_token_digest_key UNIQUE (digest);


--
-- Name: accounts_token accounts_token_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_token
    ADD CONSTRAINT accounts_token_pkey PRIMARY KEY (id);


--
-- Name: archive_capture archive_capture_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.archive_capture
    ADD CONSTRAINT archive_capture_pkey PRIMARY KEY (id);


--
-- Name: articles_article articles_article_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.articles_article
    ADD CONSTRAINT articles_article_pkey PRIMARY KEY (id);


--
-- Name: articles_revision articles_revision_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.articles_revision
    ADD CONSTRAINT articles_revision_pkey PRIMARY KEY (id);


--
-- Name: articles_source articles_source_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.articles_source
    ADD CONSTRAINT articles_source_name_key UNIQUE (name);


--
-- Name: articles_source articles_source_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.articles_source
    ADD CONSTRAINT articles_source_pkey PRIMARY KEY (id);


--
-- Name: auth_group auth_group_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);


--
-- Name: auth_group_permissions auth_group_permissions_group_id_permission_id_0cd325b0_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);


--
-- Name: auth_group_permissions auth_group_permissions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);


--
-- Name: auth_group auth_group_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);


--
-- Name: auth_permission auth_permission_content_type_id_codename_01ab375a_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);


--
-- Name: auth_permission auth_permission_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);


--
-- Name: claims_actor claims_actor_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_actor
    ADD CONSTRAINT claims_actor_name_key UNIQUE (name);


--
-- Name: claims_actor claims_actor_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_actor
    ADD CONSTRAINT claims_actor_pkey PRIMARY KEY (id);


--
-- Name: claims_attribution claims_attribution_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_attribution
    ADD CONSTRAINT claims_attribution_pkey PRIMARY KEY (id);


--
-- Name: claims_claim claims_claim_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_claim
    ADD CONSTRAINT claims_claim_pkey PRIMARY KEY (id);


--
-- Name: claims_contribution claims_contribution_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_contribution
    ADD CONSTRAINT claims_contribution_pkey PRIMARY KEY (id);


--
-- Name: claims_mention claims_mention_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_mention
    ADD CONSTRAINT claims_mention_pkey PRIMARY KEY (id);


--
-- Name: claims_relation claims_relation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_relation
    ADD CONSTRAINT claims_relation_pkey PRIMARY KEY (id);


--
-- Name: claims_span claims_span_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_span
    ADD CONSTRAINT claims_span_pkey PRIMARY KEY (id);


--
-- Name: django_cache django_cache_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_cache
    ADD CONSTRAINT django_cache_pkey PRIMARY KEY (cache_key);


--
-- Name: django_content_type django_content_type_app_label_model_76bd3d3b_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);


--
-- Name: django_content_type django_content_type_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);


--
-- Name: django_migrations django_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);


--
-- Name: django_session django_session_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);


--
-- Name: evidence_evidence evidence_evidence_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evidence_evidence
    ADD CONSTRAINT evidence_evidence_pkey PRIMARY KEY (id);


--
-- Name: evidence_search evidence_search_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evidence_search
    ADD CONSTRAINT evidence_search_pkey PRIMARY KEY (id);


--
-- Name: ledger_entry ledger_entry_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT ledger_entry_hash_key UNIQUE (hash);


--
-- Name: ledger_entry ledger_entry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT ledger_entry_pkey PRIMARY KEY (number);


--
-- Name: ledger_head ledger_head_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_head
    ADD CONSTRAINT ledger_head_pkey PRIMARY KEY (id);


--
-- Name: ledger_touch ledger_touch_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_touch
    ADD CONSTRAINT ledger_touch_pkey PRIMARY KEY (id);


--
-- Name: mfa_authenticator mfa_authenticator_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);


--
-- Name: claims_contribution one_contribution_per_person; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_contribution
    ADD CONSTRAINT one_contribution_per_person UNIQUE (claim_id, person_id);


--
-- Name: ledger_touch one_entry_per_write; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_touch
    ADD CONSTRAINT one_entry_per_write UNIQUE (kind, object_id, version);


--
-- Name: claims_attribution one_link_per_position; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_attribution
    ADD CONSTRAINT one_link_per_position UNIQUE (mention_id, "position");


--
-- Name: publishing_publication one_publication_per_number; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publishing_publication
    ADD CONSTRAINT one_publication_per_number UNIQUE (verdict_id, number);


--
-- Name: web_receipt one_receipt_per_form; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.web_receipt
    ADD CONSTRAINT one_receipt_per_form UNIQUE (person_id, token);


--
-- Name: articles_revision one_revision_per_number; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.articles_revision
    ADD CONSTRAINT one_revision_per_number UNIQUE (article_id, number);


--
-- Name: claims_span one_span_per_position; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_span
    ADD CONSTRAINT one_span_per_position UNIQUE (mention_id, "position");


--
-- Name: verdicts_verdictversion one_version_per_number; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.verdicts_verdictversion
    ADD CONSTRAINT one_version_per_number UNIQUE (verdict_id, number);


--
-- Name: verdicts_waiver one_waiver_per_line; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.verdicts_waiver
    ADD CONSTRAINT one_waiver_per_line UNIQUE (verdict_version_id, line);


--
-- Name: procrastinate_events procrastinate_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);


--
-- Name: procrastinate_jobs procrastinate_jobs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);


--
-- Name: procrastinate_periodic_defers procrastinate_periodic_defers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);


--
-- Name: procrastinate_periodic_defers procrastinate_periodic_defers_unique; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);


--
-- Name: procrastinate_workers procrastinate_workers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);


--
-- Name: publishing_correction publishing_correction_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publishing_correction
    ADD CONSTRAINT publishing_correction_pkey PRIMARY KEY (id);


--
-- Name: publishing_correction publishing_correction_publication_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publishing_correction
    ADD CONSTRAINT publishing_correction_publication_id_key UNIQUE (publication_id);


--
-- Name: publishing_publication publishing_publication_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publishing_publication
    ADD CONSTRAINT publishing_publication_pkey PRIMARY KEY (id);


--
-- Name: verdicts_rating verdicts_rating_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.verdicts_rating
    ADD CONSTRAINT verdicts_rating_name_key UNIQUE (name);


--
-- Name: verdicts_rating verdicts_rating_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.verdicts_rating
    ADD CONSTRAINT verdicts_rating_pkey PRIMARY KEY (id);


--
-- Name: verdicts_review verdicts_review_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.verdicts_review
    ADD CONSTRAINT verdicts_review_pkey PRIMARY KEY (id);


--
-- Name: verdicts_verdict verdicts_verdict_claim_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.verdicts_verdict
    ADD CONSTRAINT verdicts_verdict_claim_id_key UNIQUE (claim_id);


--
-- Name: verdicts_verdict verdicts_verdict_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.verdicts_verdict
    ADD CONSTRAINT verdicts_verdict_pkey PRIMARY KEY (id);


--
-- Name: verdicts_verdictversion verdicts_verdictversion_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.verdicts_verdictversion
    ADD CONSTRAINT verdicts_verdictversion_pkey PRIMARY KEY (id);


--
-- Name: verdicts_waiver verdicts_waiver_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.verdicts_waiver
    ADD CONSTRAINT verdicts_waiver_pkey PRIMARY KEY (id);


--
-- Name: web_receipt web_receipt_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.web_receipt
    ADD CONSTRAINT web_receipt_pkey PRIMARY KEY (id);


--
-- Name: account_emailaddress_email_03be32b2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);


--
-- Name: account_emailaddress_email_03be32b2_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);


--
-- Name: account_emailaddress_user_id_2c513194; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);


--
-- Name: account_emailconfirmation_email_address_id_5b7f8c58; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);


--
-- Name: account_emailconfirmation_key_f43612bd_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);


--
-- Name: accounts_person_email_7de6b04f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_person_email_7de6b04f_like ON public.accounts_person USING btree (email varchar_pattern_ops);


--
-- Name: accounts_token_digest_0eb24d7b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_token_digest_0eb24d7b_like ON public.accounts_token USING btree (digest varchar_pattern_ops);


--
-- Name: accounts_token_person_id_7f55501f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_token_person_id_7f55501f ON public.accounts_token USING btree (person_id);


--
-- Name: archive_capture_captured_by_id_1bc99f13; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX archive_capture_captured_by_id_1bc99f13 ON public.archive_capture USING btree (captured_by_id);


--
-- Name: archive_capture_sha256_091a8190; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX archive_capture_sha256_091a8190 ON public.archive_capture USING btree (sha256);


--
-- Name: archive_capture_sha256_091a8190_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX archive_capture_sha256_091a8190_like ON public.archive_capture USING btree (sha256 varchar_pattern_ops);


--
-- Name: article_library; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX article_library ON public.articles_article USING btree (imported_at, id);


--
-- Name: articles_article_imported_by_id_0cebe2f4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX articles_article_imported_by_id_0cebe2f4 ON public.articles_article USING btree (imported_by_id);


--
-- Name: articles_article_outlet_id_dc2fe4ef; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX articles_article_outlet_id_dc2fe4ef ON public.articles_article USING btree (outlet_id);


--
-- Name: articles_revision_article_id_2d2af917; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX articles_revision_article_id_2d2af917 ON public.articles_revision USING btree (article_id);


--
-- Name: articles_revision_imported_by_id_bcd3fcc1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX articles_revision_imported_by_id_bcd3fcc1 ON public.articles_revision USING btree (imported_by_id);


--
-- Name: articles_revision_original_id_f9a58c9d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX articles_revision_original_id_f9a58c9d ON public.articles_revision USING btree (original_id);


--
-- Name: articles_revision_sha256_5f823683; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX articles_revision_sha256_5f823683 ON public.articles_revision USING btree (sha256);


--
-- Name: articles_revision_sha256_5f823683_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX articles_revision_sha256_5f823683_like ON public.articles_revision USING btree (sha256 varchar_pattern_ops);


--
-- Name: articles_source_name_3af69ad3_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX articles_source_name_3af69ad3_like ON public.articles_source USING btree (name varchar_pattern_ops);


--
-- Name: auth_group_name_a6ea08ec_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);


--
-- Name: auth_group_permissions_group_id_b120cbf9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);


--
-- Name: auth_group_permissions_permission_id_84c5c92e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);


--
-- Name: auth_permission_content_type_id_2f476e4b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);


--
-- Name: claim_list; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claim_list ON public.claims_claim USING btree (created_at, id);


--
-- Name: claim_topics; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claim_topics ON public.claims_claim USING gin (topics);


--
-- Name: claim_words; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claim_words ON public.claims_claim USING gin (words);


--
-- Name: claims_actor_name_653760df_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_actor_name_653760df_like ON public.claims_actor USING btree (name varchar_pattern_ops);


--
-- Name: claims_actor_source_id_32a7aa07; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_actor_source_id_32a7aa07 ON public.claims_actor USING btree (source_id);


--
-- Name: claims_attribution_actor_id_f0a8b3ed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_attribution_actor_id_f0a8b3ed ON public.claims_attribution USING btree (actor_id);


--
-- Name: claims_attribution_mention_id_ebcb1712; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_attribution_mention_id_ebcb1712 ON public.claims_attribution USING btree (mention_id);


--
-- Name: claims_claim_claimant_id_4f35e26a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_claim_claimant_id_4f35e26a ON public.claims_claim USING btree (claimant_id);


--
-- Name: claims_claim_created_by_id_2bb498dd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_claim_created_by_id_2bb498dd ON public.claims_claim USING btree (created_by_id);


--
-- Name: claims_contribution_claim_id_73f956ec; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_contribution_claim_id_73f956ec ON public.claims_contribution USING btree (claim_id);


--
-- Name: claims_contribution_person_id_377e4f0e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_contribution_person_id_377e4f0e ON public.claims_contribution USING btree (person_id);


--
-- Name: claims_mention_claim_id_3f3507fc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_mention_claim_id_3f3507fc ON public.claims_mention USING btree (claim_id);


--
-- Name: claims_mention_created_by_id_efec97a0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_mention_created_by_id_efec97a0 ON public.claims_mention USING btree (created_by_id);


--
-- Name: claims_mention_revision_id_e7605ca2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_mention_revision_id_e7605ca2 ON public.claims_mention USING btree (revision_id);


--
-- Name: claims_relation_claim_id_e0954125; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_relation_claim_id_e0954125 ON public.claims_relation USING btree (claim_id);


--
-- Name: claims_relation_created_by_id_6403165a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_relation_created_by_id_6403165a ON public.claims_relation USING btree (created_by_id);


--
-- Name: claims_relation_other_id_7cc4500e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_relation_other_id_7cc4500e ON public.claims_relation USING btree (other_id);


--
-- Name: claims_span_mention_id_f5f3c819; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_span_mention_id_f5f3c819 ON public.claims_span USING btree (mention_id);


--
-- Name: django_cache_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_cache_expires ON public.django_cache USING btree (expires);


--
-- Name: django_session_expire_date_a5c62663; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);


--
-- Name: django_session_session_key_c0390e0f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);


--
-- Name: entry_of_object; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX entry_of_object ON public.ledger_entry USING btree (kind, object_id, number);


--
-- Name: entry_of_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX entry_of_person ON public.ledger_entry USING btree (person_id, number);


--
-- Name: evidence_evidence_capture_id_d0fc0294; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX evidence_evidence_capture_id_d0fc0294 ON public.evidence_evidence USING btree (capture_id);


--
-- Name: evidence_evidence_claim_id_3ae7b9f5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX evidence_evidence_claim_id_3ae7b9f5 ON public.evidence_evidence USING btree (claim_id);


--
-- Name: evidence_evidence_created_by_id_8637db39; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX evidence_evidence_created_by_id_8637db39 ON public.evidence_evidence USING btree (created_by_id);


--
-- Name: evidence_evidence_origin_id_42541e94; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX evidence_evidence_origin_id_42541e94 ON public.evidence_evidence USING btree (origin_id);


--
-- Name: evidence_evidence_revision_id_d69df4f1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX evidence_evidence_revision_id_d69df4f1 ON public.evidence_evidence USING btree (revision_id);


--
-- Name: evidence_evidence_source_id_e6db3377; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX evidence_evidence_source_id_e6db3377 ON public.evidence_evidence USING btree (source_id);


--
-- Name: evidence_evidence_withdrawn_by_id_0bdcd1fb; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX evidence_evidence_withdrawn_by_id_0bdcd1fb ON public.evidence_evidence USING btree (withdrawn_by_id);


--
-- Name: evidence_of_claim; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX evidence_of_claim ON public.evidence_evidence USING btree (claim_id, id);


--
-- Name: evidence_search_claim_id_c304dbc1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX evidence_search_claim_id_c304dbc1 ON public.evidence_search USING btree (claim_id);


--
-- Name: evidence_search_created_by_id_ebcd7e30; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX evidence_search_created_by_id_ebcd7e30 ON public.evidence_search USING btree (created_by_id);


--
-- Name: idx_procrastinate_jobs_worker_not_null; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));


--
-- Name: idx_procrastinate_workers_last_heartbeat; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);


--
-- Name: ledger_entry_hash_360edb66_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ledger_entry_hash_360edb66_like ON public.ledger_entry USING btree (hash varchar_pattern_ops);


--
-- Name: ledger_entry_person_id_88895867; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ledger_entry_person_id_88895867 ON public.ledger_entry USING btree (person_id);


--
-- Name: ledger_touch_entry_id_fa5acff3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ledger_touch_entry_id_fa5acff3 ON public.ledger_touch USING btree (entry_id);


--
-- Name: mention_of_revision; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mention_of_revision ON public.claims_mention USING btree (revision_id, id);


--
-- Name: mfa_authenticator_user_id_0c3a50c0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);


--
-- Name: one_actor_of_a_name; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_actor_of_a_name ON public.claims_actor USING btree (upper((name)::text));


--
-- Name: one_check_per_slug; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_check_per_slug ON public.publishing_publication USING btree (slug) WHERE is_current;


--
-- Name: one_current_publication; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_current_publication ON public.publishing_publication USING btree (verdict_id) WHERE is_current;


--
-- Name: one_open_correction; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_open_correction ON public.publishing_correction USING btree (verdict_id) WHERE (publication_id IS NULL);


--
-- Name: one_person_per_email; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_person_per_email ON public.accounts_person USING btree (lower((email)::text));


--
-- Name: one_relation_of_a_kind; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_relation_of_a_kind ON public.claims_relation USING btree (claim_id, relation_kind, other_id) WHERE (withdrawn_at IS NULL);


--
-- Name: one_source_of_a_name; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_source_of_a_name ON public.articles_source USING btree (upper((name)::text));


--
-- Name: procrastinate_events_job_id_fkey_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);


--
-- Name: procrastinate_jobs_id_lock_idx_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));


--
-- Name: procrastinate_jobs_lock_idx_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);


--
-- Name: procrastinate_jobs_priority_idx_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);


--
-- Name: procrastinate_jobs_queue_name_idx_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);


--
-- Name: procrastinate_jobs_queueing_lock_idx_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);


--
-- Name: procrastinate_periodic_defers_job_id_fkey_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);


--
-- Name: publication_by_first; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX publication_by_first ON public.publishing_publication USING btree (first_published_at, id) WHERE is_current;


--
-- Name: publication_by_slug; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX publication_by_slug ON public.publishing_publication USING btree (slug, number);


--
-- Name: publication_changes; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX publication_changes ON public.publishing_publication USING btree (published_at, id) WHERE (NOT ((publication_kind)::text = 'first'::text));


--
-- Name: publication_index; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX publication_index ON public.publishing_publication USING btree (published_at, id) WHERE is_current;


--
-- Name: publishing_correction_opened_by_id_d5522abf; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX publishing_correction_opened_by_id_d5522abf ON public.publishing_correction USING btree (opened_by_id);


--
-- Name: publishing_correction_verdict_id_649370f8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX publishing_correction_verdict_id_649370f8 ON public.publishing_correction USING btree (verdict_id);


--
-- Name: publishing_publication_published_by_id_9287b35c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX publishing_publication_published_by_id_9287b35c ON public.publishing_publication USING btree (published_by_id);


--
-- Name: publishing_publication_review_id_c374915d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX publishing_publication_review_id_c374915d ON public.publishing_publication USING btree (review_id);


--
-- Name: publishing_publication_slug_e4f80283; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX publishing_publication_slug_e4f80283 ON public.publishing_publication USING btree (slug);


--
-- Name: publishing_publication_slug_e4f80283_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX publishing_publication_slug_e4f80283_like ON public.publishing_publication USING btree (slug varchar_pattern_ops);


--
-- Name: publishing_publication_verdict_id_a2eb0184; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX publishing_publication_verdict_id_a2eb0184 ON public.publishing_publication USING btree (verdict_id);


--
-- Name: publishing_publication_verdict_version_id_812a4eb5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX publishing_publication_verdict_version_id_812a4eb5 ON public.publishing_publication USING btree (verdict_version_id);


--
-- Name: receipt_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX receipt_at ON public.web_receipt USING btree (at);


--
-- Name: review_of_version; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX review_of_version ON public.verdicts_review USING btree (verdict_version_id, id);


--
-- Name: revision_words; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX revision_words ON public.articles_revision USING gin (words);


--
-- Name: search_of_claim; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX search_of_claim ON public.evidence_search USING btree (claim_id, id);


--
-- Name: unique_authenticator_type; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));


--
-- Name: unique_primary_email; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";


--
-- Name: unique_verified_email; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;


--
-- Name: verdict_queue; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX verdict_queue ON public.verdicts_verdict USING btree (state, moved_at, id);


--
-- Name: verdict_queue_of_author; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX verdict_queue_of_author ON public.verdicts_verdict USING btree (author_id, state, moved_at, id);


--
-- Name: verdicts_rating_name_6cd494fe_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX verdicts_rating_name_6cd494fe_like ON public.verdicts_rating USING btree (name varchar_pattern_ops);


--
-- Name: verdicts_review_created_by_id_47481512; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX verdicts_review_created_by_id_47481512 ON public.verdicts_review USING btree (created_by_id);


--
-- Name: verdicts_review_verdict_version_id_bffb129f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX verdicts_review_verdict_version_id_bffb129f ON public.verdicts_review USING btree (verdict_version_id);


--
-- Name: verdicts_verdict_approved_id_4a650c30; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX verdicts_verdict_approved_id_4a650c30 ON public.verdicts_verdict USING btree (approved_id);


--
-- Name: verdicts_verdict_author_id_a561b4ae; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX verdicts_verdict_author_id_a561b4ae ON public.verdicts_verdict USING btree (author_id);


--
-- Name: verdicts_verdictversion_created_by_id_6fbd3ac4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX verdicts_verdictversion_created_by_id_6fbd3ac4 ON public.verdicts_verdictversion USING btree (created_by_id);


--
-- Name: verdicts_verdictversion_rating_id_1f6ef83e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX verdicts_verdictversion_rating_id_1f6ef83e ON public.verdicts_verdictversion USING btree (rating_id);


--
-- Name: verdicts_verdictversion_verdict_id_f92c75c2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX verdicts_verdictversion_verdict_id_f92c75c2 ON public.verdicts_verdictversion USING btree (verdict_id);


--
-- Name: verdicts_waiver_created_by_id_62ca658b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX verdicts_waiver_created_by_id_62ca658b ON public.verdicts_waiver USING btree (created_by_id);


--
-- Name: verdicts_waiver_verdict_version_id_cf241cd1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX verdicts_waiver_verdict_version_id_cf241cd1 ON public.verdicts_waiver USING btree (verdict_version_id);


--
-- Name: web_receipt_person_id_077f6e98; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX web_receipt_person_id_077f6e98 ON public.web_receipt USING btree (person_id);


--
-- Name: publishing_publication pgtrigger_approved_by_another_70d5d; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_approved_by_another_70d5d BEFORE INSERT ON public.publishing_publication FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_approved_by_another_70d5d();


--
-- Name: TRIGGER pgtrigger_approved_by_another_70d5d ON publishing_publication; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_approved_by_another_70d5d ON public.publishing_publication IS '5405af35c1775b2aaf4a0e12050e3e961ab9c146';


--
-- Name: claims_span pgtrigger_as_entered_30080; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER pgtrigger_as_entered_30080 AFTER INSERT OR DELETE OR UPDATE ON public.claims_span DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_as_entered_30080();


--
-- Name: TRIGGER pgtrigger_as_entered_30080 ON claims_span; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_as_entered_30080 ON public.claims_span IS '36f75dd9a347ff528f3abfa6c684456e5db01018';


--
-- Name: claims_attribution pgtrigger_as_entered_ee4e7; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER pgtrigger_as_entered_ee4e7 AFTER INSERT OR DELETE OR UPDATE ON public.claims_attribution DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_as_entered_ee4e7();


--
-- Name: TRIGGER pgtrigger_as_entered_ee4e7 ON claims_attribution; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_as_entered_ee4e7 ON public.claims_attribution IS 'fb27bf742581ab7c7eaa2a5972a8d3a966b237a6';


--
-- Name: articles_revision pgtrigger_canonical_bc675; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_canonical_bc675 BEFORE INSERT ON public.articles_revision FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_canonical_bc675();


--
-- Name: TRIGGER pgtrigger_canonical_bc675 ON articles_revision; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_canonical_bc675 ON public.articles_revision IS '9c7126494330ac6d48840cb1f43e183b9d7079cc';


--
-- Name: ledger_entry pgtrigger_continues_88216; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_continues_88216 BEFORE INSERT ON public.ledger_entry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_continues_88216();


--
-- Name: TRIGGER pgtrigger_continues_88216 ON ledger_entry; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_continues_88216 ON public.ledger_entry IS '47e679bdb2235a61a9f53f08eae716ce86be6586';


--
-- Name: evidence_evidence pgtrigger_contributes_41ba6; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_contributes_41ba6 AFTER INSERT ON public.evidence_evidence FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_contributes_41ba6();


--
-- Name: TRIGGER pgtrigger_contributes_41ba6 ON evidence_evidence; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_contributes_41ba6 ON public.evidence_evidence IS '00b841471e2cc3b961c23478f07d473daf61e4dc';


--
-- Name: claims_relation pgtrigger_contributes_8adb9; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_contributes_8adb9 AFTER INSERT ON public.claims_relation FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_contributes_8adb9();


--
-- Name: TRIGGER pgtrigger_contributes_8adb9 ON claims_relation; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_contributes_8adb9 ON public.claims_relation IS '02cb1d1387eccaffc246f8b4d4fdbdd6a29b0fbb';


--
-- Name: evidence_search pgtrigger_contributes_8c4eb; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_contributes_8c4eb AFTER INSERT ON public.evidence_search FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_contributes_8c4eb();


--
-- Name: TRIGGER pgtrigger_contributes_8c4eb ON evidence_search; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_contributes_8c4eb ON public.evidence_search IS '714bb1d5472fe59f41284b57bf0eff25d8f4a5ac';


--
-- Name: publishing_correction pgtrigger_contributes_a113c; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_contributes_a113c AFTER INSERT ON public.publishing_correction FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_contributes_a113c();


--
-- Name: TRIGGER pgtrigger_contributes_a113c ON publishing_correction; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_contributes_a113c ON public.publishing_correction IS '963350e44384bf252d36ff42392d6430886d1688';


--
-- Name: claims_mention pgtrigger_contributes_d646f; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_contributes_d646f AFTER INSERT ON public.claims_mention FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_contributes_d646f();


--
-- Name: TRIGGER pgtrigger_contributes_d646f ON claims_mention; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_contributes_d646f ON public.claims_mention IS '1f2d858fb5d6131c7d87e3c2387125dd44e50be6';


--
-- Name: verdicts_verdictversion pgtrigger_contributes_ecaa1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_contributes_ecaa1 AFTER INSERT ON public.verdicts_verdictversion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_contributes_ecaa1();


--
-- Name: TRIGGER pgtrigger_contributes_ecaa1 ON verdicts_verdictversion; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_contributes_ecaa1 ON public.verdicts_verdictversion IS 'e3fd8b03a9ff5e7550dac02d584dd43cc1bc73f6';


--
-- Name: claims_claim pgtrigger_contributes_fa8e8; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_contributes_fa8e8 AFTER INSERT ON public.claims_claim FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_contributes_fa8e8();


--
-- Name: TRIGGER pgtrigger_contributes_fa8e8 ON claims_claim; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_contributes_fa8e8 ON public.claims_claim IS '37906a9af7441d2666bdaa585e9235ce6790b3a6';


--
-- Name: claims_contribution pgtrigger_contribution_stays_3e85f; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_contribution_stays_3e85f BEFORE DELETE OR UPDATE ON public.claims_contribution FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_contribution_stays_3e85f();


--
-- Name: TRIGGER pgtrigger_contribution_stays_3e85f ON claims_contribution; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_contribution_stays_3e85f ON public.claims_contribution IS '02bf11e3b141c89c70f14d0db8c271feffaed0d7';


--
-- Name: publishing_correction pgtrigger_entered_06da4; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER pgtrigger_entered_06da4 AFTER INSERT OR UPDATE ON public.publishing_correction DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entered_06da4();


--
-- Name: TRIGGER pgtrigger_entered_06da4 ON publishing_correction; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_entered_06da4 ON public.publishing_correction IS '6798ebca76f8df1ff41072a85a5e150742f79a63';


--
-- Name: verdicts_verdict pgtrigger_entered_09dd0; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER pgtrigger_entered_09dd0 AFTER INSERT OR UPDATE ON public.verdicts_verdict DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entered_09dd0();


--
-- Name: TRIGGER pgtrigger_entered_09dd0 ON verdicts_verdict; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_entered_09dd0 ON public.verdicts_verdict IS 'fecd5075f3843a89c97ebba579c5f88ba4b88054';


--
-- Name: claims_relation pgtrigger_entered_0f879; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER pgtrigger_entered_0f879 AFTER INSERT OR UPDATE ON public.claims_relation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entered_0f879();


--
-- Name: TRIGGER pgtrigger_entered_0f879 ON claims_relation; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_entered_0f879 ON public.claims_relation IS '9bb65c531b7fc02432fb8853f0da19480afcfceb';


--
-- Name: claims_mention pgtrigger_entered_3b821; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER pgtrigger_entered_3b821 AFTER INSERT OR UPDATE ON public.claims_mention DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entered_3b821();


--
-- Name: TRIGGER pgtrigger_entered_3b821 ON claims_mention; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_entered_3b821 ON public.claims_mention IS '86a3c6f4ca4e27ad0c25a807108c670799501ab6';


--
-- Name: publishing_publication pgtrigger_entered_3bcaf; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER pgtrigger_entered_3bcaf AFTER INSERT OR UPDATE ON public.publishing_publication DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entered_3bcaf();


--
-- Name: TRIGGER pgtrigger_entered_3bcaf ON publishing_publication; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_entered_3bcaf ON public.publishing_publication IS 'e5b56f56eb407e3c3ed95349f99b6f0de13acac3';


--
-- Name: verdicts_verdictversion pgtrigger_entered_3fb54; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER pgtrigger_entered_3fb54 AFTER INSERT OR UPDATE ON public.verdicts_verdictversion DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entered_3fb54();


--
-- Name: TRIGGER pgtrigger_entered_3fb54 ON verdicts_verdictversion; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_entered_3fb54 ON public.verdicts_verdictversion IS '822107064d05f75477e316e88afcfdc9a521e80a';


--
-- Name: articles_article pgtrigger_entered_53614; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER pgtrigger_entered_53614 AFTER INSERT OR UPDATE ON public.articles_article DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entered_53614();


--
-- Name: TRIGGER pgtrigger_entered_53614 ON articles_article; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_entered_53614 ON public.articles_article IS '0fe6bc059b1b83db5990f382fe0c1ab8fb7d982b';


--
-- Name: articles_source pgtrigger_entered_73c31; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER pgtrigger_entered_73c31 AFTER INSERT OR UPDATE ON public.articles_source DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entered_73c31();


--
-- Name: TRIGGER pgtrigger_entered_73c31 ON articles_source; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_entered_73c31 ON public.articles_source IS 'a43322543fade9f59eaeddae2eeb305318c80b59';


--
-- Name: accounts_person pgtrigger_entered_7cab5; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER pgtrigger_entered_7cab5 AFTER INSERT OR UPDATE ON public.accounts_person DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entered_7cab5();


--
-- Name: TRIGGER pgtrigger_entered_7cab5 ON accounts_person; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_entered_7cab5 ON public.accounts_person IS '4caa7dca0732bd1080d5c99676bf47cb31ebe239';


--
-- Name: claims_claim pgtrigger_entered_7e986; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER pgtrigger_entered_7e986 AFTER INSERT OR UPDATE ON public.claims_claim DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entered_7e986();


--
-- Name: TRIGGER pgtrigger_entered_7e986 ON claims_claim; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_entered_7e986 ON public.claims_claim IS 'abb682bd1d4ffb616b9fd638016e5dc18ef80ba6';


--
-- Name: verdicts_rating pgtrigger_entered_8da54; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER pgtrigger_entered_8da54 AFTER INSERT OR UPDATE ON public.verdicts_rating DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entered_8da54();


--
-- Name: TRIGGER pgtrigger_entered_8da54 ON verdicts_rating; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_entered_8da54 ON public.verdicts_rating IS 'd5b6148605e015dabed5de0efbc660e8a4841ddc';


--
-- Name: articles_revision pgtrigger_entered_8e907; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER pgtrigger_entered_8e907 AFTER INSERT OR UPDATE ON public.articles_revision DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entered_8e907();


--
-- Name: TRIGGER pgtrigger_entered_8e907 ON articles_revision; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_entered_8e907 ON public.articles_revision IS '25683a7fa94aa02f1e04736e20501a033a58d76d';


--
-- Name: verdicts_waiver pgtrigger_entered_936d7; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER pgtrigger_entered_936d7 AFTER INSERT OR UPDATE ON public.verdicts_waiver DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entered_936d7();


--
-- Name: TRIGGER pgtrigger_entered_936d7 ON verdicts_waiver; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_entered_936d7 ON public.verdicts_waiver IS 'ee9cf8c2d96c37da04fb50c3389437823f48b1ba';


--
-- Name: claims_actor pgtrigger_entered_b5ccc; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER pgtrigger_entered_b5ccc AFTER INSERT OR UPDATE ON public.claims_actor DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entered_b5ccc();


--
-- Name: TRIGGER pgtrigger_entered_b5ccc ON claims_actor; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_entered_b5ccc ON public.claims_actor IS '7096018a6543ff0fae1d7b4a3fb4cc972b52e7b2';


--
-- Name: verdicts_review pgtrigger_entered_be064; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER pgtrigger_entered_be064 AFTER INSERT OR UPDATE ON public.verdicts_review DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entered_be064();


--
-- Name: TRIGGER pgtrigger_entered_be064 ON verdicts_review; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_entered_be064 ON public.verdicts_review IS '6877b53612abb9da304edb92294984b752256d7a';


--
-- Name: evidence_search pgtrigger_entered_d2ec2; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER pgtrigger_entered_d2ec2 AFTER INSERT OR UPDATE ON public.evidence_search DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entered_d2ec2();


--
-- Name: TRIGGER pgtrigger_entered_d2ec2 ON evidence_search; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_entered_d2ec2 ON public.evidence_search IS '15b9e4a08b8908b83e2167181ba1fc5bbf7b8132';


--
-- Name: archive_capture pgtrigger_entered_d7330; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER pgtrigger_entered_d7330 AFTER INSERT OR UPDATE ON public.archive_capture DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entered_d7330();


--
-- Name: TRIGGER pgtrigger_entered_d7330 ON archive_capture; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_entered_d7330 ON public.archive_capture IS '0192d2003b7045a78804ead11bb3c7f2895ac951';


--
-- Name: evidence_evidence pgtrigger_entered_d9a55; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER pgtrigger_entered_d9a55 AFTER INSERT OR UPDATE ON public.evidence_evidence DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entered_d9a55();


--
-- Name: TRIGGER pgtrigger_entered_d9a55 ON evidence_evidence; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_entered_d9a55 ON public.evidence_evidence IS '3b709d3c2f818477628ee2e370efe4d204b53e0d';


--
-- Name: ledger_entry pgtrigger_entry_append_only_cb569; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_entry_append_only_cb569 BEFORE DELETE OR UPDATE ON public.ledger_entry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entry_append_only_cb569();


--
-- Name: TRIGGER pgtrigger_entry_append_only_cb569 ON ledger_entry; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_entry_append_only_cb569 ON public.ledger_entry IS '9af85c6b3f9c8411a23816b1a171c8b8783d9c9c';


--
-- Name: archive_capture pgtrigger_fixed_093d0; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_fixed_093d0 BEFORE DELETE OR UPDATE ON public.archive_capture FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_fixed_093d0();


--
-- Name: TRIGGER pgtrigger_fixed_093d0 ON archive_capture; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_fixed_093d0 ON public.archive_capture IS '6e0b951c34a943f686805faa17196e6b1fc84e95';


--
-- Name: verdicts_verdictversion pgtrigger_fixed_2e729; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_fixed_2e729 BEFORE DELETE OR UPDATE ON public.verdicts_verdictversion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_fixed_2e729();


--
-- Name: TRIGGER pgtrigger_fixed_2e729 ON verdicts_verdictversion; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_fixed_2e729 ON public.verdicts_verdictversion IS '4940ef38640648504b74f505a645ec6f5fbd3e9e';


--
-- Name: articles_revision pgtrigger_fixed_6d6c0; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_fixed_6d6c0 BEFORE DELETE OR UPDATE ON public.articles_revision FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_fixed_6d6c0();


--
-- Name: TRIGGER pgtrigger_fixed_6d6c0 ON articles_revision; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_fixed_6d6c0 ON public.articles_revision IS '3a4f6371da7a0d35487f39cfc86cc7a208118ff8';


--
-- Name: verdicts_waiver pgtrigger_fixed_8d7a9; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_fixed_8d7a9 BEFORE DELETE OR UPDATE ON public.verdicts_waiver FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_fixed_8d7a9();


--
-- Name: TRIGGER pgtrigger_fixed_8d7a9 ON verdicts_waiver; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_fixed_8d7a9 ON public.verdicts_waiver IS '52a06970e1ef827075c8f764ab99d0ea16970275';


--
-- Name: evidence_search pgtrigger_fixed_b58f5; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_fixed_b58f5 BEFORE DELETE OR UPDATE ON public.evidence_search FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_fixed_b58f5();


--
-- Name: TRIGGER pgtrigger_fixed_b58f5 ON evidence_search; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_fixed_b58f5 ON public.evidence_search IS '6494caeb00d95ea6dbdfe502c584b0ddfa3b5578';


--
-- Name: verdicts_review pgtrigger_fixed_b8506; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_fixed_b8506 BEFORE DELETE OR UPDATE ON public.verdicts_review FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_fixed_b8506();


--
-- Name: TRIGGER pgtrigger_fixed_b8506 ON verdicts_review; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_fixed_b8506 ON public.verdicts_review IS '7bc80e43dc61273388472ccae5352ff03a643f85';


--
-- Name: verdicts_review pgtrigger_four_eyes_206e2; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_four_eyes_206e2 BEFORE INSERT ON public.verdicts_review FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_four_eyes_206e2();


--
-- Name: TRIGGER pgtrigger_four_eyes_206e2 ON verdicts_review; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_four_eyes_206e2 ON public.verdicts_review IS 'bac34088a403bc6e6eced6e954736dda5394f914';


--
-- Name: ledger_head pgtrigger_head_stays_e5916; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_head_stays_e5916 BEFORE DELETE ON public.ledger_head FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_head_stays_e5916();


--
-- Name: TRIGGER pgtrigger_head_stays_e5916 ON ledger_head; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_head_stays_e5916 ON public.ledger_head IS 'b307c54ad38c65c737de40a642e0e6e6783ede34';


--
-- Name: verdicts_verdict pgtrigger_kept_21109; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_kept_21109 BEFORE DELETE ON public.verdicts_verdict FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_kept_21109();


--
-- Name: TRIGGER pgtrigger_kept_21109 ON verdicts_verdict; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_kept_21109 ON public.verdicts_verdict IS 'da7611489c0fe857d62b15fb77f897bdb1f84c14';


--
-- Name: claims_actor pgtrigger_kept_364bb; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_kept_364bb BEFORE DELETE ON public.claims_actor FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_kept_364bb();


--
-- Name: TRIGGER pgtrigger_kept_364bb ON claims_actor; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_kept_364bb ON public.claims_actor IS 'd18eee2cb1ce18c607f83826c78f2c6530f73ddd';


--
-- Name: articles_source pgtrigger_kept_5d339; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_kept_5d339 BEFORE DELETE ON public.articles_source FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_kept_5d339();


--
-- Name: TRIGGER pgtrigger_kept_5d339 ON articles_source; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_kept_5d339 ON public.articles_source IS '9a570d3e69587ba31de25832ff25142fa2d32d27';


--
-- Name: verdicts_rating pgtrigger_kept_7ef7f; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_kept_7ef7f BEFORE DELETE ON public.verdicts_rating FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_kept_7ef7f();


--
-- Name: TRIGGER pgtrigger_kept_7ef7f ON verdicts_rating; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_kept_7ef7f ON public.verdicts_rating IS '8d6e852a0ca336bcb1f451f038f09c0d4fa5061c';


--
-- Name: claims_claim pgtrigger_kept_83839; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_kept_83839 BEFORE DELETE ON public.claims_claim FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_kept_83839();


--
-- Name: TRIGGER pgtrigger_kept_83839 ON claims_claim; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_kept_83839 ON public.claims_claim IS '8b6d751392321e329d9d5a8b717b32c64bfc7382';


--
-- Name: claims_mention pgtrigger_kept_92dc9; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_kept_92dc9 BEFORE DELETE ON public.claims_mention FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_kept_92dc9();


--
-- Name: TRIGGER pgtrigger_kept_92dc9 ON claims_mention; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_kept_92dc9 ON public.claims_mention IS '710937b2b95665519a64bab02ee912aca0a61bf0';


--
-- Name: evidence_evidence pgtrigger_kept_9976f; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_kept_9976f BEFORE DELETE ON public.evidence_evidence FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_kept_9976f();


--
-- Name: TRIGGER pgtrigger_kept_9976f ON evidence_evidence; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_kept_9976f ON public.evidence_evidence IS '87029f37497b7fd09b6cf109607b5419bfe551f5';


--
-- Name: claims_relation pgtrigger_kept_99e2d; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_kept_99e2d BEFORE DELETE ON public.claims_relation FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_kept_99e2d();


--
-- Name: TRIGGER pgtrigger_kept_99e2d ON claims_relation; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_kept_99e2d ON public.claims_relation IS 'a633a94deea3de6bd82e995acb43547e5f927387';


--
-- Name: publishing_correction pgtrigger_kept_d70e1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_kept_d70e1 BEFORE DELETE ON public.publishing_correction FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_kept_d70e1();


--
-- Name: TRIGGER pgtrigger_kept_d70e1 ON publishing_correction; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_kept_d70e1 ON public.publishing_correction IS '2bc4b616483d1b5e59ffad2f1f7f6997c3e7acad';


--
-- Name: publishing_publication pgtrigger_kept_dc8ff; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_kept_dc8ff BEFORE DELETE ON public.publishing_publication FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_kept_dc8ff();


--
-- Name: TRIGGER pgtrigger_kept_dc8ff ON publishing_publication; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_kept_dc8ff ON public.publishing_publication IS 'bcad89ac944c843284e92aefbce85469622a2791';


--
-- Name: accounts_person pgtrigger_kept_f6a95; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_kept_f6a95 BEFORE DELETE ON public.accounts_person FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_kept_f6a95();


--
-- Name: TRIGGER pgtrigger_kept_f6a95 ON accounts_person; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_kept_f6a95 ON public.accounts_person IS 'f5f115f40bbbc9c1f52de802345fb7fc6cac20bc';


--
-- Name: articles_article pgtrigger_kept_fc431; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_kept_fc431 BEFORE DELETE ON public.articles_article FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_kept_fc431();


--
-- Name: TRIGGER pgtrigger_kept_fc431 ON articles_article; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_kept_fc431 ON public.articles_article IS 'c80d77a4e56a04b71f01616803354da824dc270b';


--
-- Name: articles_revision pgtrigger_not_emptied_00ae7; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_00ae7 BEFORE TRUNCATE ON public.articles_revision FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_00ae7();


--
-- Name: TRIGGER pgtrigger_not_emptied_00ae7 ON articles_revision; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_00ae7 ON public.articles_revision IS 'c444d6df8f642c16d167de392bf6a38fc35dce85';


--
-- Name: ledger_entry pgtrigger_not_emptied_01da0; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_01da0 BEFORE TRUNCATE ON public.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_01da0();


--
-- Name: TRIGGER pgtrigger_not_emptied_01da0 ON ledger_entry; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_01da0 ON public.ledger_entry IS '7c925873f379b7810a4dfa96f10ac69c74dd1a36';


--
-- Name: evidence_search pgtrigger_not_emptied_08fda; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_08fda BEFORE TRUNCATE ON public.evidence_search FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_08fda();


--
-- Name: TRIGGER pgtrigger_not_emptied_08fda ON evidence_search; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_08fda ON public.evidence_search IS '6c934843371f26686abe736c3839eca8b9377df5';


--
-- Name: evidence_evidence pgtrigger_not_emptied_11171; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_11171 BEFORE TRUNCATE ON public.evidence_evidence FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_11171();


--
-- Name: TRIGGER pgtrigger_not_emptied_11171 ON evidence_evidence; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_11171 ON public.evidence_evidence IS 'd1ef8061b5eb83e01fffa22e193640ee7dc14695';


--
-- Name: claims_claim pgtrigger_not_emptied_23a0c; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_23a0c BEFORE TRUNCATE ON public.claims_claim FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_23a0c();


--
-- Name: TRIGGER pgtrigger_not_emptied_23a0c ON claims_claim; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_23a0c ON public.claims_claim IS 'e863d7443e5d2d303ef7445818f168eb5c34de3f';


--
-- Name: ledger_touch pgtrigger_not_emptied_28c7e; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_28c7e BEFORE TRUNCATE ON public.ledger_touch FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_28c7e();


--
-- Name: TRIGGER pgtrigger_not_emptied_28c7e ON ledger_touch; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_28c7e ON public.ledger_touch IS '0db311a7e58bdba563e9bdbb0d646fe5c93d9a9f';


--
-- Name: verdicts_rating pgtrigger_not_emptied_3eb61; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_3eb61 BEFORE TRUNCATE ON public.verdicts_rating FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_3eb61();


--
-- Name: TRIGGER pgtrigger_not_emptied_3eb61 ON verdicts_rating; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_3eb61 ON public.verdicts_rating IS '38d961317b54a19ef0ca2ff8187a3bc572044cb5';


--
-- Name: articles_article pgtrigger_not_emptied_40e51; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_40e51 BEFORE TRUNCATE ON public.articles_article FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_40e51();


--
-- Name: TRIGGER pgtrigger_not_emptied_40e51 ON articles_article; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_40e51 ON public.articles_article IS 'c6e39d20540f0ba1f890a98ee25f8d05aedcb29f';


--
-- Name: verdicts_verdict pgtrigger_not_emptied_479e3; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_479e3 BEFORE TRUNCATE ON public.verdicts_verdict FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_479e3();


--
-- Name: TRIGGER pgtrigger_not_emptied_479e3 ON verdicts_verdict; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_479e3 ON public.verdicts_verdict IS '9e33a3aebf15b774d60c6ba92eff4fe8f9573c25';


--
-- Name: verdicts_waiver pgtrigger_not_emptied_6626d; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_6626d BEFORE TRUNCATE ON public.verdicts_waiver FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_6626d();


--
-- Name: TRIGGER pgtrigger_not_emptied_6626d ON verdicts_waiver; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_6626d ON public.verdicts_waiver IS '799e36a9b0d80b18cebe4f0fc00de84483bba30c';


--
-- Name: claims_contribution pgtrigger_not_emptied_8870f; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_8870f BEFORE TRUNCATE ON public.claims_contribution FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_8870f();


--
-- Name: TRIGGER pgtrigger_not_emptied_8870f ON claims_contribution; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_8870f ON public.claims_contribution IS '96e212241d3a93b26ab40dbb858fefe6aabc2960';


--
-- Name: verdicts_review pgtrigger_not_emptied_90c83; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_90c83 BEFORE TRUNCATE ON public.verdicts_review FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_90c83();


--
-- Name: TRIGGER pgtrigger_not_emptied_90c83 ON verdicts_review; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_90c83 ON public.verdicts_review IS '8d3a457d322447ddba271f0c34b93a125d68895c';


--
-- Name: accounts_person pgtrigger_not_emptied_92577; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_92577 BEFORE TRUNCATE ON public.accounts_person FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_92577();


--
-- Name: TRIGGER pgtrigger_not_emptied_92577 ON accounts_person; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_92577 ON public.accounts_person IS '096dcb89cb40566b6796bb271a29b83d436440fe';


--
-- Name: ledger_head pgtrigger_not_emptied_92bea; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_92bea BEFORE TRUNCATE ON public.ledger_head FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_92bea();


--
-- Name: TRIGGER pgtrigger_not_emptied_92bea ON ledger_head; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_92bea ON public.ledger_head IS '0c7ad323034233947008ef457bcddb73d4231e3b';


--
-- Name: claims_attribution pgtrigger_not_emptied_9f539; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_9f539 BEFORE TRUNCATE ON public.claims_attribution FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_9f539();


--
-- Name: TRIGGER pgtrigger_not_emptied_9f539 ON claims_attribution; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_9f539 ON public.claims_attribution IS '873131408445e5b4e8e6728633687f562a4abcf9';


--
-- Name: verdicts_verdictversion pgtrigger_not_emptied_a0f93; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_a0f93 BEFORE TRUNCATE ON public.verdicts_verdictversion FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_a0f93();


--
-- Name: TRIGGER pgtrigger_not_emptied_a0f93 ON verdicts_verdictversion; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_a0f93 ON public.verdicts_verdictversion IS 'b2815c91260adfe77019b88839c96206cd41d6c4';


--
-- Name: articles_source pgtrigger_not_emptied_a6656; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_a6656 BEFORE TRUNCATE ON public.articles_source FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_a6656();


--
-- Name: TRIGGER pgtrigger_not_emptied_a6656 ON articles_source; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_a6656 ON public.articles_source IS '4102b0aae06e069304a6a909b7969fd60ececb9c';


--
-- Name: claims_mention pgtrigger_not_emptied_a9848; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_a9848 BEFORE TRUNCATE ON public.claims_mention FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_a9848();


--
-- Name: TRIGGER pgtrigger_not_emptied_a9848 ON claims_mention; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_a9848 ON public.claims_mention IS '292d5d004f9e389ac75ac4c511bcd245dce57393';


--
-- Name: claims_relation pgtrigger_not_emptied_aaaec; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_aaaec BEFORE TRUNCATE ON public.claims_relation FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_aaaec();


--
-- Name: TRIGGER pgtrigger_not_emptied_aaaec ON claims_relation; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_aaaec ON public.claims_relation IS '24af21fbbcf46fa05816638434ec3b34e0ec5b96';


--
-- Name: publishing_publication pgtrigger_not_emptied_b9958; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_b9958 BEFORE TRUNCATE ON public.publishing_publication FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_b9958();


--
-- Name: TRIGGER pgtrigger_not_emptied_b9958 ON publishing_publication; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_b9958 ON public.publishing_publication IS '2c7a3f974f33ad735ac3315952dbc515e516787d';


--
-- Name: archive_capture pgtrigger_not_emptied_da849; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_da849 BEFORE TRUNCATE ON public.archive_capture FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_da849();


--
-- Name: TRIGGER pgtrigger_not_emptied_da849 ON archive_capture; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_da849 ON public.archive_capture IS '4d9a4300ac7402ec2637a7325089dbd439c9772d';


--
-- Name: publishing_correction pgtrigger_not_emptied_e3936; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_e3936 BEFORE TRUNCATE ON public.publishing_correction FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_e3936();


--
-- Name: TRIGGER pgtrigger_not_emptied_e3936 ON publishing_correction; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_e3936 ON public.publishing_correction IS '84ed41c7e7b91ecce94714af816e71560d6f723a';


--
-- Name: claims_span pgtrigger_not_emptied_e7b78; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_e7b78 BEFORE TRUNCATE ON public.claims_span FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_e7b78();


--
-- Name: TRIGGER pgtrigger_not_emptied_e7b78 ON claims_span; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_e7b78 ON public.claims_span IS '5ebb3d3130ece44df5eb2680ca1779447884ee99';


--
-- Name: claims_actor pgtrigger_not_emptied_eff24; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_not_emptied_eff24 BEFORE TRUNCATE ON public.claims_actor FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_emptied_eff24();


--
-- Name: TRIGGER pgtrigger_not_emptied_eff24 ON claims_actor; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_not_emptied_eff24 ON public.claims_actor IS '2f0884d3d251c7dc452b32f5320136258f49036c';


--
-- Name: verdicts_verdict pgtrigger_only_moves_of_the_table_e2459; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_only_moves_of_the_table_e2459 BEFORE INSERT OR UPDATE ON public.verdicts_verdict FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_only_moves_of_the_table_e2459();


--
-- Name: TRIGGER pgtrigger_only_moves_of_the_table_e2459 ON verdicts_verdict; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_only_moves_of_the_table_e2459 ON public.verdicts_verdict IS 'a476e2a7529762d35c44dbcd9999caa6e1b81324';


--
-- Name: ledger_head pgtrigger_onwards_5c484; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_onwards_5c484 BEFORE UPDATE ON public.ledger_head FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_onwards_5c484();


--
-- Name: TRIGGER pgtrigger_onwards_5c484 ON ledger_head; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_onwards_5c484 ON public.ledger_head IS '0a921eed7ecb5081e9381028e6259823bf979495';


--
-- Name: publishing_publication pgtrigger_published_text_stays_d184d; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_published_text_stays_d184d BEFORE UPDATE ON public.publishing_publication FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR (old.verdict_id IS DISTINCT FROM new.verdict_id) OR (old.number IS DISTINCT FROM new.number) OR ((old.slug)::text IS DISTINCT FROM (new.slug)::text) OR ((old.publication_kind)::text IS DISTINCT FROM (new.publication_kind)::text) OR (old.document IS DISTINCT FROM new.document) OR ((old.sha256)::text IS DISTINCT FROM (new.sha256)::text) OR (old.verdict_version_id IS DISTINCT FROM new.verdict_version_id) OR (old.review_id IS DISTINCT FROM new.review_id) OR (old.first_published_at IS DISTINCT FROM new.first_published_at) OR (old.published_at IS DISTINCT FROM new.published_at) OR (old.published_by_id IS DISTINCT FROM new.published_by_id) OR ((old.statement)::text IS DISTINCT FROM (new.statement)::text) OR ((old.rating)::text IS DISTINCT FROM (new.rating)::text) OR ((old.conclusion)::text IS DISTINCT FROM (new.conclusion)::text) OR ((old.claimant)::text IS DISTINCT FROM (new.claimant)::text) OR (old.topics IS DISTINCT FROM new.topics))) EXECUTE FUNCTION public.pgtrigger_published_text_stays_d184d();


--
-- Name: TRIGGER pgtrigger_published_text_stays_d184d ON publishing_publication; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_published_text_stays_d184d ON public.publishing_publication IS 'e72588baad852064b7ad03655741f04e67ec33cf';


--
-- Name: evidence_evidence pgtrigger_slice_is_exact_37d67; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_slice_is_exact_37d67 BEFORE INSERT OR UPDATE ON public.evidence_evidence FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_slice_is_exact_37d67();


--
-- Name: TRIGGER pgtrigger_slice_is_exact_37d67 ON evidence_evidence; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_slice_is_exact_37d67 ON public.evidence_evidence IS 'aed850a34e2d9eeb558cbf40d4191ab3b96ab065';


--
-- Name: claims_span pgtrigger_slice_is_exact_54e5b; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_slice_is_exact_54e5b BEFORE INSERT OR UPDATE ON public.claims_span FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_slice_is_exact_54e5b();


--
-- Name: TRIGGER pgtrigger_slice_is_exact_54e5b ON claims_span; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_slice_is_exact_54e5b ON public.claims_span IS '6da994da4ac2ead0dc81388f64ee2addfac4ccbd';


--
-- Name: articles_article pgtrigger_stepped_0b35d; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_stepped_0b35d BEFORE UPDATE ON public.articles_article FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stepped_0b35d();


--
-- Name: TRIGGER pgtrigger_stepped_0b35d ON articles_article; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_stepped_0b35d ON public.articles_article IS 'd4f257483d6a90cbc8faef9d957db22bd9318a9e';


--
-- Name: claims_relation pgtrigger_stepped_1bee1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_stepped_1bee1 BEFORE UPDATE ON public.claims_relation FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stepped_1bee1();


--
-- Name: TRIGGER pgtrigger_stepped_1bee1 ON claims_relation; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_stepped_1bee1 ON public.claims_relation IS '4b63ce5ef85e0376a510f094f8c69ed10df01b79';


--
-- Name: claims_actor pgtrigger_stepped_20c30; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_stepped_20c30 BEFORE UPDATE ON public.claims_actor FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stepped_20c30();


--
-- Name: TRIGGER pgtrigger_stepped_20c30 ON claims_actor; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_stepped_20c30 ON public.claims_actor IS '368865a9707dc625b154c8cf5b461957c29e7d94';


--
-- Name: publishing_publication pgtrigger_stepped_2701c; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_stepped_2701c BEFORE UPDATE ON public.publishing_publication FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stepped_2701c();


--
-- Name: TRIGGER pgtrigger_stepped_2701c ON publishing_publication; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_stepped_2701c ON public.publishing_publication IS '51b68fa09dad981541ea3450054da7204bd9a6fc';


--
-- Name: claims_mention pgtrigger_stepped_2966d; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_stepped_2966d BEFORE UPDATE ON public.claims_mention FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stepped_2966d();


--
-- Name: TRIGGER pgtrigger_stepped_2966d ON claims_mention; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_stepped_2966d ON public.claims_mention IS '6f39e34270d66e6c547d013257cc5b7a49d85ecd';


--
-- Name: verdicts_verdict pgtrigger_stepped_9649b; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_stepped_9649b BEFORE UPDATE ON public.verdicts_verdict FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stepped_9649b();


--
-- Name: TRIGGER pgtrigger_stepped_9649b ON verdicts_verdict; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_stepped_9649b ON public.verdicts_verdict IS '72554652fac660640380420ba1ec99d56c0a2e39';


--
-- Name: verdicts_rating pgtrigger_stepped_ab5f8; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_stepped_ab5f8 BEFORE UPDATE ON public.verdicts_rating FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stepped_ab5f8();


--
-- Name: TRIGGER pgtrigger_stepped_ab5f8 ON verdicts_rating; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_stepped_ab5f8 ON public.verdicts_rating IS '0e95b054f9caea79d02ffdba46c4e770eca1c114';


--
-- Name: accounts_person pgtrigger_stepped_adbe7; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_stepped_adbe7 BEFORE UPDATE ON public.accounts_person FOR EACH ROW WHEN ((((old.email)::text IS DISTINCT FROM (new.email)::text) OR (old.is_active IS DISTINCT FROM new.is_active) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.role)::text IS DISTINCT FROM (new.role)::text) OR (old.version IS DISTINCT FROM new.version))) EXECUTE FUNCTION public.pgtrigger_stepped_adbe7();


--
-- Name: TRIGGER pgtrigger_stepped_adbe7 ON accounts_person; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_stepped_adbe7 ON public.accounts_person IS '7afc3dcd68795ead9ad3e778de691967c3b444d3';


--
-- Name: claims_claim pgtrigger_stepped_b9e5e; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_stepped_b9e5e BEFORE UPDATE ON public.claims_claim FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stepped_b9e5e();


--
-- Name: TRIGGER pgtrigger_stepped_b9e5e ON claims_claim; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_stepped_b9e5e ON public.claims_claim IS 'b6186133ade9a9164ac3b729e4a13d2f0cb3841b';


--
-- Name: publishing_correction pgtrigger_stepped_be4af; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_stepped_be4af BEFORE UPDATE ON public.publishing_correction FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stepped_be4af();


--
-- Name: TRIGGER pgtrigger_stepped_be4af ON publishing_correction; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_stepped_be4af ON public.publishing_correction IS 'c68f1d09e2ded8c09a99587694bc9c976e5bef58';


--
-- Name: articles_source pgtrigger_stepped_e2b4b; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_stepped_e2b4b BEFORE UPDATE ON public.articles_source FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stepped_e2b4b();


--
-- Name: TRIGGER pgtrigger_stepped_e2b4b ON articles_source; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_stepped_e2b4b ON public.articles_source IS '858409b492668dddaa923cd783abba7d38760911';


--
-- Name: evidence_evidence pgtrigger_stepped_f1fbb; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_stepped_f1fbb BEFORE UPDATE ON public.evidence_evidence FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stepped_f1fbb();


--
-- Name: TRIGGER pgtrigger_stepped_f1fbb ON evidence_evidence; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_stepped_f1fbb ON public.evidence_evidence IS 'e8e5508804565530b27318d89a3c97f6312f1b1b';


--
-- Name: ledger_touch pgtrigger_touch_append_only_a25f4; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_touch_append_only_a25f4 BEFORE DELETE OR UPDATE ON public.ledger_touch FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_touch_append_only_a25f4();


--
-- Name: TRIGGER pgtrigger_touch_append_only_a25f4 ON ledger_touch; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_touch_append_only_a25f4 ON public.ledger_touch IS '520eecfdb9c5297b384ec849c6f4713f915b4892';


--
-- Name: procrastinate_jobs procrastinate_jobs_notify_queue_job_aborted_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();


--
-- Name: procrastinate_jobs procrastinate_jobs_notify_queue_job_inserted_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();


--
-- Name: procrastinate_jobs procrastinate_trigger_abort_requested_events_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();


--
-- Name: procrastinate_jobs procrastinate_trigger_delete_jobs_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();


--
-- Name: procrastinate_jobs procrastinate_trigger_scheduled_events_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();


--
-- Name: procrastinate_jobs procrastinate_trigger_status_events_insert_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();


--
-- Name: procrastinate_jobs procrastinate_trigger_status_events_update_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();


--
-- Name: account_emailaddress account_emailaddress_user_id_2c513194_fk_accounts_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_accounts_person_id FOREIGN KEY (user_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: account_emailconfirmation account_emailconfirm_email_address_id_5b7f8c58_fk_account_e; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_token accounts_token_person_id_7f55501f_fk_accounts_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_token
    ADD CONSTRAINT accounts_token_person_id_7f55501f_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: archive_capture archive_capture_captured_by_id_1bc99f13_fk_accounts_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.archive_capture
    ADD CONSTRAINT archive_capture_captured_by_id_1bc99f13_fk_accounts_person_id FOREIGN KEY (captured_by_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: articles_article articles_article_imported_by_id_0cebe2f4_fk_accounts_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.articles_article
    ADD CONSTRAINT articles_article_imported_by_id_0cebe2f4_fk_accounts_person_id FOREIGN KEY (imported_by_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: articles_article articles_article_outlet_id_dc2fe4ef_fk_articles_source_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.articles_article
    ADD CONSTRAINT articles_article_outlet_id_dc2fe4ef_fk_articles_source_id FOREIGN KEY (outlet_id) REFERENCES public.articles_source(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: articles_revision articles_revision_article_id_2d2af917_fk_articles_article_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.articles_revision
    ADD CONSTRAINT articles_revision_article_id_2d2af917_fk_articles_article_id FOREIGN KEY (article_id) REFERENCES public.articles_article(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: articles_revision articles_revision_imported_by_id_bcd3fcc1_fk_accounts_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.articles_revision
    ADD CONSTRAINT articles_revision_imported_by_id_bcd3fcc1_fk_accounts_person_id FOREIGN KEY (imported_by_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: articles_revision articles_revision_original_id_f9a58c9d_fk_archive_capture_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.articles_revision
    ADD CONSTRAINT articles_revision_original_id_f9a58c9d_fk_archive_capture_id FOREIGN KEY (original_id) REFERENCES public.archive_capture(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_group_permissions auth_group_permissio_permission_id_84c5c92e_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_group_permissions auth_group_permissions_group_id_b120cbf9_fk_auth_group_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_permission auth_permission_content_type_id_2f476e4b_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_actor claims_actor_source_id_32a7aa07_fk_articles_source_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_actor
    ADD CONSTRAINT claims_actor_source_id_32a7aa07_fk_articles_source_id FOREIGN KEY (source_id) REFERENCES public.articles_source(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_attribution claims_attribution_actor_id_f0a8b3ed_fk_claims_actor_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_attribution
    ADD CONSTRAINT claims_attribution_actor_id_f0a8b3ed_fk_claims_actor_id FOREIGN KEY (actor_id) REFERENCES public.claims_actor(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_attribution claims_attribution_mention_id_ebcb1712_fk_claims_mention_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_attribution
    ADD CONSTRAINT claims_attribution_mention_id_ebcb1712_fk_claims_mention_id FOREIGN KEY (mention_id) REFERENCES public.claims_mention(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_claim claims_claim_claimant_id_4f35e26a_fk_claims_actor_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_claim
    ADD CONSTRAINT claims_claim_claimant_id_4f35e26a_fk_claims_actor_id FOREIGN KEY (claimant_id) REFERENCES public.claims_actor(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_claim claims_claim_created_by_id_2bb498dd_fk_accounts_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_claim
    ADD CONSTRAINT claims_claim_created_by_id_2bb498dd_fk_accounts_person_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_contribution claims_contribution_claim_id_73f956ec_fk_claims_claim_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_contribution
    ADD CONSTRAINT claims_contribution_claim_id_73f956ec_fk_claims_claim_id FOREIGN KEY (claim_id) REFERENCES public.claims_claim(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_contribution claims_contribution_person_id_377e4f0e_fk_accounts_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_contribution
    ADD CONSTRAINT claims_contribution_person_id_377e4f0e_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_mention claims_mention_claim_id_3f3507fc_fk_claims_claim_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_mention
    ADD CONSTRAINT claims_mention_claim_id_3f3507fc_fk_claims_claim_id FOREIGN KEY (claim_id) REFERENCES public.claims_claim(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_mention claims_mention_created_by_id_efec97a0_fk_accounts_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_mention
    ADD CONSTRAINT claims_mention_created_by_id_efec97a0_fk_accounts_person_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_mention claims_mention_revision_id_e7605ca2_fk_articles_revision_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_mention
    ADD CONSTRAINT claims_mention_revision_id_e7605ca2_fk_articles_revision_id FOREIGN KEY (revision_id) REFERENCES public.articles_revision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_relation claims_relation_claim_id_e0954125_fk_claims_claim_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_relation
    ADD CONSTRAINT claims_relation_claim_id_e0954125_fk_claims_claim_id FOREIGN KEY (claim_id) REFERENCES public.claims_claim(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_relation claims_relation_created_by_id_6403165a_fk_accounts_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_relation
    ADD CONSTRAINT claims_relation_created_by_id_6403165a_fk_accounts_person_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_relation claims_relation_other_id_7cc4500e_fk_claims_claim_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_relation
    ADD CONSTRAINT claims_relation_other_id_7cc4500e_fk_claims_claim_id FOREIGN KEY (other_id) REFERENCES public.claims_claim(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_span claims_span_mention_id_f5f3c819_fk_claims_mention_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_span
    ADD CONSTRAINT claims_span_mention_id_f5f3c819_fk_claims_mention_id FOREIGN KEY (mention_id) REFERENCES public.claims_mention(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: evidence_evidence evidence_evidence_capture_id_d0fc0294_fk_archive_capture_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evidence_evidence
    ADD CONSTRAINT evidence_evidence_capture_id_d0fc0294_fk_archive_capture_id FOREIGN KEY (capture_id) REFERENCES public.archive_capture(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: evidence_evidence evidence_evidence_claim_id_3ae7b9f5_fk_claims_claim_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evidence_evidence
    ADD CONSTRAINT evidence_evidence_claim_id_3ae7b9f5_fk_claims_claim_id FOREIGN KEY (claim_id) REFERENCES public.claims_claim(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: evidence_evidence evidence_evidence_created_by_id_8637db39_fk_accounts_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evidence_evidence
    ADD CONSTRAINT evidence_evidence_created_by_id_8637db39_fk_accounts_person_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: evidence_evidence evidence_evidence_origin_id_42541e94_fk_articles_source_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evidence_evidence
    ADD CONSTRAINT evidence_evidence_origin_id_42541e94_fk_articles_source_id FOREIGN KEY (origin_id) REFERENCES public.articles_source(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: evidence_evidence evidence_evidence_revision_id_d69df4f1_fk_articles_revision_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evidence_evidence
    ADD CONSTRAINT evidence_evidence_revision_id_d69df4f1_fk_articles_revision_id FOREIGN KEY (revision_id) REFERENCES public.articles_revision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: evidence_evidence evidence_evidence_source_id_e6db3377_fk_articles_source_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evidence_evidence
    ADD CONSTRAINT evidence_evidence_source_id_e6db3377_fk_articles_source_id FOREIGN KEY (source_id) REFERENCES public.articles_source(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: evidence_evidence evidence_evidence_withdrawn_by_id_0bdcd1fb_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evidence_evidence
    ADD CONSTRAINT evidence_evidence_withdrawn_by_id_0bdcd1fb_fk_accounts_ FOREIGN KEY (withdrawn_by_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: evidence_search evidence_search_claim_id_c304dbc1_fk_claims_claim_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evidence_search
    ADD CONSTRAINT evidence_search_claim_id_c304dbc1_fk_claims_claim_id FOREIGN KEY (claim_id) REFERENCES public.claims_claim(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: evidence_search evidence_search_created_by_id_ebcd7e30_fk_accounts_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evidence_search
    ADD CONSTRAINT evidence_search_created_by_id_ebcd7e30_fk_accounts_person_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: ledger_entry ledger_entry_person_id_88895867_fk_accounts_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT ledger_entry_person_id_88895867_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: ledger_touch ledger_touch_entry_id_fa5acff3_fk_ledger_entry_number; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_touch
    ADD CONSTRAINT ledger_touch_entry_id_fa5acff3_fk_ledger_entry_number FOREIGN KEY (entry_id) REFERENCES public.ledger_entry(number) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: mfa_authenticator mfa_authenticator_user_id_0c3a50c0_fk_accounts_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_accounts_person_id FOREIGN KEY (user_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: procrastinate_events procrastinate_events_job_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;


--
-- Name: procrastinate_jobs procrastinate_jobs_worker_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;


--
-- Name: procrastinate_periodic_defers procrastinate_periodic_defers_job_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);


--
-- Name: publishing_correction publishing_correctio_opened_by_id_d5522abf_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publishing_correction
    ADD CONSTRAINT publishing_correctio_opened_by_id_d5522abf_fk_accounts_ FOREIGN KEY (opened_by_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: publishing_correction publishing_correctio_publication_id_2915c316_fk_publishin; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publishing_correction
    ADD CONSTRAINT publishing_correctio_publication_id_2915c316_fk_publishin FOREIGN KEY (publication_id) REFERENCES public.publishing_publication(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: publishing_correction publishing_correctio_verdict_id_649370f8_fk_verdicts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publishing_correction
    ADD CONSTRAINT publishing_correctio_verdict_id_649370f8_fk_verdicts_ FOREIGN KEY (verdict_id) REFERENCES public.verdicts_verdict(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: publishing_publication publishing_publicati_published_by_id_9287b35c_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publishing_publication
    ADD CONSTRAINT publishing_publicati_published_by_id_9287b35c_fk_accounts_ FOREIGN KEY (published_by_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: publishing_publication publishing_publicati_verdict_id_a2eb0184_fk_verdicts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publishing_publication
    ADD CONSTRAINT publishing_publicati_verdict_id_a2eb0184_fk_verdicts_ FOREIGN KEY (verdict_id) REFERENCES public.verdicts_verdict(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: publishing_publication publishing_publicati_verdict_version_id_812a4eb5_fk_verdicts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publishing_publication
    ADD CONSTRAINT publishing_publicati_verdict_version_id_812a4eb5_fk_verdicts_ FOREIGN KEY (verdict_version_id) REFERENCES public.verdicts_verdictversion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: publishing_publication publishing_publication_review_id_c374915d_fk_verdicts_review_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publishing_publication
    ADD CONSTRAINT publishing_publication_review_id_c374915d_fk_verdicts_review_id FOREIGN KEY (review_id) REFERENCES public.verdicts_review(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: verdicts_review verdicts_review_created_by_id_47481512_fk_accounts_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.verdicts_review
    ADD CONSTRAINT verdicts_review_created_by_id_47481512_fk_accounts_person_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: verdicts_review verdicts_review_verdict_version_id_bffb129f_fk_verdicts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.verdicts_review
    ADD CONSTRAINT verdicts_review_verdict_version_id_bffb129f_fk_verdicts_ FOREIGN KEY (verdict_version_id) REFERENCES public.verdicts_verdictversion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: verdicts_verdict verdicts_verdict_approved_id_4a650c30_fk_verdicts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.verdicts_verdict
    ADD CONSTRAINT verdicts_verdict_approved_id_4a650c30_fk_verdicts_ FOREIGN KEY (approved_id) REFERENCES public.verdicts_verdictversion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: verdicts_verdict verdicts_verdict_author_id_a561b4ae_fk_accounts_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.verdicts_verdict
    ADD CONSTRAINT verdicts_verdict_author_id_a561b4ae_fk_accounts_person_id FOREIGN KEY (author_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: verdicts_verdict verdicts_verdict_claim_id_d8bb5307_fk_claims_claim_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.verdicts_verdict
    ADD CONSTRAINT verdicts_verdict_claim_id_d8bb5307_fk_claims_claim_id FOREIGN KEY (claim_id) REFERENCES public.claims_claim(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: verdicts_verdictversion verdicts_verdictvers_created_by_id_6fbd3ac4_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.verdicts_verdictversion
    ADD CONSTRAINT verdicts_verdictvers_created_by_id_6fbd3ac4_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: verdicts_verdictversion verdicts_verdictvers_rating_id_1f6ef83e_fk_verdicts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.verdicts_verdictversion
    ADD CONSTRAINT verdicts_verdictvers_rating_id_1f6ef83e_fk_verdicts_ FOREIGN KEY (rating_id) REFERENCES public.verdicts_rating(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: verdicts_verdictversion verdicts_verdictvers_verdict_id_f92c75c2_fk_verdicts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.verdicts_verdictversion
    ADD CONSTRAINT verdicts_verdictvers_verdict_id_f92c75c2_fk_verdicts_ FOREIGN KEY (verdict_id) REFERENCES public.verdicts_verdict(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: verdicts_waiver verdicts_waiver_created_by_id_62ca658b_fk_accounts_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.verdicts_waiver
    ADD CONSTRAINT verdicts_waiver_created_by_id_62ca658b_fk_accounts_person_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: verdicts_waiver verdicts_waiver_verdict_version_id_cf241cd1_fk_verdicts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.verdicts_waiver
    ADD CONSTRAINT verdicts_waiver_verdict_version_id_cf241cd1_fk_verdicts_ FOREIGN KEY (verdict_version_id) REFERENCES public.verdicts_verdictversion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: web_receipt web_receipt_person_id_077f6e98_fk_accounts_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.web_receipt
    ADD CONSTRAINT web_receipt_person_id_077f6e98_fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.accounts_person(id) DEFERRABLE INITIALLY DEFERRED;


--
-- PostgreSQL database dump complete
--


