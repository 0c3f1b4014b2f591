import assert from 'node:assert/strict'
import { setImmediate } from 'node:timers/promises'
import type { Client, Json } from '../app.ts'

const PATH = '/v1/simulations'
const DAYS = 28
const DAY_MS = 86_400_000

/** Plays the last weeks by rules that were, those in force and the draft; answers which it is. */
export async function simulate(client: Client): Promise<string> {
  const until = Date.now()
  const period = { from: new Date(until - DAYS * DAY_MS), until: new Date(until) }
  const policies = [{ of: 'version', version: 1 }, { of: 'live' }, { of: 'draft' }]
  const body = { ...period, policies, ruleCosts: true, hindsight: true }
  const started = await client.post(PATH, JSON.parse(JSON.stringify(body)))
  assert.equal(started.status, 202, JSON.stringify(started.body))
  let found: Json
  do {
    await setImmediate()
    found = (await client.get(`${PATH}/${started.body.id}`)).body
  } while (found.endedAt === null)
  assert.equal(found.state, 'done', JSON.stringify(found.why))
  return started.body.id
}
