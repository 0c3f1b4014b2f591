import assert from 'node:assert/strict'
import { setImmediate } from 'node:timers/promises'
import type { Client, Json } from '../app.ts'
import { routingDesk } from './routed.ts'

const PATH = '/v1/simulations'
const DAYS = 28
const DAY_MS = 86_400_000

/** Plays the last weeks by the rules in force and a draft that is dropped; answers which it is. */
export async function simulate(client: Client): Promise<string> {
  const desk = routingDesk(client)
  await desk.change({ action: 'add', rule: STORES, position: 1 })
  const until = Date.now()
  const period = { from: new Date(until - DAYS * DAY_MS), until: new Date(until) }
  const policies = [{ of: 'live' }, { of: 'draft' }]
  const body = { ...period, policies, ruleCosts: true, hindsight: true }
  const started = await client.post(PATH, JSON.parse(JSON.stringify(body)))
  assert.equal(started.status, 202, JSON.stringify(started.body))
  let found: Json
  do {
    await setImmediate()
    found = (await client.get(`${PATH}/${started.body.id}`)).body
  } while (found.endedAt === null)
  assert.equal(found.state, 'done', JSON.stringify(found.why))
  const { version } = await desk.draft()
  await client.post('/v1/routing-rules/draft/discards', { version })
  return started.body.id
}

export const STORES = {
  name: 'Whatever a store has comes from there',
  when: [],
  use: [{ places: { kinds: ['store'] } }, { places: {} }],
  choose: { by: 'least_cost' },
}
