import assert from 'node:assert/strict'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAsking } from '../../src/asking-thread.ts'
import { everything } from '../../src/lib/scope.ts'
import { createLog } from '../../src/platform/log.ts'
import { startApp, type App } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

const PARIS = { lat: 48.86, lon: 2.35 }

/** The database, behind a line that may fall silent: it takes everything and passes on nothing. */
async function openLine({ host, port }: App['connection']) {
  const line = { isSilent: false, open: 0, connection: {}, close: () => void server.close() }
  const pass = (from: Socket, to: Socket) => {
    from.on('data', (data) => line.isSilent || to.write(data))
    from.on('error', () => to.destroy())
    from.on('close', () => to.destroy())
  }
  const server = createServer((socket) => {
    line.open += 1
    socket.on('close', () => (line.open -= 1))
    const there = connect(`${host}/.s.PGSQL.${port}`)
    pass(socket, there)
    pass(there, socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  line.connection = { host: '127.0.0.1', port: (server.address() as AddressInfo).port }
  return line
}

/** Fails by the limit of the test. */
async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await sleep(20)
}

describe('a long question', () => {
  it(
    'is not waited for where its thread is silent, which is ended',
    { timeout: 120_000 },
    async () => {
      const app = await startApp()
      const line = await openLine(app.connection)
      const connection = { ...app.connection, ...line.connection }
      const config = { ...app.platform.config, TUTTI_LOG_LEVEL: 'silent' as const }
      let ends = 0
      const log = { ...createLog('silent'), warn: () => void (ends += 1), error: () => {} }
      const platform = { config, connection, log }
      const asking = createAsking(platform, { answerMs: 5000, startMs: 60_000 })
      const hasty = createAsking(platform, { answerMs: 50, startMs: 10_000 })
      try {
        const client = await app.client()
        await openShop(client, {
          locations: { NEAR: PARIS, FAR: { lat: 45.76, lon: 4.84 } },
          skus: { X: { weightG: 500 } },
          stock: { X: { NEAR: 5, FAR: 5 } },
        })
        const order = (await client.post('/v1/orders', orderOf({ X: 1 }))).body
        const [{ id }] = (await client.get(`/v1/orders/${order.id}/decisions`)).body.items
        const ask = { scope: everything, id }

        line.isSilent = true
        assert.equal(await hasty.flips(ask), undefined)
        await until(() => ends === 1 && line.open === 0)

        line.isSilent = false
        // Its first answer may be too late for who asked, and is for the next.
        await until(async () => (await asking.flips(ask))?.decision === id)
        assert.ok(line.open > 0)
        line.isSilent = true
        assert.equal(await asking.flips(ask), undefined)
        await until(() => ends === 2 && line.open === 0)
      } finally {
        await Promise.all([asking.stop(), hasty.stop()])
        line.close()
        await app.stop()
      }
    },
  )
})
