import assert from 'node:assert/strict'
import { setImmediate } from 'node:timers/promises'
import type { Client, Json } from '../app.ts'

const path = '/v1/routing-shadows'
const draft = '/v1/routing-rules/draft'

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
