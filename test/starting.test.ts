import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readConfig } from '../src/platform/config.ts'
import { anyone } from '../src/platform/http/caller.ts'
import { createLog } from '../src/platform/log.ts'
import type { Module } from '../src/platform/module.ts'
import { openWorld, serve, type World } from '../src/platform/process.ts'
import { createTestDatabase } from './database.ts'
import { freePort } from './port.ts'

describe('a server that is starting', () => {
  it('is alive, but takes no request until everything is in memory', async () => {
    await withWorld(async (world, ask) => {
      const loading = Promise.withResolvers<[]>()
      const begun = Promise.withResolvers<void>()
      const start = () => {
        begun.resolve()
        return loading.promise
      }
      const starting = serve(world.platform, [moduleOf(start)], async () => anyone)
      await begun.promise
      assert.equal((await ask('/health/live')).status, 200)
      const early = await ask('/health/ready')
      assert.equal(early.status, 503)
      assert.equal(early.headers.get('retry-after'), '2')
      assert.equal(((await early.json()) as { code: string }).code, 'not_ready')
      loading.resolve([])
      const running = await starting
      assert.equal((await ask('/health/ready')).status, 200)
      await running.stop()
    })
  })

  it('takes its port back where it cannot start', async () => {
    await withWorld(async (world, ask) => {
      const start = () => Promise.reject(new Error('the memory cannot be filled'))
      await assert.rejects(
        serve(world.platform, [moduleOf(start)], async () => anyone),
        /the memory cannot be filled/,
      )
      await assert.rejects(ask('/health/live'))
    })
  })
})

function moduleOf(start: Module['start']): Module {
  return { name: 'slow', routes: [], start: start! }
}

/** A world on a port that is known before the server says it. */
async function withWorld(
  test: (world: World, ask: (path: string) => Promise<Response>) => Promise<void>,
): Promise<void> {
  const database = await createTestDatabase()
  const port = await freePort()
  const config = { ...readConfig({}), TUTTI_PORT: port, TUTTI_LOG_LEVEL: 'error' as const }
  const world = await openWorld(config, database.connection, createLog('error'))
  try {
    await test(world, (path) => fetch(`http://127.0.0.1:${port}${path}`))
  } finally {
    await world.close()
    await database.drop()
  }
}
