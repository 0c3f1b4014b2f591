import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Connection } from '../src/platform/embedded/index.ts'

/** A database of its own for one test file: a copy of the migrated template. */
export type TestDatabase = { connection: Connection; drop(): Promise<void> }

const BUSY = '55006'

/** `npm test` runs one cluster for all files (test/run.ts) and says here where it is. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const host = process.env['TUTTI_TEST_SOCKET']
  if (host === undefined)
    throw new Error('run tests with `npm test [file …]`: it brings a database')
  const superuser = { host, port: 5432, user: 'postgres', database: 'postgres' }
  const name = `tutti_test_${randomBytes(6).toString('hex')}`
  await withClient(superuser, async (client) => {
    for (;;) {
      try {
        await client.query(`create database ${name} template tutti owner tutti`)
        return
      } catch (error) {
        // Another file is copying the template at this moment.
        if ((error as { code?: string }).code !== BUSY) throw error
      }
    }
  })
  return {
    connection: { host, port: 5432, user: 'tutti', database: name },
    drop: () =>
      withClient(superuser, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`)
      }),
  }
}

async function withClient(
  connection: Connection,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
