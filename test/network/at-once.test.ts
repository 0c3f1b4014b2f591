import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client } from '../app.ts'
import { openShop } from '../shop.ts'

const CODES = ['A', 'B', 'C', 'D']
const ROUNDS = 12
const CHANNEL = 'channels/WEB'

let app: App
let client: Client
before(async () => {
  app = await startApp()
  client = await app.client()
  const locations = Object.fromEntries(CODES.map((code) => [code, {}]))
  await openShop(client, { locations, skus: { X: {} }, stock: {} })
  const groups = ['ONE', 'TWO'].map((code) =>
    client.post('/v1/location-groups', { code, name: code }),
  )
  for (const { status } of await Promise.all(groups)) assert.equal(status, 201)
})
after(() => app.stop())

/** A channel is read in the list of all. */
async function read(path: string): Promise<{ version: number }> {
  const { body } = await client.get(`/v1/${path === CHANNEL ? 'channels' : path}`)
  return path === CHANNEL ? body.items[0] : body
}

/** Changes a thing as it stands; another may be first (409), and nothing else may go wrong. */
async function change(path: string, ...changes: object[]): Promise<void> {
  const { version } = await read(path)
  const { status, body } = await client.post(`/v1/${path}/changes`, { version, changes })
  assert.ok(status === 200 || body.code === 'version_conflict', JSON.stringify(body))
}

/** Again and again, one after the other. */
async function again(step: (round: number) => Promise<void>): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) await step(round)
}

describe('groups and pools that are changed from both sides at once', () => {
  it('never wait for each other in a circle, and say the same from both', async () => {
    const some = (round: number) => CODES.filter((_, i) => (round >> i) % 2 === 0)
    await Promise.all([
      again((round) => change('location-groups/ONE', { action: 'add', locations: some(round) })),
      again((round) => change('location-groups/TWO', { action: 'remove', locations: some(round) })),
      ...['A', 'C'].map((code) =>
        again((round) => {
          const groups = ['ONE', 'TWO'].slice(0, round % 3)
          return change(`locations/${code}`, { action: 'set', fields: { groups } })
        }),
      ),
      ...['B', 'C'].map((code) =>
        again((round) => {
          const channels = round % 2 === 0 ? [] : ['WEB']
          return change(`locations/${code}`, { action: 'channels', channels })
        }),
      ),
      again((round) => {
        const pool = some(round).map((location, priority) => ({ location, priority }))
        return change(CHANNEL, { action: 'set_pool', locations: pool })
      }),
    ])
    const pool = (await client.get('/v1/channels/WEB/pool')).body.locations
    for (const code of CODES) {
      const { groups, channels } = (await client.get(`/v1/locations/${code}`)).body
      const isSold = pool.some(({ location }: { location: string }) => location === code)
      assert.deepEqual(channels, isSold ? ['WEB'] : [])
      for (const group of ['ONE', 'TWO']) {
        const { locations } = (await client.get(`/v1/location-groups/${group}`)).body
        assert.equal(locations.includes(code), groups.includes(group), `${code} in ${group}`)
      }
    }
    assert.deepEqual(await app.broken(), [])
    const [seen] = await app.platform.db.query<{ deadlocks: number }>(sql`
      select deadlocks::int from pg_stat_database where datname = current_database()`)
    assert.equal(seen!.deadlocks, 0)
  })
})
