import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Client, Json } from '../app.ts'

/** A line of a page that somebody types: `body` is undefined where something is read. */
export type Command = { path: string; body: Json | undefined }

/** What a page of the guide posts and reads, in order: path and body as they stand there. */
export function commandsOf(page: string): Command[] {
  const text = readFileSync(new URL(`../../docs/guide/${page}`, import.meta.url), 'utf8')
  const found = text.matchAll(/^(?:post (\S+) '([^']*)'|get '?([^\s']+)'?)/gm)
  return [...found].map(([, posted, body, read]) => {
    return posted ? { path: posted, body: JSON.parse(body!) } : { path: read!, body: undefined }
  })
}

/** Does what a page says, from its top; `{id}` is the order that was placed. */
export async function follow(client: Client, page: string): Promise<{ placed: Json; all: Json[] }> {
  let placed: Json
  const all: Json[] = []
  for (const { path, body } of commandsOf(page)) {
    const to = path.replace('{id}', () => placed.id)
    const reply = body === undefined ? await client.get(to) : await client.post(to, body)
    assert.ok(reply.status < 300, `${path}: ${JSON.stringify(reply.body)}`)
    for (const one of reply.body.outcomes ?? []) assert.notEqual(one.outcome, 'refused')
    if (path === '/v1/orders') placed = reply.body
    all.push(reply.body)
  }
  return { placed, all }
}
