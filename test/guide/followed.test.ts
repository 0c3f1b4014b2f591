import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { startApp, type Json } from '../app.ts'

const GUIDE = new URL('../../docs/guide/api.md', import.meta.url)

/** What the page posts, in order: path and body as they stand there. */
function postsOfGuide(): { path: string; body: Json }[] {
  const text = readFileSync(GUIDE, 'utf8')
  return [...text.matchAll(/^post (\S+) '([^']*)'/gm)].map(([, path, body]) => {
    return { path: path!, body: JSON.parse(body!) }
  })
}

describe('the first order of the guide', () => {
  it('is placed by what stands there, sent and collected', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      const posts = postsOfGuide()
      const sent = posts.find(({ path }) => path === '/v1/orders')!.body
      let placed: Json
      for (const { path, body } of posts) {
        const reply = await client.post(
          path.replace('{id}', () => placed.id),
          body,
        )
        assert.ok(reply.status < 300, `${path}: ${JSON.stringify(reply.body)}`)
        for (const one of reply.body.outcomes ?? []) assert.notEqual(one.outcome, 'refused')
        if (path === '/v1/orders') placed = reply.body
      }
      assert.equal(placed.state, 'allocated')
      const order = (await client.get(`/v1/orders/${placed.id}`)).body
      assert.equal(Date.parse(order.placedAt), Date.parse(sent.placedAt))
      assert.deepEqual([order.priority, order.tags], ['high', ['wedding']])
      assert.deepEqual([order.total, order.tax, order.shipping], [6089, 1015, 490])
      const units = order.lines.map((line: Json) => line.allocations[0].quantity)
      assert.deepEqual(units, [2, 1])
      assert.equal(order.lines[1].allocations[0].location, 'PARIS')
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
    }
  })
})
