import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Client, Json } from '../app.ts'

const GUIDE = new URL('../../docs/guide/', import.meta.url)

export type Post = { path: string; body: Json }

/** What a page posts, in order: path and body as they stand there. */
export function postsOf(page: string): Post[] {
  const text = readFileSync(new URL(page, GUIDE), 'utf8')
  return [...text.matchAll(/^post (\S+) '([^']*)'/gm)].map(([, path, body]) => {
    return { path: path!, body: JSON.parse(body!) }
  })
}

/** Posts as whoever follows the page does; answers the order that was placed, if one was. */
export async function followPage(client: Client, posts: readonly Post[]): Promise<Json> {
  let placed: Json
  for (const { path, body } of posts) {
    const reply = await client.post(
      path.replace('{id}', () => placed.id),
      body,
    )
    assert.ok(reply.status < 300, `${path}: ${JSON.stringify(reply.body)}`)
    for (const one of reply.body.outcomes ?? []) {
      assert.notEqual(one.outcome, 'refused', `${path}: ${JSON.stringify(one)}`)
    }
    if (path === '/v1/orders') placed = reply.body
  }
  return placed
}
