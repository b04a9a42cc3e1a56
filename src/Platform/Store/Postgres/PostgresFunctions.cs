namespace NfvOrchestrator.Platform.Store.Postgres;

/// <summary>The store's own tables and the functions that keep an operation on the work queues to one round trip. States as in README.md: 0 ready, 1 timed, 2 blocked.</summary>
internal static class PostgresFunctions
{
    public const string Tables =
        """
        CREATE TABLE work_items(
          n bigserial PRIMARY KEY, queue text COLLATE "C" NOT NULL, tenant text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, grp text COLLATE "C" NOT NULL,
          order_key text COLLATE "C", seq bigint NOT NULL, state smallint NOT NULL, turn bigint NOT NULL, due bigint NOT NULL, wake bigint NOT NULL, payload text,
          owner text, fence bigint NOT NULL DEFAULT 0, attempt integer NOT NULL DEFAULT 0, UNIQUE(queue, tenant, id))
          WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
        CREATE INDEX work_items_ready ON work_items(queue, turn) WHERE state = 0;
        CREATE INDEX work_items_group ON work_items(queue, grp, turn) WHERE state = 0;
        CREATE INDEX work_items_timed ON work_items(queue, wake) WHERE state = 1;
        CREATE INDEX work_items_order ON work_items(queue, tenant, order_key, seq) WHERE order_key IS NOT NULL;
        CREATE TABLE work_queues(queue text COLLATE "C" PRIMARY KEY, vtime bigint NOT NULL) WITH (fillfactor = 10);
        CREATE TABLE work_sequences(queue text COLLATE "C" NOT NULL, tenant text COLLATE "C" NOT NULL, order_key text COLLATE "C" NOT NULL, last bigint NOT NULL,
          PRIMARY KEY(queue, tenant, order_key)) WITH (fillfactor = 70);
        CREATE TABLE counters(tenant text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, next bigint NOT NULL, PRIMARY KEY(tenant, name)) WITH (fillfactor = 50);

        """;

    public const string Common =
        """
        -- ends the transaction of a batch whose precondition does not hold; the statement tells which write it was
        CREATE FUNCTION nfv_refuse(kind integer) RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
        BEGIN
          RAISE EXCEPTION USING ERRCODE = 'NF001', MESSAGE = kind::text;
        END $$;

        -- an RFC 3339 date-time in ticks (100 ns since year 1), null when it is none
        CREATE FUNCTION nfv_instant(t text) RETURNS bigint LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
        DECLARE p text[];
        BEGIN
          p := regexp_match(t, '^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,16}))?(Z|[+-]\d\d:\d\d)$');
          IF p IS NULL THEN
            RETURN NULL;
          END IF;
          RETURN extract(epoch FROM (p[1] || p[3])::timestamptz)::bigint * 10000000 + 621355968000000000 + rpad(left(coalesce(p[2], ''), 7), 7, '0')::bigint;
        EXCEPTION WHEN data_exception THEN
          RETURN NULL;
        END $$;

        """;

    public const string Queues =
        """
        CREATE FUNCTION nfv_ready(q text, g text, row_n bigint) RETURNS void LANGUAGE sql VOLATILE AS $$
          UPDATE work_items SET state = 0, turn = greatest(
            coalesce((SELECT vtime FROM work_queues WHERE queue = q), 0),
            coalesce((SELECT max(turn) + 1 FROM work_items WHERE queue = q AND grp = g AND state = 0), 0))
          WHERE n = row_n
        $$;

        CREATE FUNCTION nfv_enqueue(q text, t text, i text, g text, k text, d bigint, p text, now bigint) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
        DECLARE
          found_row work_items;
          number bigint := 0;
          blocked boolean := false;
          row_n bigint;
        BEGIN
          IF k IS NOT NULL THEN
            -- holds this order key until the commit: who completes its head waits for us, or we for him
            INSERT INTO work_sequences(queue, tenant, order_key, last) VALUES(q, t, k, 0)
              ON CONFLICT (queue, tenant, order_key) DO UPDATE SET last = work_sequences.last RETURNING last INTO number;
          END IF;
          LOOP
            SELECT * INTO found_row FROM work_items WHERE queue = q AND tenant = t AND id = i FOR UPDATE;
            IF FOUND THEN
              IF d < found_row.due THEN
                UPDATE work_items SET due = d, wake = CASE WHEN owner IS NULL THEN d ELSE wake END WHERE n = found_row.n;
                IF found_row.state = 1 AND found_row.owner IS NULL AND d <= now THEN
                  PERFORM nfv_ready(q, found_row.grp, found_row.n);
                END IF;
              END IF;
              RETURN;
            END IF;
            IF k IS NOT NULL THEN
              blocked := EXISTS (SELECT 1 FROM work_items WHERE queue = q AND tenant = t AND order_key = k);
            END IF;
            INSERT INTO work_items(queue, tenant, id, grp, order_key, seq, state, turn, due, wake, payload)
              VALUES(q, t, i, g, k, CASE WHEN k IS NULL THEN 0 ELSE number + 1 END, CASE WHEN blocked THEN 2 ELSE 1 END, 0, d, d, p)
              ON CONFLICT (queue, tenant, id) DO NOTHING RETURNING n INTO row_n;
            -- otherwise somebody else enqueued that id just now: look again
            EXIT WHEN row_n IS NOT NULL;
          END LOOP;
          IF k IS NOT NULL THEN
            UPDATE work_sequences SET last = number + 1 WHERE queue = q AND tenant = t AND order_key = k;
          END IF;
          IF NOT blocked AND d <= now THEN
            PERFORM nfv_ready(q, g, row_n);
          END IF;
        END $$;

        CREATE FUNCTION nfv_complete(q text, t text, i text, k text, f bigint, o text, now bigint) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
        DECLARE
          next_row work_items;
        BEGIN
          IF k IS NOT NULL THEN
            PERFORM 1 FROM work_sequences WHERE queue = q AND tenant = t AND order_key = k FOR UPDATE;
          END IF;
          DELETE FROM work_items WHERE queue = q AND tenant = t AND id = i AND n * 1048576 + fence = f AND owner = o;
          IF NOT FOUND THEN
            PERFORM nfv_refuse(3);
          END IF;
          IF k IS NOT NULL THEN
            SELECT * INTO next_row FROM work_items WHERE queue = q AND tenant = t AND order_key = k ORDER BY seq LIMIT 1;
            IF FOUND THEN
              UPDATE work_items SET state = 1, wake = due WHERE n = next_row.n;
              IF next_row.due <= now THEN
                PERFORM nfv_ready(q, next_row.grp, next_row.n);
              END IF;
            END IF;
          END IF;
        END $$;

        -- what is due, or whose lease ran out, lines up with its group
        CREATE FUNCTION nfv_promote(q text, now bigint, portion integer) RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
        DECLARE
          promoted integer;
        BEGIN
          WITH due_rows AS MATERIALIZED (
            SELECT n, grp, wake FROM work_items WHERE queue = q AND state = 1 AND wake <= now ORDER BY wake LIMIT portion FOR UPDATE SKIP LOCKED),
          lines AS (
            SELECT g.grp, greatest(
              coalesce((SELECT vtime FROM work_queues WHERE queue = q), 0),
              coalesce((SELECT max(turn) + 1 FROM work_items WHERE queue = q AND work_items.grp = g.grp AND state = 0), 0)) AS first
            FROM (SELECT DISTINCT grp FROM due_rows) g),
          turns AS (
            SELECT d.n, l.first + row_number() OVER (PARTITION BY d.grp ORDER BY d.wake, d.n) - 1 AS turn FROM due_rows d JOIN lines l ON l.grp = d.grp)
          UPDATE work_items w SET state = 0, turn = t.turn FROM turns t WHERE w.n = t.n;
          GET DIAGNOSTICS promoted = ROW_COUNT;
          RETURN promoted;
        END $$;

        CREATE FUNCTION nfv_claim(q text, o text, most integer, now bigint, until bigint) RETURNS SETOF work_items LANGUAGE plpgsql VOLATILE AS $$
        DECLARE
          claimed work_items;
          last_turn bigint := -1;
        BEGIN
          LOOP
            EXIT WHEN nfv_promote(q, now, 5000) < 5000;
          END LOOP;
          FOR claimed IN
            WITH c AS MATERIALIZED (SELECT n FROM work_items WHERE queue = q AND state = 0 ORDER BY turn LIMIT most FOR UPDATE SKIP LOCKED),
            u AS (
              UPDATE work_items w SET state = 1, wake = until, owner = o, fence = w.fence + 1, attempt = w.attempt + 1 FROM c WHERE w.n = c.n RETURNING w.*)
            SELECT * FROM u ORDER BY turn, n
          LOOP
            last_turn := greatest(last_turn, claimed.turn);
            RETURN NEXT claimed;
          END LOOP;
          IF last_turn >= 0 THEN
            -- where the queue has come to; when another claimer is just writing it, his number is as good as ours
            UPDATE work_queues SET vtime = last_turn
              WHERE queue = (SELECT queue FROM work_queues WHERE queue = q AND vtime < last_turn FOR UPDATE SKIP LOCKED);
            IF NOT FOUND AND NOT EXISTS (SELECT 1 FROM work_queues WHERE queue = q) THEN
              INSERT INTO work_queues(queue, vtime) VALUES(q, last_turn) ON CONFLICT (queue) DO NOTHING;
            END IF;
          END IF;
        END $$;

        """;

    /// <summary>
    /// The same function in a language whose statements are planned once a session: a function in SQL that is not inlined is parsed and planned at every call, which was half of
    /// what an enqueue cost.
    /// </summary>
    public const string ReadyPlannedOnce =
        """
        CREATE OR REPLACE FUNCTION nfv_ready(q text, g text, row_n bigint) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
        BEGIN
          UPDATE work_items SET state = 0, turn = greatest(
            coalesce((SELECT vtime FROM work_queues WHERE queue = q), 0),
            coalesce((SELECT max(turn) + 1 FROM work_items WHERE queue = q AND grp = g AND state = 0), 0))
          WHERE n = row_n;
        END $$;

        """;

    /// <summary>
    /// The same functions with fewer versions of each row: what is due at once is inserted in the line instead of being inserted as timed and updated (each state has its own index, so
    /// every change of state writes all of them), the next in an order goes straight into the line, and a claim looks for what is due before it promotes.
    /// </summary>
    public const string OneVersionEach =
        """
        CREATE FUNCTION nfv_turn(q text, g text) RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
        BEGIN
          RETURN greatest(
            coalesce((SELECT vtime FROM work_queues WHERE queue = q), 0),
            coalesce((SELECT max(turn) + 1 FROM work_items WHERE queue = q AND grp = g AND state = 0), 0));
        END $$;

        CREATE OR REPLACE FUNCTION nfv_enqueue(q text, t text, i text, g text, k text, d bigint, p text, now bigint) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
        DECLARE
          found_row work_items;
          number bigint := 0;
          blocked boolean := false;
          row_n bigint;
        BEGIN
          LOOP
            IF k IS NOT NULL THEN
              -- holds this order key until the commit: who completes its head waits for us, or we for him
              INSERT INTO work_sequences(queue, tenant, order_key, last) VALUES(q, t, k, 1)
                ON CONFLICT (queue, tenant, order_key) DO UPDATE SET last = work_sequences.last + 1 RETURNING last INTO number;
              blocked := number > 1 AND EXISTS (SELECT 1 FROM work_items WHERE queue = q AND tenant = t AND order_key = k);
            END IF;
            INSERT INTO work_items(queue, tenant, id, grp, order_key, seq, state, turn, due, wake, payload)
              VALUES(q, t, i, g, k, number, CASE WHEN blocked THEN 2 WHEN d <= now THEN 0 ELSE 1 END, CASE WHEN blocked OR d > now THEN 0 ELSE nfv_turn(q, g) END, d, d, p)
              ON CONFLICT (queue, tenant, id) DO NOTHING RETURNING n INTO row_n;
            IF row_n IS NOT NULL THEN
              RETURN;
            END IF;
            -- it is there already: the number is given back (nobody else can have taken one), and the earlier of both times counts
            IF k IS NOT NULL THEN
              UPDATE work_sequences SET last = last - 1 WHERE queue = q AND tenant = t AND order_key = k;
            END IF;
            SELECT * INTO found_row FROM work_items WHERE queue = q AND tenant = t AND id = i FOR UPDATE;
            IF FOUND THEN
              IF d < found_row.due THEN
                UPDATE work_items SET due = d, wake = CASE WHEN owner IS NULL THEN d ELSE wake END WHERE n = found_row.n;
                IF found_row.state = 1 AND found_row.owner IS NULL AND d <= now THEN
                  PERFORM nfv_ready(q, found_row.grp, found_row.n);
                END IF;
              END IF;
              RETURN;
            END IF;
            -- it was completed just now: once more
          END LOOP;
        END $$;

        CREATE OR REPLACE FUNCTION nfv_complete(q text, t text, i text, k text, f bigint, o text, now bigint) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
        DECLARE
          next_row work_items;
        BEGIN
          IF k IS NOT NULL THEN
            PERFORM 1 FROM work_sequences WHERE queue = q AND tenant = t AND order_key = k FOR UPDATE;
          END IF;
          DELETE FROM work_items WHERE queue = q AND tenant = t AND id = i AND n * 1048576 + fence = f AND owner = o;
          IF NOT FOUND THEN
            PERFORM nfv_refuse(3);
          END IF;
          IF k IS NOT NULL THEN
            SELECT * INTO next_row FROM work_items WHERE queue = q AND tenant = t AND order_key = k ORDER BY seq LIMIT 1;
            IF FOUND THEN
              IF next_row.due <= now THEN
                PERFORM nfv_ready(q, next_row.grp, next_row.n);
              ELSE
                UPDATE work_items SET state = 1, wake = due WHERE n = next_row.n;
              END IF;
            END IF;
          END IF;
        END $$;

        CREATE OR REPLACE FUNCTION nfv_claim(q text, o text, most integer, now bigint, until bigint) RETURNS SETOF work_items LANGUAGE plpgsql VOLATILE AS $$
        DECLARE
          last_turn bigint;
        BEGIN
          WHILE EXISTS (SELECT 1 FROM work_items WHERE queue = q AND state = 1 AND wake <= now) LOOP
            EXIT WHEN nfv_promote(q, now, 5000) < 5000;
          END LOOP;
          RETURN QUERY
            WITH c AS MATERIALIZED (SELECT n FROM work_items WHERE queue = q AND state = 0 ORDER BY turn LIMIT most FOR UPDATE SKIP LOCKED),
            u AS (
              UPDATE work_items w SET state = 1, wake = until, owner = o, fence = w.fence + 1, attempt = w.attempt + 1 FROM c WHERE w.n = c.n RETURNING w.*)
            SELECT * FROM u ORDER BY turn, n;
          IF NOT FOUND THEN
            RETURN;
          END IF;
          -- where the queue has come to; when another claimer is just writing it, his number is as good as ours
          SELECT max(turn) INTO last_turn FROM work_items WHERE queue = q AND state = 1 AND wake = until AND owner = o;
          UPDATE work_queues SET vtime = last_turn
            WHERE queue = (SELECT queue FROM work_queues WHERE queue = q AND vtime < last_turn FOR UPDATE SKIP LOCKED);
          IF NOT FOUND AND NOT EXISTS (SELECT 1 FROM work_queues WHERE queue = q) THEN
            INSERT INTO work_queues(queue, vtime) VALUES(q, last_turn) ON CONFLICT (queue) DO NOTHING;
          END IF;
        END $$;

        """;
}
