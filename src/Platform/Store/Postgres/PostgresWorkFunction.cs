namespace NfvOrchestrator.Platform.Store.Postgres;

/// <summary>What a transaction does to the work queues, in one call: most of what a database does for a small service is this.</summary>
internal static class PostgresWorkFunction
{
    /// <summary>
    /// <c>nfv_work</c> completes claims (arrays <c>c*</c>) and enqueues items (arrays <c>e*</c>), in that order, so that what a batch completes it may enqueue again. A claim that is not held
    /// any more ends the transaction with its index behind the kind of conflict. An item that is there already takes the way of <c>nfv_enqueue</c>; one that appears in the middle makes the transaction one to try again.
    /// </summary>
    public const string Text =
        """
        CREATE FUNCTION nfv_work(
          cq text[], ct text[], ci text[], ck text[], cf bigint[], co text[],
          eq text[], et text[], ei text[], eg text[], ek text[], ed bigint[], ep text[], now bigint)
          RETURNS void LANGUAGE plpgsql VOLATILE
          -- plans are made once a session, which is most of the gain, and the table may be empty just then
          SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_mergejoin = off AS $$
        DECLARE
          known boolean := false;
          sq text[];
          st text[];
          sk text[];
          sl bigint[];
          done bigint[];
          inserted bigint;
          item record;
        BEGIN
          IF cardinality(eq) > 0 THEN
            known := EXISTS (SELECT 1 FROM unnest(eq, et, ei) AS e(q, t, i) JOIN work_items w ON w.queue = e.q AND w.tenant = e.t AND w.id = e.i)
              OR EXISTS (SELECT 1 FROM unnest(eq, et, ei) AS e(q, t, i) GROUP BY q, t, i HAVING count(*) > 1);
          END IF;

          -- Holds all order keys, in one order for all transactions, until the commit: who completes the head of one waits for who enqueues behind it, or the other way round. Gives the numbers.
          WITH s AS (
            INSERT INTO work_sequences(queue, tenant, order_key, last)
              SELECT q, t, k, sum(n) FROM (
                SELECT q, t, k, 0 FROM unnest(cq, ct, ck) AS c(q, t, k)
                UNION ALL
                SELECT q, t, k, CASE WHEN known THEN 0 ELSE 1 END FROM unnest(eq, et, ek) AS e(q, t, k)) AS a(q, t, k, n)
              WHERE k IS NOT NULL GROUP BY q, t, k ORDER BY q COLLATE "C", t COLLATE "C", k COLLATE "C"
              ON CONFLICT (queue, tenant, order_key) DO UPDATE SET last = work_sequences.last + excluded.last
              RETURNING queue, tenant, order_key, last)
            SELECT array_agg(queue), array_agg(tenant), array_agg(order_key), array_agg(last) INTO sq, st, sk, sl FROM s;

          IF cardinality(cq) > 0 THEN
            WITH d AS (
              DELETE FROM work_items w USING unnest(cq, ct, ci, cf, co) WITH ORDINALITY AS c(q, t, i, f, o, at)
                WHERE w.n = c.f >> 20 AND w.fence = c.f & 1048575 AND w.queue = c.q AND w.tenant = c.t AND w.id = c.i AND w.owner = c.o RETURNING c.at)
              SELECT array_agg(at) INTO done FROM d;
            IF coalesce(cardinality(done), 0) < cardinality(cq) THEN
              RAISE EXCEPTION USING ERRCODE = 'NF001',
                MESSAGE = (SELECT '3:' || (min(at) - 1) FROM generate_series(1, cardinality(cq)) AS a(at) WHERE at <> ALL (coalesce(done, ARRAY[]::bigint[])));
            END IF;

            -- what stood behind them goes into the line, or waits for its time
            WITH h AS MATERIALIZED (
              SELECT w.n, w.queue, w.grp, w.due, row_number() OVER (PARTITION BY w.queue, w.grp, w.due <= now ORDER BY w.n) - 1 AS later
              FROM (SELECT DISTINCT q, t, k FROM unnest(cq, ct, ck) AS c(q, t, k) WHERE k IS NOT NULL) c
              CROSS JOIN LATERAL (SELECT * FROM work_items x WHERE x.queue = c.q AND x.tenant = c.t AND x.order_key = c.k ORDER BY x.seq LIMIT 1) w),
            l AS MATERIALIZED (SELECT queue, grp, nfv_turn(queue, grp) AS turn FROM (SELECT DISTINCT queue, grp FROM h WHERE due <= now) g)
            UPDATE work_items w SET
                state = CASE WHEN h.due <= now THEN 0 ELSE 1 END,
                turn = CASE WHEN h.due <= now THEN l.turn + h.later ELSE w.turn END,
                wake = CASE WHEN h.due <= now THEN w.wake ELSE w.due END
              FROM h LEFT JOIN l ON l.queue = h.queue AND l.grp = h.grp WHERE w.n = h.n;
          END IF;

          IF known THEN
            FOR item IN SELECT * FROM unnest(eq, et, ei, eg, ek, ed, ep) AS e(q, t, i, g, k, d, p) LOOP
              PERFORM nfv_enqueue(item.q, item.t, item.i, item.g, item.k, item.d, item.p, now);
            END LOOP;
          ELSIF cardinality(eq) > 0 THEN
            WITH e AS MATERIALIZED (
              SELECT *, row_number() OVER (PARTITION BY q, t, k ORDER BY at) AS rank, count(*) OVER (PARTITION BY q, t, k) AS many
              FROM unnest(eq, et, ei, eg, ek, ed, ep) WITH ORDINALITY AS u(q, t, i, g, k, d, p, at)),
            f AS MATERIALIZED (
              SELECT e.*, coalesce(s.last - e.many + e.rank, 0) AS number,
                e.k IS NOT NULL AND (e.rank > 1 OR (s.last > e.many
                  AND EXISTS (SELECT 1 FROM work_items w WHERE w.queue = e.q AND w.tenant = e.t AND w.order_key = e.k))) AS blocked
              FROM e LEFT JOIN unnest(sq, st, sk, sl) AS s(q, t, k, last) ON s.q = e.q AND s.t = e.t AND s.k = e.k),
            l AS MATERIALIZED (SELECT q, g, nfv_turn(q, g) AS turn FROM (SELECT DISTINCT q, g FROM f WHERE NOT blocked AND d <= now) x),
            n AS (
              INSERT INTO work_items(queue, tenant, id, grp, order_key, seq, state, turn, due, wake, payload)
                SELECT f.q, f.t, f.i, f.g, f.k, f.number,
                  CASE WHEN f.blocked THEN 2 WHEN f.d <= now THEN 0 ELSE 1 END,
                  CASE WHEN f.blocked OR f.d > now THEN 0 ELSE l.turn + row_number() OVER (PARTITION BY f.q, f.g, f.blocked OR f.d > now ORDER BY f.at) - 1 END,
                  f.d, f.d, f.p
                FROM f LEFT JOIN l ON l.q = f.q AND l.g = f.g ORDER BY f.at
                ON CONFLICT (queue, tenant, id) DO NOTHING RETURNING 1)
              SELECT count(*) INTO inserted FROM n;
            IF inserted < cardinality(eq) THEN
              RAISE EXCEPTION USING ERRCODE = '40001', MESSAGE = 'an item was enqueued by somebody else at the same time';
            END IF;
          END IF;
        END $$;

        """;

    /// <summary>
    /// <c>nfv_work</c> for few rows, which is what nearly all transactions have: plain statements row by row; making the state of the statements above costs more than they then do. From some ten rows
    /// on the sets are cheaper. The arrays come sorted by queue, tenant and order key: rows are taken in that order, completions before enqueues, which is the order of locks of the sets.
    /// </summary>
    public const string Few =
        """
        ALTER FUNCTION nfv_work(text[], text[], text[], text[], bigint[], text[], text[], text[], text[], text[], text[], bigint[], text[], bigint) RENAME TO nfv_work_set;

        CREATE FUNCTION nfv_work(
          cq text[], ct text[], ci text[], ck text[], cf bigint[], co text[],
          eq text[], et text[], ei text[], eg text[], ek text[], ed bigint[], ep text[], now bigint)
          RETURNS void LANGUAGE plpgsql VOLATILE
          -- as above
          SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_mergejoin = off AS $$
        DECLARE
          a integer := 1;
          b integer := 1;
          completions integer := cardinality(cq);
          enqueues integer := cardinality(eq);
          behind work_items;
        BEGIN
          -- what is completed and enqueued again must not be enqueued first, whatever its order key
          IF completions + enqueues > 8 OR ci && ei THEN
            PERFORM nfv_work_set(cq, ct, ci, ck, cf, co, eq, et, ei, eg, ek, ed, ep, now);
            RETURN;
          END IF;
          WHILE a <= completions OR b <= enqueues LOOP
            IF b > enqueues OR (a <= completions
                AND (cq[a] COLLATE "C", ct[a] COLLATE "C", coalesce(ck[a], '') COLLATE "C") <= (eq[b] COLLATE "C", et[b] COLLATE "C", coalesce(ek[b], '') COLLATE "C")) THEN
              IF ck[a] IS NOT NULL THEN
                PERFORM 1 FROM work_sequences WHERE queue = cq[a] AND tenant = ct[a] AND order_key = ck[a] FOR UPDATE;
              END IF;
              DELETE FROM work_items w
                WHERE w.n = cf[a] >> 20 AND w.fence = cf[a] & 1048575 AND w.queue = cq[a] AND w.tenant = ct[a] AND w.id = ci[a] AND w.owner = co[a];
              IF NOT FOUND THEN
                RAISE EXCEPTION USING ERRCODE = 'NF001', MESSAGE = '3:' || (a - 1);
              END IF;
              IF ck[a] IS NOT NULL THEN
                SELECT * INTO behind FROM work_items w WHERE w.queue = cq[a] AND w.tenant = ct[a] AND w.order_key = ck[a] ORDER BY w.seq LIMIT 1;
                IF FOUND AND behind.due <= now THEN
                  PERFORM nfv_ready(behind.queue, behind.grp, behind.n);
                ELSIF FOUND THEN
                  UPDATE work_items w SET state = 1, wake = w.due WHERE w.n = behind.n;
                END IF;
              END IF;
              a := a + 1;
            ELSE
              PERFORM nfv_enqueue(eq[b], et[b], ei[b], eg[b], ek[b], ed[b], ep[b], now);
              b := b + 1;
            END IF;
          END LOOP;
        END $$;

        """;
}
