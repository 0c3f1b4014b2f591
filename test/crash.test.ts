import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { createKey } from '../src/identity/index.ts'
import { permissions } from '../src/lib/permissions.ts'
import { checks } from '../src/modules.ts'
import { openDatabase, type Database } from '../src/platform/db/index.ts'
import { strayEvents } from './events.ts'
import { clientOf, type Client, type Json } from './app.ts'
import { openShop, orderOf } from './shop.ts'

const CLIENTS = 8
const BEFORE_KILL = 60

/** `tutti start` as a person runs it, in a folder of its own, with real fsync. */
type Server = { child: ChildProcess; address: string; database: string; ended: Promise<unknown> }

async function start(dataDir: string): Promise<Server> {
  const child = spawn(process.execPath, ['src/main.ts', 'start'], {
    env: { PATH: process.env['PATH'], TUTTI_DATA_DIR: dataDir, TUTTI_PORT: '0', TUTTI_DEMO: 'off' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const text = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('Ctrl-C')) resolve(said)
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)))
  })
  const address = /Console\s+(\S+)\//.exec(text)![1]!
  const database = decodeURIComponent(/host=([^']+)/.exec(text)![1]!)
  return { child, address, database, ended }
}

describe('kill -9', () => {
  let dataDir: string
  let server: Server
  let secret: string
  /** Every request ever sent, with what was answered first. */
  const sent = new Map<string, { order: Json; answer: Json | undefined }>()

  before(async () => {
    dataDir = await mkdtemp('/tmp/tutti-crash-')
    await chmod(dataDir, 0o755)
    server = await start(dataDir)
    secret = await withDatabase(server, async (db) => {
      const at = { now: Temporal.Now.instant(), nowMs: Date.now() }
      const wanted = { name: 'test', permissions, expiresAt: null, createdBy: 'test' }
      return (await createKey(db, wanted, at)).secret
    })
    await openShop(clientOf(server.address, secret), {
      onShortage: 'accept',
      locations: { A: { lat: 48.85, lon: 2.35 }, B: { lat: 45.76, lon: 4.84 } },
      skus: { X: {}, Y: {} },
      stock: { X: { A: 300, B: 300 }, Y: { A: 200 } },
    })
  })
  after(async () => {
    server.child.kill('SIGINT')
    await server.ended
    await rm(dataDir, { recursive: true, force: true })
  })

  it('of the server under load: nothing acknowledged is lost, retries match', async () => {
    await loadUntil(BEFORE_KILL, () => server.child.kill('SIGKILL'))
    await server.ended
    server = await start(dataDir)
    await verify()
  })

  it('of PostgreSQL under load: the same', async () => {
    const pidFile = await readFile(path.join(dataDir, 'pg18', 'postmaster.pid'), 'utf8')
    const postmaster = Number(pidFile.split('\n')[0])
    await loadUntil(BEFORE_KILL, () => process.kill(postmaster, 'SIGKILL'))
    await server.ended
    server = await start(dataDir)
    await verify()
  })

  it('stops cleanly, and the next start finds everything', async () => {
    server.child.kill('SIGINT')
    assert.equal(await server.ended, 0)
    server = await start(dataDir)
    await verify()
  })

  /** Clients place orders one after the other; after so many answers the kill comes. */
  async function loadUntil(answers: number, kill: () => void): Promise<void> {
    const client = clientOf(server.address, secret)
    let count = 0
    let killed = false
    const work = async (): Promise<void> => {
      while (!killed) {
        const key = randomUUID()
        const entry = { order: orderOf({ X: 1, Y: 1 }), answer: undefined as Json }
        sent.set(key, entry)
        const reply = await client.post('/v1/orders', entry.order, key).catch(() => undefined)
        if (reply?.status === 201) entry.answer = reply.body
        count += reply ? 1 : 0
        if (count < answers || killed) continue
        killed = true
        kill()
      }
    }
    await Promise.all(Array.from({ length: CLIENTS }, work))
  }

  async function verify(): Promise<void> {
    const client: Client = clientOf(server.address, secret)
    for (const [key, entry] of sent) {
      const { status, body } = await client.post('/v1/orders', entry.order, key)
      assert.equal(status, 201, JSON.stringify(body))
      if (entry.answer) assert.deepEqual(body, entry.answer)
      entry.answer = body
    }
    await withDatabase(server, async (db) => {
      for (const { id, query } of checks) assert.deepEqual(await db.query(query), [], id)
      assert.deepEqual(await strayEvents(db), [])
    })
    const ids = new Set([...sent.values()].map(({ answer }) => answer.id))
    assert.equal(ids.size, sent.size)
    const direct = new pg.Client({ host: server.database, user: 'tutti', database: 'tutti' })
    await direct.connect()
    const { rows } = await direct.query('select count(*)::int as n from orders.order')
    await direct.end()
    assert.equal(rows[0].n, sent.size)
  }
})

async function withDatabase<Result>(
  server: Server,
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  const connection = { host: server.database, port: 5432, user: 'tutti', database: 'tutti' }
  const db = openDatabase({ connection, poolSize: 3, onError: () => undefined })
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}
