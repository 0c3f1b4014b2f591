import assert from 'node:assert/strict'
import { setImmediate } from 'node:timers/promises'
import type { Queryable } from '../../src/platform/db/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import type { Client, Json } from '../app.ts'
import { openShop } from '../shop.ts'

const path = '/v1/routing-shadows'
const draft = '/v1/routing-rules/draft'
/** A rule that names another place than the nearest. */
export const FAR = {
  name: 'B from afar',
  when: [{ of: 'sku', in: ['B'], lines: 'any' }],
  use: [{ places: { locations: ['FAR'] } }],
  choose: { by: 'least_cost' },
}

/** A shop with little of A at the nearer of two places. */
export async function openNearAndFar(client: Client): Promise<void> {
  await openShop(client, {
    onShortage: 'accept',
    locations: { NEAR: { lat: 48.8, lon: 2.3 }, FAR: { lat: 43.3, lon: 5.4 } },
    skus: { A: { weightG: 500 }, B: { weightG: 1000 } },
    stock: { A: { NEAR: 5, FAR: 500 }, B: { NEAR: 30, FAR: 500 } },
  })
}

/** Orders with the transactions that placed them, as the log tells it. */
export async function placedIn(db: Queryable, ids: readonly string[]) {
  return db.query<{ id: string; tx: string }>(sql`
    select subject as id, tx::text as tx from platform.event
    where subject = any (${ids}::uuid[]) and type = 'order.placed' order by id`)
}

/** What somebody does who tries rules beside those in force. */
export function shadowDesk(client: Client) {
  const show = async (id: string): Promise<Json> => {
    const { status, body } = await client.get(`${path}/${id}`)
    assert.equal(status, 200, JSON.stringify(body))
    return body
  }
  const clear = async () => {
    const { version, changes } = (await client.get(draft)).body
    if (changes.length > 0) await client.post(`${draft}/discards`, { version })
  }
  /** The draft with these rules beside those in force. */
  const write = async (rules: readonly object[]) => {
    await clear()
    const { version } = (await client.get(draft)).body
    const changes = rules.map((rule) => ({ action: 'add', position: 1, rule }))
    const { body } = await client.post(`${draft}/changes`, { version, changes })
    assert.ok(
      body.outcomes.every((one: Json) => one.outcome !== 'refused'),
      JSON.stringify(body),
    )
    return body.version
  }
  return {
    show,
    clear,
    write,
    async publish(rules: readonly object[]): Promise<number> {
      const body = { version: await write(rules), note: 'x' }
      const done = await client.post('/v1/routing-rules/publications', body)
      assert.equal(done.status, 201, JSON.stringify(done.body))
      return done.body.version
    },
    async start(asked: object): Promise<string> {
      const started = await client.post(path, { name: 'Tried', rules: { of: 'draft' }, ...asked })
      assert.equal(started.status, 201, JSON.stringify(started.body))
      return started.body.id
    },
    /** As it is once it has seen so many orders. */
    async seen(id: string, placed: number): Promise<Json> {
      for (;;) {
        const body = await show(id)
        if (body.placed >= placed || body.state === 'ended') return body
        await setImmediate()
      }
    },
    async stop(id: string): Promise<Json> {
      const { status, body } = await client.post(`${path}/${id}/stops`, {})
      assert.equal(status, 200, JSON.stringify(body))
      return body
    },
    async changesOf(id: string, query = ''): Promise<Json[]> {
      return (await client.get(`${path}/${id}/changes${query}`)).body.items
    },
  }
}
