import { randomUUID } from 'node:crypto'
import type { Bench } from './figure.ts'

type Asking = Pick<Bench, 'server' | 'secret'>

/** As much of an answer as is read. */
type Draft = { version: number; rules: { id: string }[] }

export async function get<Answer = Draft>(
  { server, secret }: Asking,
  from: string,
): Promise<Answer> {
  const headers = { authorization: `Bearer ${secret}` }
  return (await (await fetch(server.address + from, { headers })).json()) as Answer
}

export async function post<Answer = Draft>(
  { server, secret }: Asking,
  to: string,
  body: object,
): Promise<Answer> {
  const reply = await fetch(server.address + to, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${secret}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(body),
  })
  const said = await reply.text()
  if (!reply.ok) throw new Error(said.slice(0, 500))
  return JSON.parse(said) as Answer
}
